import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { runCommand } from '../support/cli/run-command.ts';
import { startAwsStores, type AwsStores } from '../support/custody/aws-stores.ts';
import { grantedOperations } from '../support/granted-operations.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const OLD = canary('oldSecretOfTheRotateCommandTests0000000000000001');
const write = temporaryFiles();
let aws: AwsStores;
let fake: FakeCognito;
let userPoolId: string;
let clientId: string;
let folder: string;
let runs = 0;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIAEXAMPLE';
  process.env['AWS_SECRET_ACCESS_KEY'] = canary('awsSecretKeyOfTheRotateCommandTests');
  [aws, fake] = await Promise.all([startAwsStores(), startFakeCognito()]);
  ({ id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1' }));
  fake.createUser({ userPoolId, username: 'alice', password: canary('Pass-word-of-alice-1') });
});
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await Promise.all([aws.stop(), fake.stop()]);
});
beforeEach(() => {
  ({ clientId } = fake.createAppClient({ userPoolId, secret: OLD }));
  folder = dirname(write('beside', ''));
  runs += 1;
});

const record = () => join(folder, `record-${runs}.json`);
const handOver = () => join(folder, `hand-over-${runs}`);

async function rotate(secrets: readonly unknown[], ...args: readonly string[]) {
  return rotateWith({ secrets }, ...args);
}

async function rotateWith(entry: object, ...args: readonly string[]) {
  const client = { clientId, userPoolId, endpoint: fake.url, ...entry };
  return rotateIn(
    { APP_CLIENTS_FILE: write('clients.json', JSON.stringify({ clients: [client] })) },
    ...args,
  );
}

async function rotateIn(environment: Record<string, string>, ...args: readonly string[]) {
  const own = ['--client', clientId, '--record', record(), '--hand-over', handOver(), ...args];
  const { code, stdout, stderr } = await runCommand(['secrets', 'rotate', ...own], { environment });
  if (existsSync(record()))
    canary((JSON.parse(readFileSync(record(), 'utf8')) as Record<string, string>)['newSecret'] ?? '');
  return { code, stdout, stderr, said: stdout + stderr };
}

/** Whether Cognito revokes with a secret, and so takes it. */
async function isTaken(ClientSecret: string): Promise<boolean> {
  const { refreshToken } = fake.signIn({ clientId, username: 'alice' });
  const answer = await fetch(fake.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken',
    },
    body: JSON.stringify({ Token: canary(refreshToken), ClientId: clientId, ClientSecret }),
  });
  return answer.ok;
}

