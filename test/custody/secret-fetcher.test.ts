import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createUpstreamConnections } from '../../src/cognito/upstream-connections.ts';
import type { AppClientSettings } from '../../src/app-clients/app-client-settings.ts';
import { loadAppClients } from '../../src/app-clients/load-app-clients.ts';
import { createSecretFetcher, type FetchedClient } from '../../src/custody/secret-fetcher.ts';
import { openStore } from '../../src/custody/stores/open-store.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { startAwsStores, type AwsStores, type Fault } from '../support/custody/aws-stores.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const OLD = canary('oldSecretThatIsKeptElsewhere00000000000000000001');
const NEW = canary('newSecretThatIsKeptElsewhere00000000000000000002');
const THIRD = canary('thirdSecretThatIsKeptElsewhere000000000000000003');
const ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-AbCdEf';
const PARAMETER_ARN = 'arn:aws:ssm:us-east-1:111122223333:parameter/shop/secret';

const write = temporaryFiles();
const connections = createUpstreamConnections();
let aws: AwsStores;
let fake: FakeCognito;
let userPoolId: string;
let clientId: string;
let pausesMs: number[] = [];

beforeAll(async () => {
  aws = await startAwsStores();
  fake = await startFakeCognito({ refusedAccessKeyIds: ['AKIANOBODY'] });
  ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' }));
  ({ clientId } = fake.createAppClient({ userPoolId, secret: OLD }));
});
afterAll(async () => {
  await Promise.all([aws.stop(), fake.stop(), connections.close()]);
});
beforeEach(() => {
  pausesMs = [];
  aws.secrets.clear();
  aws.parameters.clear();
});

type Source = Readonly<Record<string, unknown>>;

function settingsOf(sources: readonly Source[], more: Source = {}): readonly AppClientSettings[] {
  const client = { clientId, userPoolId, endpoint: fake.url, secrets: sources.map(atStandIn), ...more };
  const file = write('clients.json', JSON.stringify({ clients: [client] }));
  const { clients, problems } = loadAppClients({ file, environment: { NEXT: NEW }, insecureHosts: [] });
  expect(problems).toEqual([]);
  return clients;
}

function atStandIn(source: Source): Source {
  return 'secretsManager' in source || 'ssmParameter' in source ? { endpoint: aws.url, ...source } : source;
}

async function fetchFrom(
  sources: readonly Source[],
  {
    accessKeyId = 'AKIAEXAMPLE',
    ...more
  }: { readonly accessKeyId?: string; readonly clientId?: string } = {},
): Promise<FetchedClient | undefined> {
  const credentials = { accessKeyId, secretAccessKey: canary('awsSecretKeyOfTheCustodyTests') };
  const fetcher = createSecretFetcher({
    open: (source) => openStore(source, { connections, credentials }),
    pause: (ms) => {
      pausesMs.push(ms);
      return Promise.resolve();
    },
  });
  const [fetched] = await fetcher.fetch(settingsOf(sources, more));
  return fetched;
}

const revealed = (fetched: FetchedClient | undefined) =>
  fetched !== undefined && !('failed' in fetched)
    ? fetched.settings.secrets.map((secret) => secret.reveal())
    : fetched?.failed.failure.failureCause;

const secureString = (value: string) => ({ value, type: 'SecureString' });

describe('a secret is found', () => {
  test.each<[string, () => void, Source, readonly string[]]>([
    ['in Secrets Manager', () => aws.secrets.set('shop', OLD), { secretsManager: 'shop' }, [OLD]],
    ['in Secrets Manager by ARN', () => aws.secrets.set(ARN, OLD), { secretsManager: ARN }, [OLD]],
    [
      'in a field of a JSON object in Secrets Manager',
      () => aws.secrets.set('shop', JSON.stringify({ user: 'x', secret: OLD })),
      { secretsManager: 'shop', jsonKey: 'secret' },
      [OLD],
    ],
    [
      'with a second one in a field that holds a list',
      () => aws.secrets.set('shop', JSON.stringify({ secret: [NEW, OLD] })),
      { secretsManager: 'shop', jsonKey: 'secret' },
      [NEW, OLD],
    ],
    [
      'in Parameter Store',
      () => aws.parameters.set('/shop', secureString(OLD)),
      { ssmParameter: '/shop' },
      [OLD],
    ],
    [
      'in Parameter Store by ARN, with a second one on a line of its own',
      () => aws.parameters.set('/shop/secret', secureString(`${NEW}\n${OLD}\n`)),
      { ssmParameter: PARAMETER_ARN },
      [NEW, OLD],
    ],
    ['at Cognito', () => undefined, { cognito: true }, [OLD]],
  ])('%s', async (_, store, source, secrets) => {
    store();
    expect(revealed(await fetchFrom([source]))).toEqual(secrets);
  });

  test('in two sources, in their order, of which one may be a file or a variable', async () => {
    aws.secrets.set('shop', OLD);
    expect(revealed(await fetchFrom([{ env: 'NEXT' }, { secretsManager: 'shop' }]))).toEqual([NEW, OLD]);
    expect(revealed(await fetchFrom([{ secretsManager: 'shop' }, { env: 'NEXT' }]))).toEqual([OLD, NEW]);
  });

  test('once where two sources hold the same', async () => {
    aws.parameters.set('/shop', secureString(OLD));
    expect(revealed(await fetchFrom([{ ssmParameter: '/shop' }, { cognito: true }]))).toEqual([OLD]);
  });

  test('in the Region of the user pool, or in that of the ARN, by a signed call', async () => {
    aws.secrets.set('shop', OLD).set(ARN, OLD);
    await fetchFrom([{ secretsManager: 'shop' }]);
    await fetchFrom([{ secretsManager: ARN }]);
    const scopes = aws.calls.slice(-2).map(({ headers }) => headers.authorization?.split('/').slice(2, 4));
    expect(scopes).toEqual([
      ['eu-west-1', 'secretsmanager'],
      ['us-east-1', 'secretsmanager'],
    ]);
  });
});

