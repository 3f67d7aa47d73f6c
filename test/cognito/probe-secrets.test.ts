import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCognitoApi } from '../../src/cognito/cognito-api.ts';
import { createProbeSecrets } from '../../src/cognito/probe-secrets.ts';
import { createUpstreamConnections } from '../../src/cognito/upstream-connections.ts';
import { canary } from '../support/canaries.ts';
import { startScriptedUpstream, type ScriptedUpstream } from '../support/cognito/scripted-upstream.ts';

const connections = createUpstreamConnections();
let silent: ScriptedUpstream;
beforeAll(async () => {
  silent = await startScriptedUpstream(() => undefined);
});
afterAll(async () => {
  await connections.close();
  await silent.stop();
});

test('a probe that gets no answer in time says that, and not that the answer was of no use', async () => {
  const probe = createProbeSecrets(createCognitoApi({ connections }));
  const appClient = {
    clientId: 'probes1client',
    userPoolId: 'eu-west-1_Probes',
    region: 'eu-west-1',
    secrets: [canary('probesCANARYprobesCANARYprobesCANARY12')],
    endpoint: silent.url,
    sessionTracking: false,
  };
  const verdict = await probe(appClient, AbortSignal.timeout(300));
  expect(verdict).toMatchObject({ kind: 'retry', cause: 'timeout' });
});
