import { expect, test } from '@jest/globals';
import { serverSettings } from '../../src/composition/server-settings.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { HEARTBEAT_MS } from '../../src/revocation/feed/signed-feed.ts';

function settingsWith(variables: Readonly<Record<string, string>>) {
  const { config } = readConfig({
    COGNITO_USER_POOL_ID: 'eu-west-1_A1',
    COGNITO_CLIENT_ID: 'abc',
    ...variables,
  });
  return serverSettings(config);
}

test('the bounds of overload are those of the environment', () => {
  const settings = settingsWith({ OVERLOAD_DELAY_MS: '70', OVERLOAD_REQUESTS: '80' });
  expect(settings).toMatchObject({ overloadDelayMs: 70, overloadRequests: 80 });
});

test('a short time for requests ends no stream of the feed between two heartbeats', () => {
  const { socketTimeoutMs, requestTimeoutMs } = settingsWith({ REQUEST_TIMEOUT_MS: '1000' });
  expect(requestTimeoutMs).toBe(1000);
  expect(socketTimeoutMs).toBeGreaterThan(HEARTBEAT_MS);
});
