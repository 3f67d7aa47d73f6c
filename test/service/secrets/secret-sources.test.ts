import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../../support/canaries.ts';
import { startAwsStores, type AwsStores } from '../../support/custody/aws-stores.ts';
import { eventually } from '../../support/eventually.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { postJson } from '../../support/running-service.ts';
import { grantedOperations } from '../../support/granted-operations.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const FIRST = canary('firstSecretOfTheSecretSourcesTests00000000000001');
const SECOND = canary('secondSecretOfTheSecretSourcesTests0000000000002');
const NAME_CLIENTS = `--import=${fileURLToPath(new URL('../../support/process/name-aws-clients.ts', import.meta.url))}`;

const write = temporaryFiles();
let world: ServiceWorld;
let aws: AwsStores;
let clientId: string;
let startedFromNowhere: Promise<string>;
let runs = 0;

beforeAll(async () => {
  [world, aws] = await Promise.all([createServiceWorld(), startAwsStores()]);
  const userPoolId = world.environment['COGNITO_USER_POOL_ID'] ?? '';
  ({ clientId } = world.fake.createAppClient({ userPoolId, secret: FIRST }));
  // It asks three times before it gives up, which the other tests need not wait for.
  startedFromNowhere = start([{ secretsManager: 'nowhere', endpoint: aws.url }]).then(
    () => 'started',
    (error: unknown) => String(error),
  );
});
afterAll(() => Promise.all([world.stop(), aws.stop()]));
afterEach(() => {
  world.fake.updateAppClient(clientId, { secrets: [FIRST] });
});

const metricsOf = async ({ managementUrl }: ListeningService) =>
  (await fetch(`${managementUrl}/metrics`)).text();

/** A service process whose one app client has its secret from these sources. */
function start(
  secrets: readonly Readonly<Record<string, unknown>>[],
  more: Readonly<Record<string, string>> = {},
): Promise<ListeningService> {
  const {
    COGNITO_USER_POOL_ID: userPoolId,
    COGNITO_ENDPOINT: endpoint,
    COGNITO_CLIENT_ID: _,
    ...environment
  } = world.environment;
  const contents = JSON.stringify({ clients: [{ clientId, userPoolId, endpoint, secrets }] });
  runs += 1;
  const file = write(`clients-${runs}.json`, contents);
  return world.start(
    {
      ...environment,
      COGNITO_USER_POOL_ID: '',
      COGNITO_CLIENT_ID: '',
      COGNITO_ENDPOINT: '',
      APP_CLIENTS_FILE: file,
      DATABASE_URL: `file:${join(dirname(file), `data-${runs}`, 'logouts.db')}`,
      SECRETS_RELOAD_INTERVAL_SECONDS: '3600',
      ...more,
    },
    { nodeOptions: [NAME_CLIENTS] },
  );
}

const newToken = () => canary(world.fake.signIn({ clientId, username: 'alice' }).refreshToken);
const logout = async (service: ListeningService, refreshToken = newToken()) =>
  (await postJson(`${service.url}/logout`, { refreshToken, clientId })).status;

/** What Cognito takes from now on. */
const atCognito = (...secrets: readonly string[]) => world.fake.updateAppClient(clientId, { secrets });

describe('a secret that is kept in Secrets Manager', () => {
  test('ends sessions, and is read again once Cognito refuses it, so that no logout is lost', async () => {
    aws.secrets.set('shop', FIRST);
    const service = await start([{ secretsManager: 'shop', endpoint: aws.url }]);
    expect(await logout(service)).toBe(200);
    const called = new Set(aws.calls.map(({ operation }) => operation));
    expect([...called]).toEqual(grantedOperations('secretsmanager', 'secrets-in-secrets-manager'));

    atCognito(SECOND);
    const refused = newToken();
    expect(await logout(service, refused)).toBe(202);
    aws.secrets.set('shop', SECOND);
    await eventually(() => world.fake.refreshTokenState(refused) === 'revoked', 30_000);
    expect(service.output()).toContain('"msg":"secrets changed"');
    expect(await logout(service)).toBe(200);
    expect(service.output()).toContain('loaded @aws-sdk/client-secrets-manager');
    expect(service.output()).not.toContain('loaded @aws-sdk/client-ssm');
  }, 60_000);

  test('is read again after the interval; while that fails the old one stays in use, and the log tells', async () => {
    aws.secrets.set('shop', FIRST);
    const service = await start([{ secretsManager: 'shop', endpoint: aws.url }], {
      SECRETS_RELOAD_INTERVAL_SECONDS: '5',
    });
    aws.secrets.delete('shop');
    await eventually(() => service.output().includes('"msg":"secrets unavailable'), 30_000);
    expect(service.output()).toContain('"why":"not-found"');
    expect(service.output()).not.toContain('[refused]');
    expect(await logout(service)).toBe(200);
    const metrics = await metricsOf(service);
    expect(metrics).toMatch(/secret_reloads_total\{trigger="interval",result="failed"\} [1-9]/);
    expect(metrics).toContain('secrets_current 0');

    aws.secrets.set('shop', SECOND);
    await eventually(() => service.output().includes('"msg":"secrets changed"'), 30_000);
    expect(await metricsOf(service)).toContain('secrets_current 1');
  }, 60_000);

  test('and cannot be had stops the start, with a sentence that says what to do', async () => {
    expect(await startedFromNowhere).toMatch(
      /APP_CLIENTS_FILE clients\[0\]\.secrets\[0\] names nothing that AWS Secrets Manager has/,
    );
  });
});

