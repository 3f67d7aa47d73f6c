import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  const awsCredentials = { accessKeyId: 'AKIAENDED', secretAccessKey: canary('CANARYendedCANARYsecretkey') };
  service = await startRunningService(writeFile, { awsCredentials });
});
afterAll(() => service.stop());

function signIn() {
  return service.fake.signIn({ clientId: service.publicClientId, username: 'root' });
}

async function orderWith(credential: string): Promise<number> {
  const { url, userPoolId } = service;
  const order = { username: 'bob', userPoolId, reason: 'left the company' };
  const { status } = await postJson(`${url}/admin/revoke`, order, { authorization: `Bearer ${credential}` });
  return status;
}

describe('The access token of an admin opens the admin routes no more', () => {
  test('once its session was logged out; that of another session of the admin does', async () => {
    const [ended, other] = [signIn(), signIn()];
    expect(await orderWith(ended.accessToken)).toBe(200);

    const { refreshToken, accessToken } = ended;
    const logout = { refreshToken, accessToken, clientId: service.publicClientId };
    expect((await postJson(`${service.url}/logout`, logout)).status).toBe(200);

    expect(await orderWith(ended.accessToken)).toBe(401);
    expect(await orderWith(other.accessToken)).toBe(200);
    expect(service.log()).toContain('"why":"token-denied"');
  });

  test('once another admin ended all sessions of that admin', async () => {
    const { accessToken } = signIn();
    const { url, userPoolId, apiKey } = service;
    const order = { username: 'root', userPoolId, reason: 'account taken over' };
    const answer = await postJson(`${url}/admin/revoke`, order, { authorization: `Bearer ${apiKey}` });
    expect(answer.status).toBe(200);

    expect(await orderWith(accessToken)).toBe(401);
  });
});
