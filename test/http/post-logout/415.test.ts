import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { askRaw } from '../../support/http/ask-raw.ts';
import { SPA } from '../../support/http/app-clients.ts';
import { REFRESH_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';

const TEXT = JSON.stringify({ refreshToken: REFRESH_TOKEN, clientId: SPA.clientId });

describe('POST /logout answers 415 unsupported-media-type', () => {
  test.each([
    'text/plain',
    'text/plain; application/json',
    'multipart/form-data; boundary=x',
    'application/octet-stream',
    'application/x-amz-json-1.1',
    'application/json+evil',
    'application/jsonp',
    'application/json, text/plain',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'json',
    '*/*',
    'constructor',
    '__proto__',
  ])('T11 to a body of the type %s', async (type) => {
    const { app, cognito } = startService();
    const answer = await ask(app, { path: '/logout', headers: { 'Content-Type': type }, body: TEXT });
    expect(answer.status).toBe(415);
    expect(answer.json['code']).toBe('unsupported-media-type');
    expect(cognito.calls).toEqual([]);
  });

  test('T11 to a body without a type', async () => {
    const { app, cognito } = startService();
    const lines = ['POST /logout HTTP/1.1', 'Host: a.example', `Content-Length: ${TEXT.length}`];
    const answer = await askRaw(app, lines, TEXT);
    expect(answer.status).toBe(415);
    expect(cognito.calls).toEqual([]);
  });

  test.each(['gzip', 'br', 'deflate', 'zstd', 'identity', 'x-unknown'])(
    'T05 to a body with Content-Encoding: %s',
    async (encoding) => {
      const { app, cognito } = startService();
      const headers = { 'Content-Type': 'application/json', 'Content-Encoding': encoding };
      const answer = await ask(app, { path: '/logout', headers, body: gzipSync(TEXT) });
      expect(answer.status).toBe(415);
      expect(cognito.calls).toEqual([]);
    },
  );

  test('T15 and clears the cookies in cookie mode', async () => {
    const { app } = startService();
    const headers = {
      'Content-Type': 'text/plain',
      Cookie: `__Host-rt=${REFRESH_TOKEN}`,
      'Sec-Fetch-Site': 'same-origin',
    };
    const answer = await ask(app, { path: '/logout', headers, body: TEXT });
    expect(answer.status).toBe(415);
    expect(answer.setCookie).toHaveLength(3);
  });
});
