import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { REVOCATION_AT, UPSTREAMS, signIn } from '../support/interop/sessions.ts';
import { postJson, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();

describe.each(UPSTREAMS)('what was accepted while Cognito was away, with upstream: %s,', (upstream) => {
  const operation = REVOCATION_AT[upstream];
  let service: RunningService;
  beforeAll(async () => {
    const folder = join(dirname(writeFile('beside', '')), upstream);
    service = await startRunningService(writeFile, {
      upstream,
      environment: { DATABASE_URL: `file:${join(folder, 'logouts.db')}` },
    });
  });
  afterAll(() => service.stop());

  test.each(['publicClientId', 'confidentialClientId'] as const)(
    'is revoked once Cognito is back: a token of a %s',
    async (kind) => {
      const { clientId, refreshToken } = signIn(service, service[kind]);
      service.fake.failNext({ operation, kind: 'reset', times: 2 });

      const answer = await postJson(`${service.url}/logout`, { refreshToken, clientId });
      expect(answer).toMatchObject({ status: 202, body: { status: 'accepted' } });
      expect(service.fake.refreshTokenState(refreshToken)).toBe('live');

      await eventually(() => service.fake.refreshTokenState(refreshToken) === 'revoked');
      const called = new Set(service.fake.calls().map((call) => call.operation));
      expect(called).toContain(operation);
      expect(
        [...called].filter((name) => Object.values(REVOCATION_AT).includes(name as 'RevokeToken')),
      ).toEqual([operation]);
    },
  );

  test.each(['/oauth2/revoke', '/'])('is a success at %s as well, and keeps its promise', async (path) => {
    const { clientId, refreshToken } = signIn(service, service.publicClientId);
    service.fake.failNext({ operation, kind: 'reset', times: 1 });
    const answer =
      path === '/'
        ? await postJson(service.url, { Token: refreshToken, ClientId: clientId }, AWS_HEADERS)
        : await postJson(service.url + path, { token: refreshToken, client_id: clientId });
    expect(answer).toMatchObject({ status: 200, body: {} });
    await eventually(() => service.fake.refreshTokenState(refreshToken) === 'revoked');
  });
});

const AWS_HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
};
