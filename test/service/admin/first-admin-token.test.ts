import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { postJson, startRunningService, type RunningService } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  const awsCredentials = { accessKeyId: 'AKIAFIRST', secretAccessKey: canary('CANARYfirstCANARYsecretkey') };
  service = await startRunningService(writeFile, { awsCredentials });
});
afterAll(() => service.stop());

test('An admin is not taken for a stranger because Cognito is slow to give the keys that the access token is signed with', async () => {
  const { fake, publicClientId: clientId, url, userPoolId } = service;
  const { accessToken } = fake.signIn({ clientId, username: 'root' });
  fake.failNext({ operation: '/.well-known/jwks.json', kind: 'slow', delayMs: 800, times: Infinity });
  const order = { username: 'bob', userPoolId, reason: 'left the company' };
  const answer = await postJson(`${url}/admin/revoke`, order, { authorization: `Bearer ${accessToken}` });
  expect(answer.status).toBe(200);
});
