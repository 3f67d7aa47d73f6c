import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary, encodingsOf } from '../support/canaries.ts';
import { postJson, SECRET, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const WRONG_SECRET = canary('aSecretThatCognitoDoesNotKnowAnyMore000000001');

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, { configuredSecret: WRONG_SECRET });
});
afterAll(() => service.stop());

function logout(clientId: string) {
  const refreshToken = canary(service.fake.signIn({ clientId, username: 'alice' }).refreshToken);
  return postJson(`${service.url}/logout`, { refreshToken, clientId }).then((answer) => ({
    answer,
    refreshToken,
  }));
}

function misconfigurations(at = service): readonly Record<string, unknown>[] {
  return at
    .log()
    .split('\n')
    .filter((line) => line.includes('client misconfigured'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('F04: a wrong client secret in the configuration', () => {
  test('is never answered with "revoked", and the caller learns nothing of it', async () => {
    const { answer, refreshToken } = await logout(service.confidentialClientId);
    expect(answer).toMatchObject({ status: 503, body: { code: 'client-misconfigured' } });
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(JSON.stringify(answer.body)).not.toMatch(/secret/i);
    expect(service.fake.refreshTokenState(refreshToken)).toBe('live');
  });

  test('is logged with the app client it is about and how to mend it', async () => {
    await logout(service.confidentialClientId);
    expect(misconfigurations()).toContainEqual(
      expect.objectContaining({
        clientId: service.confidentialClientId,
        problem: 'client-secret-rejected',
        remedy: expect.stringContaining('COGNITO_CLIENT_SECRET'),
      }),
    );
  });

  test('keeps no other app client from working', async () => {
    const { answer } = await logout(service.publicClientId);
    expect(answer).toMatchObject({ status: 200, body: { status: 'revoked' } });
  });

  test('appears nowhere: not in the log, the metrics or an answer', async () => {
    const { answer } = await logout(service.confidentialClientId);
    const metrics = await (await fetch(`${service.managementUrl}/metrics`)).text();
    const output = `${service.log()}${metrics}${JSON.stringify(answer.body)}`;
    for (const secret of [WRONG_SECRET, SECRET]) {
      for (const form of encodingsOf(secret)) expect(output).not.toContain(form);
    }
  });
});

test("F03: switched-off token revocation is the operator's to mend, too", async () => {
  service.fake.updateAppClient(service.publicClientId, { enableTokenRevocation: false });
  const { answer } = await logout(service.publicClientId);
  service.fake.updateAppClient(service.publicClientId, { enableTokenRevocation: true });
  expect(answer).toMatchObject({ status: 503, body: { code: 'client-misconfigured' } });
  expect(misconfigurations()).toContainEqual(expect.objectContaining({ problem: 'revocation-disabled' }));
});

describe('where tokens are revoked at the domain of the user pool', () => {
  let atDomain: RunningService;
  beforeAll(async () => {
    atDomain = await startRunningService(writeFile, { configuredSecret: WRONG_SECRET, upstream: 'domain' });
  });
  afterAll(() => atDomain.stop());

  const logoutThere = (clientId: string) => {
    const refreshToken = canary(atDomain.fake.signIn({ clientId, username: 'alice' }).refreshToken);
    return postJson(`${atDomain.url}/logout`, { refreshToken, clientId });
  };

  test('switched-off revocation looks like a missing token: the operator is told so, and it is counted', async () => {
    atDomain.fake.updateAppClient(atDomain.publicClientId, { enableTokenRevocation: false });
    const answer = await logoutThere(atDomain.publicClientId);

    expect(answer).toMatchObject({ status: 503, body: { code: 'client-misconfigured' } });
    expect(misconfigurations(atDomain)).toContainEqual(
      expect.objectContaining({
        clientId: atDomain.publicClientId,
        problem: 'revocation-refused',
        remedy: expect.stringMatching(/as if no token were sent, .* switch EnableTokenRevocation on/),
      }),
    );
    const metrics = await (await fetch(`${atDomain.managementUrl}/metrics`)).text();
    expect(metrics).toMatch(/cause="revocation-refused",exception="invalid_request"\} 1/);
  });

  test('a wrong secret looks like a wrong id: the operator is told so', async () => {
    expect((await logoutThere(atDomain.confidentialClientId)).status).toBe(503);
    expect(misconfigurations(atDomain)).toContainEqual(
      expect.objectContaining({
        clientId: atDomain.confidentialClientId,
        problem: 'client-refused',
        remedy: expect.stringContaining('for its id or its secret'),
      }),
    );
  });
});
