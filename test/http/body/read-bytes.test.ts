import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { openRaw } from '../../support/raw-request.ts';
import { readBytes } from '../../../src/http/body/read-bytes.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A request with the body, as a server gets it. */
async function requestWith(body: string, announcedBytes = body.length): Promise<IncomingMessage> {
  const server = createServer().listen(0, '127.0.0.1');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const head = `POST / HTTP/1.1\r\nHost: service\r\nContent-Length: ${announcedBytes}\r\n\r\n`;
  const socket = openRaw(port, head + body);
  open.push(() => socket.destroy());
  const [request] = (await once(server, 'request')) as [IncomingMessage];
  return request;
}

test('reads a body up to the limit', async () => {
  expect(String(await readBytes(await requestWith('12345'), 5))).toBe('12345');
});

test('refuses a larger one', async () => {
  await expect(readBytes(await requestWith('123456'), 5)).rejects.toMatchObject({
    code: 'payload-too-large',
  });
});

/** The same, its caller gone once it was there as a whole, or in the middle. */
async function gone(request: IncomingMessage, { isWhole = true } = {}): Promise<IncomingMessage> {
  await eventually(() => request.complete === isWhole);
  request.destroy();
  await once(request, 'close');
  return request;
}

test('reads a body that had come as a whole before its caller was gone', async () => {
  expect(String(await readBytes(await gone(await requestWith('12345')), 5))).toBe('12345');
  expect(String(await readBytes(await gone(await requestWith('')), 5))).toBe('');
  await expect(readBytes(await gone(await requestWith('123456')), 5)).rejects.toMatchObject({
    code: 'payload-too-large',
  });
});

test('refuses the part of a body that a caller who is gone has left, instead of waiting for the rest', async () => {
  const request = await gone(await requestWith('123', 5), { isWhole: false });
  await expect(readBytes(request, 5)).rejects.toMatchObject({ code: 'invalid-request' });
});