describe('a source that gives no secret says why', () => {
  const inSecretsManager = (value: string | Uint8Array) => () => void aws.secrets.set('shop', value);
  const failing =
    (operation: string, ...faults: readonly Fault[]) =>
    () => {
      aws.secrets.set('shop', OLD);
      aws.parameters.set('/shop', secureString(OLD));
      aws.failNext(operation, ...faults);
    };
  const SHOP = { secretsManager: 'shop' };
  const FIELD = { ...SHOP, jsonKey: 'secret' };
  const PARAMETER = { ssmParameter: '/shop' };

  test.each<[string, () => void, Source, string]>([
    ['denied', failing('GetSecretValue', { exception: 'AccessDeniedException' }), SHOP, 'denied'],
    ['denied', failing('GetParameter', { exception: 'AccessDeniedException' }), PARAMETER, 'denied'],
    ['not there', () => undefined, SHOP, 'not-found'],
    ['not there', () => undefined, PARAMETER, 'not-found'],
    [
      'being deleted',
      failing('GetSecretValue', { exception: 'InvalidRequestException' }),
      SHOP,
      'being-deleted',
    ],
    ['not decrypted', failing('GetSecretValue', { exception: 'DecryptionFailure' }), SHOP, 'not-decrypted'],
    ['not decrypted', failing('GetParameter', { exception: 'InvalidKeyId' }), PARAMETER, 'not-decrypted'],
    [
      'not encrypted',
      () => void aws.parameters.set('/shop', { value: OLD, type: 'String' }),
      PARAMETER,
      'not-encrypted',
    ],
    ['no JSON', inSecretsManager(OLD), FIELD, 'not-json'],
    ['a JSON list', inSecretsManager('[]'), FIELD, 'not-json'],
    ['without the field', inSecretsManager('{"other":"x"}'), FIELD, 'no-such-key'],
    ['with a number in the field', inSecretsManager('{"secret":7}'), FIELD, 'no-such-key'],
    [
      'of a field that every object has',
      inSecretsManager('{}'),
      { ...SHOP, jsonKey: 'toString' },
      'no-such-key',
    ],
    ['binary', inSecretsManager(new Uint8Array([1, 2])), SHOP, 'no-text'],
    ['empty', inSecretsManager(''), SHOP, 'empty'],
    ['empty in the field', inSecretsManager('{"secret":""}'), FIELD, 'empty'],
    ['too short', inSecretsManager('short'), SHOP, 'malformed'],
    ['too long', inSecretsManager('x'.repeat(65)), SHOP, 'malformed'],
    ['three', inSecretsManager(`${OLD}\n${NEW}\n${THIRD}`), SHOP, 'malformed'],
    ['refused otherwise', failing('GetSecretValue', { exception: 'SomethingNewException' }), SHOP, 'refused'],
  ])('%s', async (_, store, source, why) => {
    store();
    const fetched = await fetchFrom([source]);
    expect(revealed(fetched)).toBe(why);
    expect(pausesMs).toEqual([]);
    const remedy = fetched !== undefined && 'failed' in fetched ? fetched.failed.failure.remedy : '';
    expect(remedy).toMatch(/\. [A-Z]|log has/);
    expect(remedy).not.toContain('quote');
  });

  test('denied at Cognito', async () => {
    expect(revealed(await fetchFrom([{ cognito: true }], { accessKeyId: 'AKIANOBODY' }))).toBe('denied');
  });

  test('public, or not there, at Cognito', async () => {
    const { clientId: publicClientId } = fake.createAppClient({ userPoolId });
    expect(revealed(await fetchFrom([{ cognito: true }], { clientId: publicClientId }))).toBe('no-secret');
    expect(revealed(await fetchFrom([{ cognito: true }], { clientId: '0'.repeat(26) }))).toBe('not-found');
  });

  test('together with another more than two', async () => {
    aws.secrets.set('shop', `${OLD}\n${THIRD}`);
    expect(revealed(await fetchFrom([{ secretsManager: 'shop' }, { env: 'NEXT' }]))).toBe('too-many');
  });

  test('and a second source that has one does not hide it', async () => {
    aws.secrets.set('shop', OLD);
    expect(revealed(await fetchFrom([{ secretsManager: 'shop' }, PARAMETER]))).toBe('not-found');
  });
});

describe('a source that cannot be reached', () => {
  test.each<[string, Fault]>([
    ['hangs up', 'hang-up'],
    ['throttles', { exception: 'ThrottlingException' }],
    ['fails inside', { exception: 'InternalServiceError', status: 500 }],
  ])('and %s is asked again, after a pause', async (_, fault) => {
    aws.secrets.set('shop', OLD);
    aws.failNext('GetSecretValue', fault, fault);
    expect(revealed(await fetchFrom([{ secretsManager: 'shop' }]))).toEqual([OLD]);
    expect(pausesMs).toEqual([500, 2000]);
  });

  test('is given up after the third time', async () => {
    aws.secrets.set('shop', OLD);
    aws.failNext('GetSecretValue', 'hang-up', 'hang-up', 'hang-up');
    expect(revealed(await fetchFrom([{ secretsManager: 'shop' }]))).toBe('unreachable');
  });
});
