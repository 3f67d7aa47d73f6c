import type { CommandIo } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { MAY_HAVE_TAKEN_EFFECT } from '../output/may-have-taken-effect.ts';
import { whileWaiting } from '../output/progress.ts';
import { refusal } from './refusal.ts';
import { serviceAccess, type ServiceOptions } from './service-options.ts';

/** Cognito has some seconds, and a call that drops or reads much has to look through a lot. */
const TIMEOUT_MS = 60_000;

export interface ServiceAnswer {
  readonly status: number;
  /** The body of a success. Its shape is that of the service's OpenAPI document. */
  readonly body: unknown;
}

export interface ServiceClient {
  /** @param timeoutMs until it is given up; a minute unless given */
  get(
    path: string,
    query?: Readonly<Record<string, string | undefined>>,
    timeoutMs?: number,
  ): Promise<ServiceAnswer>;
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<ServiceAnswer>;
  /** The lines of an answer of the type `application/x-ndjson`, as they come. */
  lines(path: string, query: Readonly<Record<string, string | undefined>>): AsyncIterable<string>;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** With one, it is a POST. */
  readonly body?: object;
  readonly timeoutMs?: number;
}

/**
 * The running service, as an admin sees it. Follows no redirect, so that the key goes nowhere else. Every method rejects
 * with CommandError for what the service refuses, or when it cannot be reached.
 *
 * @throws UsageError when the address or the key is missing or wrong
 */
export async function createServiceClient(options: ServiceOptions, io: CommandIo): Promise<ServiceClient> {
  const { baseUrl, apiKey } = await serviceAccess(options, io);

  const send = async (path: string, { headers = {}, body, timeoutMs }: Sent): Promise<Response> => {
    const signals = timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)];
    const request: RequestInit = {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      redirect: 'manual',
      signal: AbortSignal.any([io.interrupted, ...signals]),
      headers: { Accept: 'application/json', ...headers, Authorization: `Bearer ${apiKey}` },
    };
    const answered = fetch(`${baseUrl}${path}`, request).catch((error: unknown) => {
      throw unreachable(error, baseUrl, io);
    });
    const response = await whileWaiting(io, 'waiting for the service', answered);
    if (response.status >= 300) throw refusal(response, await response.text().catch(() => ''));
    return response;
  };

  return {
    get: async (path, query = {}, timeoutMs = TIMEOUT_MS) =>
      answerOf(await send(withQuery(path, query), { timeoutMs })),
    post: async (path, body, headers = {}) => {
      const own = { 'Content-Type': 'application/json', ...headers };
      return answerOf(await send(path, { headers: own, body, timeoutMs: TIMEOUT_MS }));
    },
    async *lines(path, query) {
      const headers = { Accept: 'application/x-ndjson' };
      const { body } = await send(withQuery(path, query), { headers });
      if (body !== null) yield* linesOf(body, () => unreachable(undefined, baseUrl, io));
    },
  };
}

function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

async function answerOf(response: Response): Promise<ServiceAnswer> {
  try {
    return { status: response.status, body: await response.json() };
  } catch {
    throw new CommandError(
      'What answers there is not this service, or something on the way changed its answer: see that the URL is right.',
    );
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>, cutOff: () => Error): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch {
    throw cutOff();
  }
  if (rest !== '') yield rest;
}

/** What the network calls the end of a connection that there was, and over which something may have been asked. */
const CUT_OFF: readonly unknown[] = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** Messages of the network quote addresses of others; its codes do not. */
function unreachable(error: unknown, baseUrl: string, { interrupted }: CommandIo): Error {
  if (interrupted.aborted) return new Error('interrupted');
  const { name, cause } = (error ?? {}) as { readonly name?: unknown; readonly cause?: unknown };
  const { code } = (cause ?? {}) as { readonly code?: unknown };
  if (name === 'TimeoutError') {
    return new CommandError(`The service did not answer in time. ${MAY_HAVE_TAKEN_EFFECT}`);
  }
  if (CUT_OFF.includes(code)) {
    return new CommandError(`The connection ended before the service had answered. ${MAY_HAVE_TAKEN_EFFECT}`);
  }
  const why = typeof code === 'string' && /^\w{1,48}$/.test(code) ? code : 'the connection ended';
  return new CommandError(
    `The service at ${new URL(baseUrl).origin} cannot be reached (${why}). See that it runs, and that the URL is right.`,
  );
}