describe('secrets rotate', () => {
  test.each<[string, () => unknown, () => string, readonly string[]]>([
    [
      'Secrets Manager',
      () => {
        aws.secrets.set('shop', JSON.stringify({ user: 'x', secret: OLD }));
        return { secretsManager: 'shop', jsonKey: 'secret', endpoint: aws.url };
      },
      () => (JSON.parse(String(aws.secrets.get('shop'))) as { secret: string }).secret,
      grantedOperations('secretsmanager', 'rotate-in-secrets-manager'),
    ],
    [
      'Parameter Store',
      () => {
        aws.parameters.set('/shop', {
          value: OLD,
          type: 'SecureString',
          keyId: 'alias/own',
          tier: 'Advanced',
        });
        return { ssmParameter: '/shop', endpoint: aws.url };
      },
      () => aws.parameters.get('/shop')?.value ?? '',
      grantedOperations('ssm', 'rotate-in-parameter-store'),
    ],
    [
      'a file',
      () => ({ file: write('secret', `${OLD}\n`) }),
      () => readFileSync(join(folder, 'secret'), 'utf8').trim(),
      [],
    ],
  ])(
    'leaves the new secret alone in %s, once somebody vouches for the instances, and calls what its policies allow',
    async (_, put, kept, allowed) => {
      const source = put();
      const [ofCognito, ofStores] = [fake.calls().length, aws.calls.length];
      const waiting = await rotate([source]);
      expect(waiting).toMatchObject({ code: 3, said: expect.stringContaining('--all-reloaded') });
      expect(statSync(record()).mode & 0o777).toBe(0o600);
      expect(await isTaken(OLD)).toBe(true);

      const { code, said } = await rotate([source], '--all-reloaded');
      const secret = canary(kept());
      expect(code).toBe(0);
      expect(secret).toMatch(/^[a-z0-9]{56}$/);
      expect([await isTaken(secret), await isTaken(OLD)]).toEqual([true, false]);
      expect(existsSync(record())).toBe(false);
      expect(`${waiting.said}${said}`).not.toContain(secret);
      const signed = fake
        .calls()
        .slice(ofCognito)
        .filter(({ accessKeyId }) => accessKeyId !== undefined);
      const names = (calls: readonly { readonly operation?: string | undefined }[]) =>
        [...new Set(calls.map(({ operation = '' }) => operation))].sort();
      expect(names(signed)).toEqual(grantedOperations('cognito-idp', 'rotate-secrets'));
      expect(names(aws.calls.slice(ofStores))).toEqual(allowed);
    },
  );

  test('keeps what else is in the secret of Secrets Manager, and the key and tier of the parameter', async () => {
    aws.secrets.set('shop', JSON.stringify({ user: 'x', secret: OLD }));
    await rotate([{ secretsManager: 'shop', jsonKey: 'secret', endpoint: aws.url }], '--all-reloaded');
    expect(JSON.parse(String(aws.secrets.get('shop')))).toMatchObject({ user: 'x' });
    ({ clientId } = fake.createAppClient({ userPoolId, secret: OLD }));
    aws.parameters.set('/shop', { value: OLD, type: 'SecureString', keyId: 'alias/own', tier: 'Advanced' });
    await rotate([{ ssmParameter: '/shop', endpoint: aws.url }], '--all-reloaded');
    expect(aws.parameters.get('/shop')).toMatchObject({ keyId: 'alias/own', tier: 'Advanced' });
  });

  test('hands the new secret over in a file for its owner alone, where it cannot put it into place', async () => {
    const { code, said } = await rotate([{ cognito: true }], '--dry-run');
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('asks Cognito') });
    const inline = await rotateWith({ clientSecret: OLD });
    const secret = canary(readFileSync(handOver(), 'utf8').trim());
    expect(inline.code).toBe(3);
    expect(statSync(handOver()).mode & 0o777).toBe(0o600);
    expect([await isTaken(secret), await isTaken(OLD)]).toEqual([true, true]);
    expect(inline.said).not.toContain(secret);
  });

  test('puts the new secret into the file of COGNITO_CLIENT_SECRET_FILE, which the next start takes with both in it', async () => {
    const file = write('only-secret', `${OLD}\n`);
    const run = (...args: readonly string[]) =>
      rotateIn(
        {
          COGNITO_CLIENT_ID: clientId,
          COGNITO_USER_POOL_ID: userPoolId,
          COGNITO_ENDPOINT: fake.url,
          COGNITO_CLIENT_SECRET_FILE: file,
        },
        ...args,
      );
    expect(await run()).toMatchObject({ code: 3, said: expect.stringContaining(`into the file ${file}`) });
    const [secret = '', old] = readFileSync(file, 'utf8').trim().split('\n');
    expect([await isTaken(canary(secret)), old]).toEqual([true, OLD]);

    expect(await run('--all-reloaded')).toMatchObject({ code: 0 });
    expect([readFileSync(file, 'utf8'), await isTaken(OLD)]).toEqual([`${secret}\n`, false]);
  });

  test('says why it would hand the new secret over', async () => {
    const { code, said } = await rotateWith({ clientSecret: OLD }, '--dry-run');
    expect({ code, said }).toMatchObject({
      code: 0,
      said: expect.stringContaining('reads the secret, a variable or a file that this user cannot replace'),
    });
  });

  test('says that there are no AWS credentials, as the service does', async () => {
    const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key, ...others } = process.env;
    const nowhere = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };
    process.env = { ...others, ...nowhere, AWS_EC2_METADATA_DISABLED: 'true' };
    try {
      const { code, said } = await rotateWith({ clientSecret: OLD }, '--dry-run');
      expect({ code, said }).toMatchObject({
        code: 1,
        said: expect.stringContaining(
          'The command needs AWS credentials to ask Cognito, and there are none.',
        ),
      });
    } finally {
      process.env = { ...others, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key };
    }
  });

  test('changes nothing in a dry run, and says what it would do', async () => {
    aws.secrets.set('shop', OLD);
    const { code, said } = await rotate([{ secretsManager: 'shop', endpoint: aws.url }], '--dry-run');
    expect(code).toBe(0);
    expect(said).toContain('Would put the new secret into the secret shop in Secrets Manager');
    expect(aws.secrets.get('shop')).toBe(OLD);
    expect(existsSync(record())).toBe(false);
    expect(await rotate([{ secretsManager: 'shop', endpoint: aws.url }], '--all-reloaded')).toMatchObject({
      code: 0,
    });
    canary(String(aws.secrets.get('shop')));
  });

  test('deletes nothing where the secret cannot be put into place, and says why', async () => {
    const nowhere = [{ secretsManager: 'nowhere', endpoint: aws.url }];
    const { code, said } = await rotate(nowhere, '--all-reloaded');
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining('names nothing that AWS Secrets'),
    });
    expect(await isTaken(OLD)).toBe(true);
  });

  test('waits no longer than it was told for instances that do not answer', async () => {
    aws.secrets.set('shop', OLD);
    const keyFile = write('admin.key', canary('clk_admin_of_the_rotate_command_tests'));
    const fleet = ['--instance', 'http://127.0.0.1:1', '--admin-key-file', keyFile, '--wait', '0'];
    const { code, said } = await rotate([{ secretsManager: 'shop', endpoint: aws.url }], ...fleet);
    expect({ code, said }).toMatchObject({ code: 3, said: expect.stringContaining('does not say') });
    expect(await isTaken(OLD)).toBe(true);
  });

  test.each<[string, () => readonly string[], string]>([
    ['an unknown app client', () => ['--client', 'nobody'], '--client names no app client'],
    [
      'an instance by plain http',
      () => ['--instance', 'http://example.com', '--admin-key-file', write('admin.key', 'a-key')],
      'https://',
    ],
    ['an instance without a key', () => ['--instance', 'https://example.com'], '--admin-key-file'],
    ['a time that is none', () => ['--wait', 'soon'], '--wait has to be'],
    ['an unknown option', () => ['--force'], '--force'],
  ])('refuses %s with exit code 2, and touches nothing', async (_, args, words) => {
    aws.secrets.set('shop', OLD);
    const { code, said } = await rotate([{ secretsManager: 'shop', endpoint: aws.url }], ...args());
    expect(code).toBe(2);
    expect(said).toContain(words);
    expect(aws.secrets.get('shop')).toBe(OLD);
    expect(existsSync(record())).toBe(false);
  });

  test.each<[string, () => unknown, string]>([
    ['holds no record', () => ({ clientId, userPoolId }), 'holds no record of a rotation'],
    ['is no JSON', () => undefined, 'holds no record of a rotation'],
    [
      'is of another app client',
      () => ({ clientId: 'another1client', userPoolId, newSecret: 'n', oldSecretId: 'o' }),
      'is of another app client',
    ],
  ])('refuses a --record that %s, in a dry run too, and touches nothing', async (_, contents, words) => {
    aws.secrets.set('shop', OLD);
    const text = JSON.stringify(contents()) ?? 'not even JSON';
    const file = write('another-record.json', text);
    for (const option of ['--dry-run', '--all-reloaded']) {
      const source = [{ secretsManager: 'shop', endpoint: aws.url }];
      const { code, said } = await rotate(source, '--record', file, option);
      expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining(words) });
      expect(said).toContain(file);
    }
    expect([readFileSync(file, 'utf8'), aws.secrets.get('shop'), await isTaken(OLD)]).toEqual([
      text,
      OLD,
      true,
    ]);
  });

  test('with --json tells machines how it ended and what to do, and of the steps on standard error', async () => {
    aws.secrets.set('shop', OLD);
    const source = [{ secretsManager: 'shop', endpoint: aws.url }];
    const planned = await rotate(source, '--json', '--dry-run');
    expect(planned).toMatchObject({ code: 0, stderr: expect.stringContaining('Would add a new secret') });
    expect(JSON.parse(planned.stdout)).toEqual({
      status: 'planned',
      clientId,
      steps: planned.stderr.trimEnd().split('\n'),
      toDo: [],
    });
    const waiting = await rotate(source, '--json');
    expect(waiting.code).toBe(3);
    expect(JSON.parse(waiting.stdout)).toMatchObject({
      status: 'waiting',
      steps: expect.arrayContaining(['Added the new secret at Cognito. Both are valid.']),
      toDo: expect.arrayContaining([expect.stringContaining('--all-reloaded')]),
    });
    const done = await rotate(source, '--json', '--all-reloaded');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ status: 'rotated', toDo: [] });
    expect(planned.said + waiting.said + done.said).not.toContain(canary(String(aws.secrets.get('shop'))));
  });

  test('with --json tells machines of a failure too', async () => {
    const nowhere = await rotate(
      [{ secretsManager: 'nowhere', endpoint: aws.url }],
      '--json',
      '--all-reloaded',
    );
    expect(nowhere.code).toBe(1);
    expect(JSON.parse(nowhere.stdout)).toMatchObject({
      status: 'failed',
      toDo: [expect.stringContaining('names nothing'), expect.stringContaining('Nothing is lost')],
    });
  });

  test('is a command that explains itself', async () => {
    expect(await runCommand(['secrets', 'rotate', '--help'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--dry-run'),
    });
    expect(await runCommand(['secrets'])).toMatchObject({ code: 2 });
  });
});
