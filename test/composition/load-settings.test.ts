import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { createAppClientRegistry } from '../../src/app-clients/app-client-registry.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { ConfigurationError } from '../../src/errors/configuration-error.ts';
import { workingEnvironment } from '../config/working-environment.ts';
import { canary } from '../support/canaries.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();
const hash = `sha256:${'ab'.repeat(32)}`;

function refusal(environment: Record<string, string>): ConfigurationError {
  try {
    loadSettings(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('the settings', () => {
  test('have the one app client that plain variables describe', () => {
    const { appClients, apiKeys } = loadSettings(workingEnvironment);
    expect(apiKeys).toEqual([]);
    expect(createAppClientRegistry(appClients).all()).toMatchObject([
      {
        clientId: workingEnvironment.COGNITO_CLIENT_ID,
        userPoolId: workingEnvironment.COGNITO_USER_POOL_ID,
        secrets: [workingEnvironment.COGNITO_CLIENT_SECRET],
        confidentialTowardsCallers: false,
      },
    ]);
  });

  test('have the app clients and API keys of the files, and secrets from variables', () => {
    const secret = canary('settingscanary0123456789012345');
    const { appClients, apiKeys } = loadSettings({
      WEB_SECRET: secret,
      APP_CLIENTS_FILE: write(
        'clients.yaml',
        `clients:
          - { clientId: web, userPoolId: eu-west-1_Ab1, clientSecretEnv: WEB_SECRET, endpoint: 'http://fake:1' }
          - { clientId: app, userPoolId: us-east-1_Cd2 }`,
      ),
      INSECURE_UPSTREAM_HOSTS: 'fake',
      ADMIN_API_KEYS_FILE: write(
        'keys.yaml',
        `keys: [{ id: desk, name: Desk, hash: '${hash}', scopes: [admin], userPoolIds: [us-east-1_Cd2] }]`,
      ),
    });
    expect(appClients.map(({ clientId, region }) => [clientId, region])).toEqual([
      ['web', 'eu-west-1'],
      ['app', 'us-east-1'],
    ]);
    expect(createAppClientRegistry(appClients).find('web')?.secrets).toEqual([secret]);
    expect(apiKeys).toMatchObject([{ id: 'desk', userPoolIds: ['us-east-1_Cd2'] }]);
  });

  test('show no secret when they are printed', () => {
    const settings = loadSettings(workingEnvironment);
    const printed = JSON.stringify(settings) + inspect(settings, { depth: 9, showHidden: true });
    expect(printed.includes(workingEnvironment.COGNITO_CLIENT_SECRET)).toBe(false);
  });
});

describe('wrong settings', () => {
  const secret = canary('wrong secret of the settings canary');
  const error = () =>
    refusal({
      PORT: '-1',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      APP_CLIENTS_FILE: write(
        'wrong-clients.yaml',
        `clients: [{ clientId: web, userPoolId: eu-west-1_Ab1, clientSecret: ${secret} }, { clientId: web }]`,
      ),
      ADMIN_API_KEYS_FILE: write('wrong-keys.yaml', 'keys: [{ id: Desk }]'),
    });

  test('are all in one message: those of the environment and those of every file, with place and field', () => {
    const { message, problems } = error();
    expect(message.split('\n')).toEqual([
      'The configuration has 9 problems:',
      expect.stringMatching(/^ {2}- NODE_TLS_REJECT_UNAUTHORIZED must not be 0/),
      expect.stringMatching(/^ {2}- PORT must be a whole number/),
      expect.stringMatching(
        /^ {2}- APP_CLIENTS_FILE \(.*wrong-clients\.yaml\): clients\[0\]\.clientSecret must be/,
      ),
      expect.stringMatching(/^ {2}- APP_CLIENTS_FILE \(.*\): clients\[1\]\.userPoolId is missing/),
      expect.stringMatching(/^ {2}- APP_CLIENTS_FILE \(.*\): clients\[1\]\.clientId is the same/),
      expect.stringMatching(/^ {2}- ADMIN_API_KEYS_FILE \(.*wrong-keys\.yaml\): keys\[0\]\.id must be an id/),
      expect.stringMatching(/^ {2}- ADMIN_API_KEYS_FILE \(.*\): keys\[0\]\.name is missing/),
      expect.stringMatching(/^ {2}- ADMIN_API_KEYS_FILE \(.*\): keys\[0\]\.hash is missing/),
      expect.stringMatching(/^ {2}- ADMIN_API_KEYS_FILE \(.*\): keys\[0\]\.scopes is missing/),
    ]);
    expect(problems).toHaveLength(9);
  });

  test('are told without any secret', () => {
    const { message, stack } = error();
    expect(`${message}${stack}`.includes(secret)).toBe(false);
  });

  test('may be a single one, and the message says so', () => {
    expect(refusal({ ...workingEnvironment, LOG_LEVEL: 'loud' }).message).toBe(
      'The configuration has one problem:\n  - LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace.',
    );
  });

  test('are also an API key for a user pool that nobody configured', () => {
    const entry = `{ id: desk, name: Desk, hash: '${hash}', scopes: [admin], userPoolIds: [eu-west-1_Typo] }`;
    const file = write('foreign.yaml', `keys: [${entry}]`);
    expect(refusal({ ...workingEnvironment, ADMIN_API_KEYS_FILE: file }).problems).toEqual([
      { variable: 'ADMIN_API_KEYS_FILE', problem: expect.stringContaining('the key desk') },
    ]);
  });
});
