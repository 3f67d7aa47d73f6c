import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('GET /admin/audit answers 400', () => {
  test.each([
    ['a parameter that is none', 'token=abc', /may have these parameters/],
    ['a parameter that is there twice', 'kind=final&kind=accepted', /same field twice/],
    ['a time without its zone', 'from=2026-11-22T12:00:00', /"from"/],
    ['a limit of nothing', 'limit=0', /"limit"/],
    ['a limit over the largest', 'limit=501', /"limit"/],
    ['a cursor that is no number', 'cursor=-1', /"cursor"/],
    ['a fingerprint that is none', 'fingerprint=x', /"fingerprint"/],
    ['a kind that is none', 'kind=deleted', /"kind"/],
    ['a name that is longer than any', `user=${'a'.repeat(2050)}`, /"user"/],
  ])('to %s', async (_, query, detail) => {
    const { app } = startService();
    const answer = await ask(app, adminGet(`/admin/audit?${query}`));
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code: 'invalid-request', detail: expect.stringMatching(detail) });
  });
});
