import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../../src/errors/service-error.ts';
import type { Hindrance } from '../../../src/doctor/reading.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { serviceEndingIn, turnOn } from '../../support/http/questions/token-revocation-questions.ts';

const hindered = (at: 'describe' | 'update' | 'verify', hindrance: Hindrance, mayBeWritten = false) =>
  ({ kind: 'hindered', at, hindrance, mayBeWritten }) as const;

describe('POST /admin/clients/{clientId}/token-revocation answers 503', () => {
  test.each<[Hindrance, RegExp]>([
    [{ kind: 'denied' }, /do not allow cognito-idp:UpdateUserPoolClient on this user pool/],
    [{ kind: 'no-credentials' }, /has no AWS credentials/],
    [
      { kind: 'credentials-refused', exceptionName: 'ExpiredTokenException' },
      /does not take the credentials/,
    ],
    [{ kind: 'absent', what: 'app-client' }, /does not know this app client/],
    [{ kind: 'blocked' }, /web ACL/],
    [{ kind: 'not-offered', exceptionName: 'OperationNotEnabledException' }, /primary Region/],
    [{ kind: 'refused', exceptionName: 'InvalidParameterException' }, /refused the settings/],
  ])('client-misconfigured for %o, which an operator has to mend', async (hindrance, detail) => {
    const { app } = serviceEndingIn(hindered('update', hindrance));
    const answer = await ask(app, turnOn());
    expect(answer.status).toBe(503);
    expect(answer.json).toMatchObject({
      code: 'client-misconfigured',
      detail: expect.stringMatching(detail),
    });
    expect(answer.json['detail']).toMatch(/Nothing was written\.$/);
  });

  test.each<Hindrance>([{ kind: 'throttled' }, { kind: 'unreachable', cause: 'timeout' }])(
    'not-durable for %o, which passes',
    async (hindrance) => {
      const { app } = serviceEndingIn(hindered('describe', hindrance));
      const answer = await ask(app, turnOn());
      expect(answer.json).toMatchObject({ code: 'not-durable', retryable: true });
      expect(answer.json['detail']).toMatch(/Nothing was written\.$/);
    },
  );

  test('not-durable where the change may have been written, and says so', async () => {
    const { app } = serviceEndingIn(hindered('verify', { kind: 'denied' }, true));
    const { json } = await ask(app, turnOn());
    expect(json).toMatchObject({
      code: 'not-durable',
      detail: expect.stringContaining('may have been written'),
    });
  });

  test('not-durable when the order cannot be written to the audit trail', async () => {
    const { app } = startService({
      orderTokenRevocation: () =>
        Promise.reject(new ServiceError('not-durable', 'Nothing was kept.', { retryAfterSeconds: 5 })),
    });
    expect((await ask(app, turnOn())).status).toBe(503);
  });
});
