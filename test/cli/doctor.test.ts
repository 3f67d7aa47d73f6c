import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppClientChanges } from '../../src/fake-cognito/seed/seeded-app-client.ts';
import type { NewSeededUserPool } from '../../src/fake-cognito/seed/seeding.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { runCommand, type CommandRunOptions } from '../support/cli/run-command.ts';
import { freePort } from '../support/free-port.ts';

let fake: FakeCognito;
beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'AKIACOMMAND';
  process.env['AWS_SECRET_ACCESS_KEY'] = canary('doctorCommandSecretAccessKey');
  fake = await startFakeCognito();
});
beforeEach(() => fake.reset());
afterAll(async () => {
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  await fake.stop();
});

interface Setup {
  readonly client?: AppClientChanges;
  readonly pool?: Partial<NewSeededUserPool>;
  readonly entry?: Readonly<Record<string, unknown>>;
}

async function setUp({ client = {}, pool = {}, entry = {} }: Setup = {}) {
  const { id: userPoolId } = await fake.createUserPool({ region: 'eu-west-1', ...pool });
  const { clientId } = fake.createAppClient({ userPoolId });
  fake.updateAppClient(clientId, client);
  const file = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'app-clients.json');
  writeFileSync(file, JSON.stringify({ clients: [{ clientId, userPoolId, endpoint: fake.url, ...entry }] }));
  return { clientId, userPoolId, environment: { APP_CLIENTS_FILE: file, DATABASE_URL: 'memory:' } };
}

type Environment = Readonly<Record<string, string>>;

const run = (args: readonly string[], environment: Environment, options: CommandRunOptions = {}) =>
  runCommand(['doctor', ...args], { environment, ...options });

const OFF: Setup = { client: { enableTokenRevocation: false, logoutUrls: ['https://app.example.com/bye'] } };

describe('doctor', () => {
  test('ends with 0 where nothing is found', async () => {
    const { environment, clientId } = await setUp();
    const { code, stdout, stderr } = await run([], environment);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`${clientId} in `);
    expect(stdout).toMatch(/nothing found\n\n1 app client: 0 errors, 0 warnings, 0 notices\.\n$/);
  });

  test('ends with 0 where there are notices only, and tells them', async () => {
    const { environment } = await setUp({ pool: { tags: { ManagedBy: 'Terraform' } } });
    const { code, stdout } = await run([], environment);
    expect(code).toBe(0);
    expect(stdout).toMatch(/notice +A tool manages the user pool \(managed-elsewhere\)/);
  });

  test('ends with 1 where something is wrong, and says what to do', async () => {
    const { environment } = await setUp(OFF);
    const { code, stdout } = await run([], environment);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /error +Token revocation is off \(revocation-off\)\n.*\n +Run the doctor with --fix/,
    );
    expect(stdout).toMatch(/1 app client: 1 error, 0 warnings, 0 notices\.\n$/);
  });

  test('ends with 1 where Cognito cannot be reached, since logouts wait then, and --help says so', async () => {
    const { environment } = await setUp({ entry: { endpoint: `http://127.0.0.1:${await freePort()}` } });
    const { code, stdout } = await run([], environment);
    expect(code).toBe(1);
    expect(stdout).toMatch(/error +Cognito did not answer \(cognito-unreachable\)/);
    const { stdout: usage } = await runCommand(['doctor', '--help']);
    expect(usage).toMatch(/\n1 something is wrong, or Cognito could not be reached;/);
  });

  test('with --json prints one object for machines', async () => {
    const { environment, clientId, userPoolId } = await setUp(OFF);
    const { code, stdout, stderr } = await run(['--json'], environment);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      clients: [
        {
          clientId,
          userPoolId,
          checkedAt: expect.stringMatching(/^\d{4}-/),
          findings: [expect.objectContaining({ id: 'revocation-off', severity: 'error' })],
        },
      ],
    });
  });

  test('shows how far it is on the standard error of a terminal', async () => {
    const { environment } = await setUp();
    const { stdout, stderr } = await run(['--json'], environment, { isTerminal: true });
    expect(stderr).toContain('0 of 1 app clients examined');
    expect(stdout).toMatch(/^\{\n/);
  });

  test('never prints a secret', async () => {
    const secret = canary('doctorCommandClientSecret0000000000000001');
    const { environment } = await setUp({ ...OFF, entry: { clientSecret: secret } });
    const human = await run([], environment);
    const machine = await run(['--json'], environment);
    expect(human.stdout + human.stderr + machine.stdout + machine.stderr).not.toContain(secret);
    expect(human.stdout).toContain('secret-superfluous');
  });

  test.each([
    ['an unknown switch', ['--fixx'], '--fixx'],
    ['--yes without --fix', ['--yes'], '--fix, which is missing'],
    ['--even-if-managed without --fix', ['--even-if-managed', '--json'], '--fix, which is missing'],
  ])('ends with 2 for %s, and says why', async (_what, args, why) => {
    const { environment } = await setUp();
    const { code, stdout, stderr } = await run(args, environment);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr).toContain('cognito-logout doctor --help');
  });

  test('ends with 2 for a configuration that cannot be read, and names the variable', async () => {
    const { code, stderr } = await run([], {
      APP_CLIENTS_FILE: '/nowhere/clients.yaml',
      DATABASE_URL: 'memory:',
    });
    expect(code).toBe(2);
    expect(stderr).toContain('APP_CLIENTS_FILE');
  });
});

