import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctor } from '../../src/cli/doctor.ts';
import type { AppClientChanges } from '../../src/fake-cognito/seed/seeded-app-client.ts';
import type { NewSeededUserPool } from '../../src/fake-cognito/seed/seeding.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';

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

async function run(args: readonly string[], environment: Readonly<Record<string, string>>, answer = '') {
  const out: string[] = [];
  const err: string[] = [];
  const asked: string[] = [];
  const exitCode = await doctor(args, {
    environment,
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    ask: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });
  return { exitCode, out: out.join('\n'), err: err.join('\n'), asked };
}

const OFF: Setup = { client: { enableTokenRevocation: false, logoutUrls: ['https://app.example.com/bye'] } };

describe('npm run doctor', () => {
  test('ends with 0 where nothing is found', async () => {
    const { environment, clientId } = await setUp();
    const { exitCode, out } = await run([], environment);
    expect(exitCode).toBe(0);
    expect(out).toContain(`${clientId} in `);
    expect(out).toMatch(/nothing found\n\n1 app client: 0 errors, 0 warnings, 0 notices\.$/);
  });

  test('ends with 0 where there are notices only, and tells them', async () => {
    const { environment } = await setUp({ pool: { tags: { ManagedBy: 'Terraform' } } });
    const { exitCode, out } = await run([], environment);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/notice +A tool manages the user pool \(managed-elsewhere\)/);
  });

  test('ends with 1 where something is wrong, and says what to do', async () => {
    const { environment } = await setUp(OFF);
    const { exitCode, out } = await run([], environment);
    expect(exitCode).toBe(1);
    expect(out).toMatch(/error +Token revocation is off \(revocation-off\)\n.*\n +Run the doctor with --fix/);
    expect(out).toMatch(/1 app client: 1 error, 0 warnings, 0 notices\.$/);
  });

  test('with --json prints one object for machines', async () => {
    const { environment, clientId, userPoolId } = await setUp(OFF);
    const { exitCode, out } = await run(['--json'], environment);
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toEqual({
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

  test('never prints a secret', async () => {
    const secret = canary('doctorCommandClientSecret0000000000000001');
    const { environment } = await setUp({ ...OFF, entry: { clientSecret: secret } });
    const human = await run([], environment);
    const machine = await run(['--json'], environment);
    expect(human.out + human.err + machine.out + machine.err).not.toContain(secret);
    expect(human.out).toContain('secret-superfluous');
  });

  test.each([
    ['an unknown switch', ['--fixx']],
    ['--yes without --fix', ['--yes']],
    ['--fix together with --json', ['--fix', '--json']],
  ])('ends with 2 and the usage for %s', async (_what, args) => {
    const { environment } = await setUp();
    const { exitCode, err } = await run(args, environment);
    expect(exitCode).toBe(2);
    expect(err).toContain('Exit codes:');
  });

  test('ends with 2 for a configuration that cannot be read, and names the variable', async () => {
    const { exitCode, err } = await run([], {
      APP_CLIENTS_FILE: '/nowhere/clients.yaml',
      DATABASE_URL: 'memory:',
    });
    expect(exitCode).toBe(2);
    expect(err).toContain('APP_CLIENTS_FILE');
  });
});

describe('npm run doctor -- --fix', () => {
  test('shows the difference, and changes nothing unless that is agreed to', async () => {
    const { environment } = await setUp(OFF);
    const { exitCode, out, asked } = await run(['--fix'], environment, 'n');
    expect(exitCode).toBe(1);
    expect(out).toContain('EnableTokenRevocation: false -> true');
    expect(asked).toEqual(['  Change it? [y/N] ']);
    expect((await run([], environment)).exitCode).toBe(1);
  });

  test('changes what is agreed to, and nothing else', async () => {
    const { environment } = await setUp(OFF);
    const { exitCode, out } = await run(['--fix'], environment, 'y');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/token revocation is on now\. \d+ settings were read again and compared\./);
    expect((await run([], environment)).out).toContain('nothing found');
  });

  test('with --yes asks nobody', async () => {
    const { environment } = await setUp(OFF);
    expect(await run(['--fix', '--yes'], environment)).toMatchObject({ exitCode: 0, asked: [] });
    expect(await run(['--fix', '--yes'], environment)).toMatchObject({
      exitCode: 0,
      out: expect.stringContaining('token revocation is on.'),
    });
  });

  test('leaves a user pool alone that a tool manages, until told otherwise', async () => {
    const { environment } = await setUp({ ...OFF, pool: { tags: { ManagedBy: 'Terraform' } } });
    const refused = await run(['--fix', '--yes'], environment);
    expect(refused.exitCode).toBe(1);
    expect(refused.out).toContain('Terraform manages the user pool');
    expect(refused.err).toContain('--even-if-managed');
    expect((await run(['--fix', '--yes', '--even-if-managed'], environment)).exitCode).toBe(0);
  });

  test('refuses where it would reset a setting that it does not know', async () => {
    const { environment } = await setUp({ client: { ...OFF.client, laterSettings: { DeviceTokens: 'ON' } } });
    const { exitCode, err } = await run(['--fix', '--yes'], environment);
    expect(exitCode).toBe(1);
    expect(err).toContain('DeviceTokens');
  });

  test('says so where IAM does not allow it', async () => {
    const { environment } = await setUp(OFF);
    fake.failNext({ operation: 'UpdateUserPoolClient', kind: 'access-denied' });
    const { exitCode, err } = await run(['--fix', '--yes'], environment);
    expect(exitCode).toBe(1);
    expect(err).toContain('(update: denied). Nothing was changed.');
  });
});
