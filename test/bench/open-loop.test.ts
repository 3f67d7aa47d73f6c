import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createConnectionPool, type ConnectionPool } from '../../bench/load/connection-pool.ts';
import { openConnections } from '../../bench/load/open-connections.ts';
import { openLoop } from '../../bench/load/open-loop.ts';

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
const makeRequest = () => Buffer.from('GET / HTTP/1.1\r\nHost: server\r\n\r\n');

const server = createServer();
let requestsOf: Map<Socket, number>;
let holdMs: number;
let pool: ConnectionPool | undefined;

server.on('connection', (socket) => {
  requestsOf.set(socket, 0);
  socket.on('error', () => undefined);
  socket.on('data', () => {
    requestsOf.set(socket, (requestsOf.get(socket) ?? 0) + 1);
    setTimeout(() => socket.write(ANSWER), holdMs);
  });
});

beforeEach(async () => {
  requestsOf = new Map();
  holdMs = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterEach(async () => {
  pool?.close();
  server.close();
  await once(server, 'close');
});

function createPool(connectionsMax: number): ConnectionPool {
  return (pool = createConnectionPool((server.address() as AddressInfo).port, connectionsMax));
}

test('connections that are kept were each used once before the load, which opens no other', async () => {
  const kept = createPool(40);
  await openConnections(kept, makeRequest, 40);
  expect([...requestsOf.values()]).toEqual(Array.from({ length: 40 }, () => 1));
  const { sent, statuses } = await openLoop(kept, makeRequest, { perSecond: 2_000, seconds: 0.05 });
  expect({ sent, statuses }).toEqual({ sent: 100, statuses: { 200: 100 } });
  expect(requestsOf.size).toBe(40);
});

test('a request that waits for a connection is measured from the moment at which it was due', async () => {
  holdMs = 50;
  const { accepted, statuses } = await openLoop(createPool(1), makeRequest, {
    perSecond: 1_000,
    seconds: 0.004,
  });
  expect(statuses).toEqual({ 200: 4 });
  expect(requestsOf.size).toBe(1);
  // The last of four had to wait for three others, one after the other, and was due 3 ms after the first.
  expect(accepted.p99Ms).toBeGreaterThan(3 * holdMs);
});