describe('doctor --fix', () => {
  test('shows the difference, and changes nothing unless that is agreed to', async () => {
    const { environment } = await setUp(OFF);
    const { code, stdout, stderr } = await run(['--fix'], environment, { answer: 'n' });
    expect(code).toBe(1);
    expect(stdout).toContain('EnableTokenRevocation: false -> true');
    expect(stdout).toContain('Left as it is.');
    expect(stderr).toContain('  Change it? [y/N] ');
    expect((await run([], environment)).code).toBe(1);
  });

  test('changes nothing where nobody can be asked', async () => {
    const { environment } = await setUp(OFF);
    const { code, stdout, stderr } = await run(['--fix'], environment, { stdin: 'y\n' });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toContain('Left as it is.');
    expect((await run([], environment)).code).toBe(1);
  });

  test('changes what is agreed to, and nothing else', async () => {
    const { environment } = await setUp(OFF);
    const { code, stdout } = await run(['--fix'], environment, { answer: 'y' });
    expect(code).toBe(0);
    expect(stdout).toMatch(/token revocation is on now\. \d+ settings were read again and compared\./);
    expect((await run([], environment)).stdout).toContain('nothing found');
  });

  test('with --yes asks nobody', async () => {
    const { environment } = await setUp(OFF);
    expect(await run(['--fix', '--yes'], environment)).toMatchObject({ code: 0, stderr: '' });
    expect(await run(['--fix', '--yes'], environment)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('token revocation is on.'),
    });
  });

  test('with --json answers as the service does, with what it does meanwhile on standard error', async () => {
    const { environment, clientId, userPoolId } = await setUp(OFF);
    const change = { field: 'EnableTokenRevocation', before: false, after: true };
    const planned = await run(['--fix', '--json'], environment, { answer: 'y' });
    expect(planned.code).toBe(1);
    expect(planned.stderr).toMatch(
      /would change\n  EnableTokenRevocation: false -> true\n  Left as it is\.\n$/,
    );
    expect(JSON.parse(planned.stdout)).toEqual({
      clients: [{ clientId, userPoolId, status: 'would-change', changes: [change], managedBy: [] }],
    });
    const done = await run(['--fix', '--json', '--yes'], environment);
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({
      clients: [{ clientId, status: 'changed', changes: [change], verified: { moved: [] } }],
    });
    const again = await run(['--fix', '--json'], environment);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ clients: [{ clientId, status: 'unchanged' }] });
  });

  test.each<[string, Setup, object]>([
    [
      'a tool manages the user pool',
      { ...OFF, pool: { tags: { ManagedBy: 'Terraform' } } },
      { reason: 'managed-elsewhere', managedBy: ['Terraform'] },
    ],
    [
      'it would reset a setting',
      { client: { ...OFF.client, laterSettings: { DeviceTokens: 'ON' } } },
      { reason: 'unknown-fields', fields: ['DeviceTokens'] },
    ],
  ])('with --json says for machines that %s', async (_what, setup, why) => {
    const { environment, clientId, userPoolId } = await setUp(setup);
    const { code, stdout } = await run(['--fix', '--yes', '--json'], environment);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ clients: [{ clientId, userPoolId, status: 'failed', ...why }] });
  });

  test('leaves a user pool alone that a tool manages, until told otherwise', async () => {
    const { environment } = await setUp({ ...OFF, pool: { tags: { ManagedBy: 'Terraform' } } });
    const refused = await run(['--fix', '--yes'], environment);
    expect(refused.code).toBe(1);
    expect(refused.stdout).toContain('Terraform manages the user pool');
    expect(refused.stderr).toContain('--even-if-managed');
    expect((await run(['--fix', '--yes', '--even-if-managed'], environment)).code).toBe(0);
  });

  test('refuses where it would reset a setting that it does not know', async () => {
    const { environment } = await setUp({ client: { ...OFF.client, laterSettings: { DeviceTokens: 'ON' } } });
    const { code, stderr } = await run(['--fix', '--yes'], environment);
    expect(code).toBe(1);
    expect(stderr).toContain('DeviceTokens');
  });

  test('says so where IAM does not allow it, to people and to machines', async () => {
    const { environment, clientId, userPoolId } = await setUp(OFF);
    fake.failNext({ operation: 'UpdateUserPoolClient', kind: 'access-denied', times: 2 });
    const { code, stderr } = await run(['--fix', '--yes'], environment);
    expect(code).toBe(1);
    expect(stderr).toContain('(update: denied). Nothing was changed.');
    const { stdout } = await run(['--fix', '--yes', '--json'], environment);
    const why = { reason: 'hindered', at: 'update', hindrance: 'denied', mayBeWritten: false };
    expect(JSON.parse(stdout)).toEqual({ clients: [{ clientId, userPoolId, status: 'failed', ...why }] });
  });
});
