import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Name of the API operation. */
  readonly operation: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came. */
  readonly text: string;
}

export type Script = (call: ReceivedCall, response: ServerResponse, socket: Socket) => void | Promise<void>;

/** A server on loopback that answers by a script and remembers what it was asked. */
export interface ScriptedUpstream {
  readonly url: string;
  readonly calls: readonly ReceivedCall[];
  stop(): Promise<void>;
}

export async function startScriptedUpstream(script: Script, tls?: ServerOptions): Promise<ScriptedUpstream> {
  const calls: ReceivedCall[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await receive(request);
    calls.push(call);
    await script(call, response, request.socket);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch(() => request.socket.destroy());
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    calls,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function receive(request: IncomingMessage): Promise<ReceivedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { method = '', url: path = '', headers } = request;
  return {
    method,
    path,
    headers,
    operation: headers['x-amz-target']?.toString().split('.')[1],
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    text,
  };
}

/** Answers as Cognito does: AWS JSON 1.1 with the exception's name in header and body. */
export function answerJson(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', ...headers });
  response.end(body);
}

export function answerException(response: ServerResponse, status: number, name: string, headers = {}): void {
  answerJson(response, status, JSON.stringify({ __type: name, message: 'words' }), {
    'x-amzn-ErrorType': `${name}:`,
    ...headers,
  });
}
