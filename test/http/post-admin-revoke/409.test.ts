import { describe, expect, test } from '@jest/globals';
import { BY_TOKEN, BY_USER, adminRevoke } from '../../support/http/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';

import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 409 feature-unavailable, does nothing and names the feature', () => {
  test.each([
    ['sessionId', { username: 'ada', sessionId: 'tkn-1', reason: 'x' }],
    ['disableUser', { ...BY_USER, disableUser: true }],
    ['dryRun', { ...BY_USER, dryRun: true }],
    ['dryRun', { ...BY_TOKEN, dryRun: true }],
    ['endSso together with username', { ...BY_USER, endSso: true }],
  ])('%s', async (feature, body) => {
    const { app, cognito } = startService();

    const answer = await ask(app, adminRevoke(body));

    expect(answer.status).toBe(409);
    expect(answer.json['code']).toBe('feature-unavailable');
    expect(answer.json['detail']).toContain(feature);
    expect(cognito.calls).toEqual([]);
  });
});
