import { rawRequest } from '../raw-request.ts';
import type { LeakyRequest } from './leaky-requests.ts';

const AT_ONCE = 16;

/** Sends requests as they are, several at once, each over a connection of its own, and gives all that came back. */
export async function exchangeAll(
  port: number,
  requests: readonly LeakyRequest[],
): Promise<readonly string[]> {
  const answers: string[] = [];
  let next = 0;
  const work = async () => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      answers.push(await rawRequest(port, bytesOf(request)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

function bytesOf({ method, target, headers, body }: LeakyRequest): string {
  const names = headers.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  const lines = [
    `${method} ${target} HTTP/1.1`,
    ...(names.includes('host') ? [] : ['Host: service']),
    'Connection: close',
    ...headers,
    ...(body === undefined || names.includes('content-length') || names.includes('transfer-encoding')
      ? []
      : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
