import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { ask } from '../../support/http/ask.ts';
import { introspect, OUT_OF_REACH } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

const unreachable = () =>
  Promise.reject(new ServiceError('not-durable', 'The denylist is out of reach.', { retryAfterSeconds: 2 }));

describe('POST /oauth2/introspect answers 503', () => {
  test('when the denylist is out of reach: nobody knows whether the token may be accepted', async () => {
    const { app } = startService({
      denials: { ...OUT_OF_REACH, hits: unreachable, since: unreachable },
    });
    const answer = await ask(app, introspect());
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({ error: 'temporarily_unavailable' });
    expect(answer.headers['retry-after']).toBe('2');
  });
});
