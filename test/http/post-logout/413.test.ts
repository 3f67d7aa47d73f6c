import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

function paddedBody(sizeBytes: number): string {
  const body = JSON.stringify({ refreshToken: REFRESH_TOKEN, clientId: SPA.clientId });
  return body + ' '.repeat(sizeBytes - body.length);
}

describe('POST /logout answers 413 payload-too-large', () => {
  test('T04 to a body one byte over the limit, and not to one that just fits', async () => {
    const { app, cognito } = startService({ settings: { bodyLimitBytes: 4096 } });

    const tooLarge = await ask(app, { path: '/logout', headers: JSON_TYPE, body: paddedBody(4097) });
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.json['code']).toBe('payload-too-large');
    expect(cognito.calls).toEqual([]);

    const fits = await ask(app, { path: '/logout', headers: JSON_TYPE, body: paddedBody(4096) });
    expect(fits.status).toBe(200);
  });

  test('T04 to a body of 1 MB, of any type that is read', async () => {
    const { app, cognito } = startService();
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const answer = await ask(app, {
        path: '/logout',
        headers: { 'Content-Type': type },
        body: 'a'.repeat(1_000_000),
      });
      expect(answer.status).toBe(413);
    }
    expect(cognito.calls).toEqual([]);
  });

  test('T04 to a body that announces too much, before a byte of it has arrived', async () => {
    const { app } = startService();
    const answer = await askRaw(app, [
      'POST /logout HTTP/1.1',
      'Host: a.example',
      'Content-Type: application/json',
      'Content-Length: 10000000',
    ]);
    expect(answer.status).toBe(413);
  });

  test('T04 to a chunked body, as soon as it is too large', async () => {
    const { app, cognito } = startService();
    const chunk = `4000\r\n${' '.repeat(0x4000)}\r\n`;
    const lines = [
      'POST /logout HTTP/1.1',
      'Host: a.example',
      'Content-Type: application/json',
      'Transfer-Encoding: chunked',
    ];
    const answer = await askRaw(app, lines, chunk.repeat(2));
    expect(answer.status).toBe(413);
    expect(cognito.calls).toEqual([]);
  });

  test('T04 and closes the connection of a caller who goes on sending', async () => {
    const { app } = startService();
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const head = ['POST /logout HTTP/1.1', 'Host: a.example', 'Content-Type: application/json'];
    socket.write(`${head.join('\r\n')}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    let sentBytes = 0;
    const sendMore = () => {
      while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
    };
    socket.on('drain', sendMore).on('error', () => socket.destroy());
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString('latin1')));
    sendMore();

    await new Promise((resolve) => socket.once('close', resolve));
    server.close();

    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024);
  });

  test('T15 and clears the cookies in cookie mode', async () => {
    const { app } = startService();
    const headers = { ...JSON_TYPE, Cookie: `__Host-rt=${REFRESH_TOKEN}`, 'Sec-Fetch-Site': 'same-origin' };
    const answer = await ask(app, { path: '/logout', headers, body: ' '.repeat(20_000) });
    expect(answer.status).toBe(413);
    expect(answer.setCookie).toHaveLength(3);
  });
});
