import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { SHOP } from '../../support/http/app-clients.ts';
import { startService } from '../../support/http/service.ts';

const UNAVAILABLE = { kind: 'rejected', code: 'feature-unavailable', exceptionName: 'none' } as const;

describe('POST /admin/revoke answers 409 feature-unavailable and says what to do', () => {
  test.each([
    ['of a user in a pool', { ...BY_USER, userPoolId: SHOP.userPoolId, endSso: true }],
    ['of a refresh token of an app client', { ...BY_TOKEN, endSso: true }],
  ])(
    'to endSso %s whose sessions the configuration does not call tracked, and does nothing',
    async (_, body) => {
      const { app, cognito } = startService();

      const answer = await ask(app, adminRevoke(body));

      expect(answer.status).toBe(409);
      expect(answer.json['code']).toBe('feature-unavailable');
      expect(answer.json['detail']).toContain('leave endSso out');
      expect(cognito.calls).toEqual([]);
    },
  );

  test('to the end of a session that Cognito keeps no records of', async () => {
    const { app, cognito } = startService();
    cognito.outcome = UNAVAILABLE;
    const answer = await ask(app, adminRevoke({ ...BY_USER, sessionId: 'tkn-1' }));
    expect([answer.status, answer.json['code']]).toEqual([409, 'feature-unavailable']);
  });
});
