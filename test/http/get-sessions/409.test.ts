import { describe, expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { ACCESS_TOKEN } from '../../support/http/credentials.ts';
import { startService } from '../../support/http/service.ts';
import { own } from '../../support/http/questions/session-questions.ts';

describe('GET /sessions answers 409', () => {
  test('where the app client is not configured for it, says what to do, and asks nothing of Cognito', async () => {
    const { app, cognito } = startService();
    const headers = { Authorization: `Bearer ${ACCESS_TOKEN}` };
    const { status, json } = await ask(app, own('GET', '/sessions', headers));
    expect([status, json['code']]).toEqual([409, 'feature-unavailable']);
    expect(json['detail']).toMatch(/Essentials or Plus.*sessionTracking/s);
    expect(cognito.calls).toEqual([]);
  });

  test('when Cognito says that the user pool keeps no records', async () => {
    const { app, cognito } = startService();
    const exceptionName = 'OperationNotEnabledException';
    cognito.listing = { kind: 'rejected', code: 'feature-unavailable', exceptionName };
    const { status, json } = await ask(app, own('GET', '/sessions'));
    expect([status, json['detail']]).toEqual([409, expect.stringContaining('switch session tracking on')]);
  });
});
