import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { FEED_KEY_OF_READER } from '../../support/http/credentials.ts';
import { bearer, DENIED_SESSION, revocations } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

describe('RFC 9110 section 13.1.2: GET /revocations answers 304', () => {
  const having = (...tags: readonly (string | undefined)[]) =>
    revocations('', { ...bearer(FEED_KEY_OF_READER), 'If-None-Match': tags.join(', ') });

  test('to a reader who has the batch, among others', async () => {
    const { app } = startService();
    const { etag } = (await ask(app, revocations())).headers;
    for (const question of [having(etag), having('"other"', `W/${etag}`)]) {
      const answer = await ask(app, question);
      expect(answer.status).toBe(304);
      expect(answer.text).toBe('');
    }
  });

  test('to nobody once something was denied, to nobody who has another batch, and never for *', async () => {
    const { app, denials } = startService();
    const { etag } = (await ask(app, revocations())).headers;
    expect((await ask(app, having('"other"'))).status).toBe(200);
    expect((await ask(app, having('*'))).status).toBe(200);
    await denials.add([DENIED_SESSION]);
    expect((await ask(app, having(etag))).status).toBe(200);
  });

  test('to nobody without a key', async () => {
    const { app } = startService();
    const { etag = '' } = (await ask(app, revocations())).headers;
    expect((await ask(app, revocations('', { 'If-None-Match': etag }))).status).toBe(401);
  });
});
