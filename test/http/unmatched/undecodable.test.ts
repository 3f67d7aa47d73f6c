import { expect, test } from '@jest/globals';
import { askRaw } from '../../support/http/ask-raw.ts';
import { startService } from '../../support/http/service.ts';

test.each([
  ['GET /admin/receipts/%zz', 400, 'invalid-request'],
  ['GET /admin/users/%ff/sessions', 400, 'invalid-request'],
  ['DELETE /sessions/%E0%A4%A', 400, 'invalid-request'],
  ['POST /admin/clients/%C0%80/token-revocation', 400, 'invalid-request'],
  ['PUT /admin/receipts/%', 405, 'method-not-allowed'],
  ['GET /nowhere/%zz', 404, 'not-found'],
] as const)('T17: %s cannot be percent-decoded, and is a documented %i', async (line, status, code) => {
  const { app } = startService();
  const answer = await askRaw(app, [`${line} HTTP/1.1`, 'Host: a.example', 'Content-Length: 0']);
  expect([answer.status, answer.json['code']]).toEqual([status, code]);
});
