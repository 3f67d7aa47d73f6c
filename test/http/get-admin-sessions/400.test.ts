import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { WEB } from '../../support/http/app-clients.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

const POOL = `userPoolId=${WEB.userPoolId}`;

describe('GET /admin/users/{username}/sessions answers 400', () => {
  test.each([
    '/admin/users/ada/sessions',
    '/admin/users/ada/sessions?userPoolId=nothing',
    `/admin/users/ada/sessions?${POOL}&${POOL}`,
    `/admin/users/ada/sessions?${POOL}&sub=1`,
    `/admin/users/ada/sessions?${POOL}&by=name`,
    `/admin/users/ada/sessions?${POOL}&by=sub`,
    `/admin/users/ada/sessions?${POOL}&by=email`,
    `/admin/users/ada%22%40example.com/sessions?${POOL}&by=email`,
    `/admin/users/ada%20lovelace/sessions?${POOL}`,
    `/admin/users/ada%00/sessions?${POOL}`,
    `/admin/users/${'a'.repeat(129)}/sessions?${POOL}`,
  ])('to %s, and asks nothing of Cognito', async (path) => {
    const { app, cognito } = startService();
    const { status, json } = await ask(app, adminGet(path));
    expect([status, json['code']]).toEqual([400, 'invalid-request']);
    expect(cognito.calls).toEqual([]);
  });

  test('where several users have the e-mail address, and says what to do', async () => {
    const { app, cognito } = startService();
    cognito.lookup = { kind: 'several' };
    const { status, json } = await ask(
      app,
      adminGet(`/admin/users/ada%40example.com/sessions?${POOL}&by=email`),
    );
    expect([status, json['detail']]).toEqual([400, expect.stringContaining('by username or sub')]);
    expect(cognito.calls).toEqual([]);
  });
});
