/**
 * A stand-in for Cognito that answers each call with `{}` after DELAY_MS, and holds as many calls meanwhile as there are
 * descriptors. `GET /bench/calls` tells how many calls it has answered or holds. Configured by PORT, DELAY_MS and KEYS,
 * what it gives as the keys of the user pool.
 */
import { createServer, type Socket } from 'node:net';
import { createMessageReader } from '../load/message-reader.ts';

const { PORT, DELAY_MS, KEYS = '{}' } = process.env;
const delayMs = Number(DELAY_MS);
const ANSWER = answer('{}');
let calls = 0;

function answer(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

function take(socket: Socket, firstLine: string): void {
  if (firstLine.startsWith('GET /bench/calls ')) {
    socket.write(answer(String(calls)));
  } else if (firstLine.startsWith('GET ')) {
    socket.write(answer(KEYS));
  } else {
    calls += 1;
    setTimeout(() => socket.write(ANSWER), delayMs);
  }
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on(
    'data',
    createMessageReader((firstLine) => take(socket, firstLine)),
  );
  socket.on('error', () => undefined);
});
server.listen({ port: Number(PORT), host: '127.0.0.1', backlog: 4096 });
