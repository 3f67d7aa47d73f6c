import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { readBytes } from '../../../src/http/body/read-bytes.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A request with the body, as a server gets it. */
async function requestWith(body: string): Promise<IncomingMessage> {
  const server = createServer().listen(0, '127.0.0.1');
  open.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  void fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).catch(() => undefined);
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

test('a body whose caller had gone before it was read is refused, instead of being waited for', async () => {
  const request = await requestWith('12345');
  request.destroy();
  await once(request, 'close');
  await expect(readBytes(request, 5)).rejects.toMatchObject({ code: 'invalid-request' });
});
