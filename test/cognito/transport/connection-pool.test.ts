import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from 'undici';
import { createConnectionPool } from '../../../src/cognito/transport/connection-pool.ts';
import {
  createUpstreamConnections,
  type UpstreamConnections,
} from '../../../src/cognito/upstream-connections.ts';
import { eventually } from '../../support/eventually.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** An upstream that answers when it is told to, and tells how many connections it has seen. */
async function startHoldingUpstream() {
  const held: ServerResponse[] = [];
  let connections = 0;
  const server = createServer((_request, response) => void held.push(response));
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    held,
    connections: () => connections,
    answerAll: () => held.splice(0).forEach((response) => response.end('{}')),
  };
}

function connect(connectionsMax?: number): UpstreamConnections {
  const connections = createUpstreamConnections(connectionsMax);
  open.push(() => connections.close());
  return connections;
}

function ask(connections: UpstreamConnections, url: string, signal = AbortSignal.timeout(30_000)) {
  return connections.exchange({ url, method: 'POST', headers: {}, body: '{}', signal });
}

test('an upstream that takes long gets as many calls at once as there are', async () => {
  const upstream = await startHoldingUpstream();
  const connections = connect();
  const answers = Array.from({ length: 200 }, () => ask(connections, upstream.url));
  await eventually(() => upstream.held.length === 200);
  upstream.answerAll();
  expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
  expect(upstream.connections()).toBe(200);
});

test('so it is while this process has no time to spare, as long as no connection comes free', async () => {
  const upstream = await startHoldingUpstream();
  const connections = connect();
  let isBusy = true;
  const work = () => {
    const untilMs = performance.now() + 2;
    while (performance.now() < untilMs);
    if (isBusy) setImmediate(work);
  };
  open.push(async () => void (isBusy = false));
  work();
  const answers = Array.from({ length: 200 }, () => ask(connections, upstream.url));
  await eventually(() => upstream.held.length === 200);
  upstream.answerAll();
  await Promise.all(answers);
  expect(upstream.connections()).toBe(200);
});

test('a busy process opens no more while connections come free in each turn of the event loop', async () => {
  let opened = 0;
  const used: Client[] = [];
  const pool = createConnectionPool(() => {
    opened += 1;
    return new Client('http://127.0.0.1');
  }, 1024);
  open.push(() => pool.close());
  const call = () => pool.add({ start: (connection) => void used.push(connection), refuse: () => undefined });
  for (let calls = 0; calls < 100; calls += 1) call();
  const untilMs = performance.now() + 400;
  while (performance.now() < untilMs) {
    const workMs = performance.now() + 2;
    while (performance.now() < workMs);
    for (const connection of used.splice(0, 20)) {
      call();
      pool.giveBack(connection);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(opened).toBe(32);
});

test('there are never more connections than allowed, and calls that wait for one are made when it is free', async () => {
  const upstream = await startHoldingUpstream();
  const connections = connect(40);
  const answers = Array.from({ length: 100 }, () => ask(connections, upstream.url));
  await eventually(() => upstream.held.length === 40);
  expect(connections.inUse()).toBe(40);
  const answering = setInterval(upstream.answerAll, 1);
  await Promise.all(answers);
  clearInterval(answering);
  expect(connections.inUse()).toBe(0);
  expect(upstream.connections()).toBe(40);
});

test('a call that is given up while it waits is never made', async () => {
  const upstream = await startHoldingUpstream();
  const connections = connect(32);
  const first = Array.from({ length: 32 }, () => ask(connections, upstream.url));
  await eventually(() => upstream.held.length === 32);
  const giveUp = new AbortController();
  const waiting = ask(connections, upstream.url, giveUp.signal);
  giveUp.abort();
  await expect(waiting).rejects.toMatchObject({ retryCause: 'timeout' });
  upstream.answerAll();
  await Promise.all(first);
  const next = ask(connections, upstream.url);
  await eventually(() => upstream.held.length === 1);
  upstream.answerAll();
  expect((await next).status).toBe(200);
});

test('calls that wait when the connections are closed fail, and so do later ones', async () => {
  const upstream = await startHoldingUpstream();
  const connections = connect(32);
  const answers = Array.from({ length: 33 }, () => ask(connections, upstream.url));
  const failed = Promise.allSettled(answers);
  await eventually(() => upstream.held.length === 32);
  await connections.close();
  expect(new Set((await failed).map(({ status }) => status))).toEqual(new Set(['rejected']));
  await expect(ask(connections, upstream.url)).rejects.toMatchObject({ name: 'TransportError' });
});
