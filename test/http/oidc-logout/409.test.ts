import { expect, test } from '@jest/globals';
import { ask } from '../../support/http/ask.ts';
import { WEB } from '../../support/http/app-clients.ts';
import { WAYS } from '../../support/http/questions/oidc-questions.ts';
import { startService } from '../../support/http/service.ts';

test.each(WAYS)(
  '%s /oidc/logout answers 409 feature-unavailable for an app client without sign-out URLs',
  async (_way, question) => {
    const { app } = startService();
    const parameters = {
      client_id: WEB.clientId,
      post_logout_redirect_uri: 'https://web.example.com/goodbye',
    };
    const answer = await ask(app, question(parameters));
    expect(answer.status).toBe(409);
    expect(answer.json['code']).toBe('feature-unavailable');
    expect(answer.headers['location']).toBeUndefined();
  },
);
