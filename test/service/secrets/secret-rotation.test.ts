import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { eventually } from '../../support/eventually.ts';
import { signIn, UPSTREAMS } from '../../support/interop/sessions.ts';
import { postJson, SECRET, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const ROTATED_SECRET = canary('rotatedSecretThatTheServiceDoesNotKnowYet0000001');

const writeFile = temporaryFiles();

describe.each(UPSTREAMS)('a secret that Cognito drops, with upstream: %s,', (upstream) => {
  let service: RunningService;
  beforeAll(async () => {
    const folder = join(dirname(writeFile('beside', '')), `rotation-${upstream}`);
    service = await startRunningService(writeFile, {
      upstream,
      environment: { DATABASE_URL: `file:${join(folder, 'logouts.db')}` },
    });
    service.fake.setUnknowns({ foreignClient: 'unauthorized', revokeForeignClient: 'invalidClient' });
  });
  afterAll(() => service.stop());

  const logout = (refreshToken: string) =>
    postJson(`${service.url}/logout`, { refreshToken, clientId: service.confidentialClientId });

  test('just after it was found good for the sake of somebody else’s token costs no logout', async () => {
    const { fake, confidentialClientId: clientId } = service;
    const foreign = signIn(service, service.publicClientId).refreshToken;
    const { refreshToken } = signIn(service, clientId);
    expect(await logout(foreign)).toMatchObject({ status: 400, body: { code: 'token-not-of-client' } });

    fake.updateAppClient(clientId, { secrets: [ROTATED_SECRET] });
    expect((await logout(refreshToken)).status).toBe(202);
    expect((await logout(refreshToken)).status).toBe(202);
    expect(fake.refreshTokenState(refreshToken)).toBe('live');

    fake.updateAppClient(clientId, { secrets: [ROTATED_SECRET, SECRET] });
    await eventually(() => fake.refreshTokenState(refreshToken) === 'revoked', 40_000);
    expect(await logout(refreshToken)).toMatchObject({ status: 200, body: { status: 'revoked' } });
  }, 60_000);
});
