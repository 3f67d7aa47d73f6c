import { describe, expect, test } from '@jest/globals';
import { BY_USER, adminRevoke } from '../../support/http/questions/admin-questions.ts';
import { ask } from '../../support/http/ask.ts';
import { startService } from '../../support/http/service.ts';

describe('POST /admin/revoke answers 415 unsupported-media-type and asks Cognito nothing', () => {
  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'])(
    'T11 to %s',
    async (type) => {
      const { app, cognito } = startService();
      const { headers, ...question } = adminRevoke(new URLSearchParams(BY_USER).toString());
      const answer = await ask(app, { ...question, headers: { ...headers, 'Content-Type': type } });
      expect(answer.status).toBe(415);
      expect(cognito.calls).toEqual([]);
    },
  );
});
