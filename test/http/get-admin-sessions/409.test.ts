import { describe, expect, test } from '@jest/globals';
import { adminGet } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';
import { OF_USER } from '../../support/http/questions/session-questions.ts';

describe('GET /admin/users/{username}/sessions answers 409', () => {
  test('where the user pool keeps no records of sessions, and says what to do', async () => {
    const { app, cognito } = startService();
    cognito.listing = { kind: 'rejected', code: 'feature-unavailable', exceptionName: 'none' };
    const { status, json } = await ask(app, adminGet(OF_USER));
    expect([status, json['code']]).toEqual([409, 'feature-unavailable']);
    expect(json['detail']).toMatch(/switch session tracking on.*Essentials or Plus/);
  });
});
