import { expect, test } from '@jest/globals';
import { serverSettings } from '../../src/composition/server-settings.ts';
import { readConfig } from '../../src/config/read-config.ts';

test('the bounds of overload are those of the environment', () => {
  const { config } = readConfig({
    COGNITO_USER_POOL_ID: 'eu-west-1_A1',
    COGNITO_CLIENT_ID: 'abc',
    OVERLOAD_DELAY_MS: '70',
    OVERLOAD_REQUESTS: '80',
  });
  expect(serverSettings(config)).toMatchObject({ overloadDelayMs: 70, overloadRequests: 80 });
});
