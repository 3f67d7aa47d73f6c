import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import express from 'express';
import { sendLines } from '../../../src/http/answers/send-lines.ts';

test('lines for a caller who has gone before the first of them are nobody’s fault', async () => {
  const app = express();
  const sent = new Promise<void>((resolve, reject) => {
    app.get('/', (_request, response) => {
      const items = async function* () {
        asked.destroy();
        await once(response, 'close');
        yield { first: true };
      };
      sendLines(response, items(), (item) => item).then(resolve, reject);
    });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  asked.on('error', () => undefined);
  asked.end();

  await expect(sent).resolves.toBeUndefined();
  server.close();
});
