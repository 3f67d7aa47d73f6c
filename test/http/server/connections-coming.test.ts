import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { watchConnections } from '../../../src/http/server/connections-coming.ts';
import { startServer } from '../../../src/http/server/start-server.ts';
import { createRecordedTelemetry } from '../../support/recorded-telemetry.ts';

test('connections are coming as long as one came since the question was asked last', () => {
  const server = new EventEmitter();
  const areComing = watchConnections(server);
  expect(areComing()).toBe(false);
  server.emit('connection');
  expect(areComing()).toBe(true);
  expect(areComing()).toBe(false);
});

test('however many come, the answer is no again and again', () => {
  const server = new EventEmitter();
  const areComing = watchConnections(server);
  const untilMs = performance.now() + 10_000;
  let noes = 0;
  while (noes < 3 && performance.now() < untilMs) {
    server.emit('connection');
    if (!areComing()) noes += 1;
  }
  expect(noes).toBe(3);
});

test('the event loop accepts one connection in a turn, for which this is made', async () => {
  let accepted = 0;
  const server = createServer().on('connection', () => (accepted += 1));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const sockets = connectTo((server.address() as AddressInfo).port, 20);
  await turn();
  expect(accepted).toBeLessThanOrEqual(1);
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('requests of connections that came at once are handled together, whatever the handler takes for each', async () => {
  let handling = 0;
  const handled: number[] = [];
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    telemetry: createRecordedTelemetry().telemetry,
    handler: (_request, response) => {
      handling += 1;
      setImmediate(() => {
        handled.push(handling);
        response.end();
      });
    },
  });
  const sockets = connectTo(server.port, 20);
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n');
  await Promise.all(sockets.map((socket) => once(socket.resume(), 'end')));
  // Alone, the first would have seen no other.
  expect(handled[0]).toBeGreaterThan(1);
  await server.stop({ drainDelayMs: 0, timeoutMs: 0 });
});

function connectTo(port: number, count: number) {
  return Array.from({ length: count }, () => connect(port, '127.0.0.1'));
}
