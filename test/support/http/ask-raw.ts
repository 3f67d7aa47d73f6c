import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { answerOf, type Answer } from './answer.ts';
import { expectDocumented } from './expect-documented.ts';
import { expectWellBehaved } from './expect-well-behaved.ts';

/**
 * Sends bytes as they are over a socket of its own, for requests that no client would build, and holds the answer to
 * what must be true of every answer.
 *
 * @param lines request line and header lines; `Connection: close` is added
 */
export async function askRaw(app: RequestListener, lines: readonly string[], body = ''): Promise<Answer> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  try {
    const bytes = await exchangeBytes(
      (server.address() as AddressInfo).port,
      [...lines, 'Connection: close'],
      body,
    );
    const answer = parseAnswer(bytes.toString('utf8'));
    expectWellBehaved(answer);
    const [method = '', target = ''] = lines[0]?.split(' ') ?? [];
    await expectDocumented(method, target.replace(/^\w+:\/\/[^/]*/, ''), answer);
    return answer;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function exchangeBytes(port: number, lines: readonly string[], body: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks)));
    socket.on('error', reject);
  });
}

function parseAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers: Record<string, string | string[]> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return answerOf(Number(statusLine.split(' ')[1]), headers, text.slice(end + 4));
}
