import { describe, expect, test } from '@jest/globals';
import { WEB } from '../../support/http/app-clients.ts';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { OF_USER } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 404', () => {
  test('when the user pool has no such user', async () => {
    const { app, cognito } = startService();
    const exceptionName = 'UserNotFoundException';
    cognito.listing = { kind: 'rejected', code: 'user-not-found', exceptionName };
    const { status, json } = await ask(app, adminGet(OF_USER));
    expect([status, json['code']]).toEqual([404, 'user-not-found']);
  });

  test('when nobody has the e-mail address', async () => {
    const { app, cognito } = startService();
    cognito.lookup = { kind: 'rejected', code: 'user-not-found', exceptionName: 'none' };
    const path = `/admin/users/ada%40example.com/sessions?userPoolId=${WEB.userPoolId}&by=email`;
    const { status, json } = await ask(app, adminGet(path));
    expect([status, json['code']]).toEqual([404, 'user-not-found']);
    expect(cognito.calls).toEqual([]);
  });
});
