import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { apiKeyHash, createApiKey } from '../../../src/admin-keys/api-key.ts';
import { canary } from '../../support/canaries.ts';
import { runCommand } from '../../support/cli/run-command.ts';
import { startAwsStores, type AwsStores } from '../../support/custody/aws-stores.ts';
import { eventually } from '../../support/eventually.ts';
import { keepLoggingOut } from '../../support/process/keep-logging-out.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const OLD = canary('oldSecretOfTheGuidedRotationTests000000000000001');

const write = temporaryFiles();
const adminKey = canary(createApiKey('rotation'));
let world: ServiceWorld;
let aws: AwsStores;
let clientId: string;
let instances: readonly ListeningService[];
let clientsFile: string;

beforeAll(async () => {
  [world, aws] = await Promise.all([createServiceWorld(), startAwsStores()]);
  const { COGNITO_USER_POOL_ID: userPoolId = '', COGNITO_ENDPOINT: endpoint } = world.environment;
  ({ clientId } = world.fake.createAppClient({ userPoolId, secret: OLD }));
  aws.secrets.set('shop', OLD);
  const secrets = [{ secretsManager: 'shop', endpoint: aws.url }];
  clientsFile = write(
    'clients.json',
    JSON.stringify({ clients: [{ clientId, userPoolId, endpoint, secrets }] }),
  );
  const keys = [{ id: 'rotation', name: 'Rotation', hash: apiKeyHash(adminKey), scopes: ['admin'] }];
  const environment = {
    COGNITO_USER_POOL_ID: '',
    COGNITO_CLIENT_ID: '',
    COGNITO_ENDPOINT: '',
    APP_CLIENTS_FILE: clientsFile,
    ADMIN_API_KEYS_FILE: write('keys.json', JSON.stringify({ keys })),
    SECRETS_RELOAD_INTERVAL_SECONDS: '5',
  };
  const start = (name: string) =>
    world.start({ ...environment, DATABASE_URL: `file:${join(dirname(clientsFile), name, 'logouts.db')}` });
  instances = await Promise.all([start('one'), start('two')]);
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = canary('awsKeyOfTheGuidedRotation');
}, 60_000);
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await Promise.all([world.stop(), aws.stop()]);
});

describe('F04 F47: a guided rotation while users log out of two instances', () => {
  test('fails no logout, keeps every promise, and leaves only the new secret', async () => {
    const callers = instances.map((instance) => keepLoggingOut(world.fake, instance, clientId));
    const { code, stdout, stderr } = await runCommand(
      [
        'secrets',
        'rotate',
        '--client',
        clientId,
        '--record',
        join(dirname(clientsFile), 'record.json'),
        '--admin-key-file',
        write('admin.key', adminKey),
        ...instances.flatMap(({ url }) => ['--instance', url]),
      ],
      { environment: { APP_CLIENTS_FILE: clientsFile } },
    );
    const secret = canary(String(aws.secrets.get('shop')));
    await eventually(() => callers.every(({ soFar }) => soFar().length > 10));
    const loggedOut = (await Promise.all(callers.map((caller) => caller.stop()))).flat();

    expect(code).toBe(0);
    expect(stdout + stderr).not.toContain(secret);
    expect(secret).toMatch(/^[a-z0-9]{56}$/);
    expect(loggedOut.filter(({ status, wasDead }) => status !== 200 || !wasDead)).toEqual([]);
    const states = () =>
      new Set(loggedOut.map(({ refreshToken }) => world.fake.refreshTokenState(refreshToken)));
    await eventually(() => !states().has('live'));
    expect(states()).toEqual(new Set(['revoked']));
  }, 120_000);
});
