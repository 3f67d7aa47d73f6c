import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { bornMessages } from '../../../src/http/server/born-messages.ts';
import { startService } from '../../support/http/service.ts';

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test('a request and its response have what Express gives them before Express sees them, and keep it', async () => {
  const app = express();
  const born: (readonly [request: unknown, response: unknown])[] = [];
  const prototypes = (incoming: IncomingMessage, outgoing: ServerResponse) =>
    [Object.getPrototypeOf(incoming), Object.getPrototypeOf(outgoing)] as const;
  app.get('/', (incoming, outgoing) => {
    born.push(prototypes(incoming, outgoing));
    outgoing.json({ isAppThere: incoming.app === app && outgoing.app === app, path: incoming.path });
  });
  const server = createServer(bornMessages(app), (incoming, outgoing) => {
    born.push(prototypes(incoming, outgoing));
    app(incoming, outgoing);
  });
  servers.push(server);
  const { text } = await request(server).get('/');
  expect(JSON.parse(text)).toEqual({ isAppThere: true, path: '/' });
  expect(born).toEqual([
    [app.request, app.response],
    [app.request, app.response],
  ]);
  expect(born[0]?.[0]).toBe(born[1]?.[0]);
  expect(born[0]?.[1]).toBe(born[1]?.[1]);
});

test('an answer that is given without the app, as some are by Node.js, has the headers that protect a browser', async () => {
  const { messages } = startService().app;
  const server = createServer(messages, (_incoming, outgoing) => {
    outgoing.writeHead(503).end();
  });
  servers.push(server);
  const { headers } = await request(server).get('/');
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});
