import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { ask } from '../../support/http/ask.ts';
import { authorize, OUT_OF_REACH } from '../../support/http/questions/reader-questions.ts';
import { startService } from '../../support/http/service.ts';

const unreachable = () =>
  Promise.reject(new ServiceError('not-durable', 'The denylist is out of reach.', { retryAfterSeconds: 2 }));

describe('GET /authorize answers 503', () => {
  test('when the denylist is out of reach, so that gateways let nobody through', async () => {
    const { app } = startService({ denials: { ...OUT_OF_REACH, hits: unreachable, since: unreachable } });
    expect((await ask(app, authorize())).status).toBe(503);
  });
});