test('a secret in Parameter Store ends sessions, its policy allows what is called for it, and the SDK of Secrets Manager is not loaded', async () => {
  aws.parameters.set('/shop', { value: FIRST, type: 'SecureString' });
  const before = aws.calls.length;
  const service = await start([{ ssmParameter: '/shop', endpoint: aws.url }]);
  expect(await logout(service)).toBe(200);
  const called = new Set(
    aws.calls
      .slice(before)
      .filter(({ headers }) => String(headers['x-amz-target']).startsWith('AmazonSSM.'))
      .map(({ operation }) => operation),
  );
  expect([...called]).toEqual(grantedOperations('ssm', 'secrets-in-parameter-store'));
  expect(service.output()).toContain('loaded @aws-sdk/client-ssm');
  expect(service.output()).not.toContain('loaded @aws-sdk/client-secrets-manager');
});

test('a secret that Cognito tells ends sessions, and its policy allows what is called for it', async () => {
  const accessKeyId = 'AKIATELLSASECRET';
  const service = await start([{ cognito: true }], { AWS_ACCESS_KEY_ID: accessKeyId });
  expect(await logout(service)).toBe(200);
  const signed = world.fake.calls().filter((call) => call.accessKeyId === accessKeyId);
  expect([...new Set(signed.map(({ operation }) => operation))]).toEqual(
    grantedOperations('cognito-idp', 'secrets-at-cognito'),
  );
});

test('a secret that Cognito tells ends sessions where plain variables describe the app client', async () => {
  const folder = dirname(write('beside', ''));
  const service = await world.start({
    COGNITO_CLIENT_ID: clientId,
    COGNITO_CLIENT_SECRET_SOURCE: 'cognito',
    DATABASE_URL: `file:${join(folder, 'plain', 'logouts.db')}`,
  });
  expect(await logout(service)).toBe(200);
});

describe('a secret in a file', () => {
  test('is read again as soon as the file changes, without a signal, and no SDK for secrets is loaded', async () => {
    const file = write('secret', FIRST);
    const service = await start([{ file }]);
    expect(await logout(service)).toBe(200);
    writeFileSync(file, `${SECOND}\n${FIRST}\n`);
    await eventually(() => service.output().includes('"msg":"secrets changed"'));
    atCognito(SECOND);
    expect(await logout(service)).toBe(200);
    expect(service.output()).toContain('"trigger":"file","count":2');
    expect(service.output()).not.toMatch(/loaded @aws-sdk\/client-(?:ssm|secrets-manager)/);
  });

  test('that Kubernetes mounts is read again when the link beside it is swapped', async () => {
    const mount = join(dirname(write('beside', '')), 'mount');
    const put = (version: string, secret: string) => {
      mkdirSync(join(mount, version), { recursive: true });
      writeFileSync(join(mount, version, 'secret'), secret);
      symlinkSync(version, join(mount, '..data_tmp'));
      renameSync(join(mount, '..data_tmp'), join(mount, '..data'));
    };
    put('..2026_1', FIRST);
    symlinkSync(join('..data', 'secret'), join(mount, 'secret'));
    const service = await start([{ file: join(mount, 'secret') }]);
    put('..2026_2', SECOND);
    await eventually(() => service.output().includes('"msg":"secrets changed"'));
    atCognito(SECOND);
    expect(await logout(service)).toBe(200);
  });
});
