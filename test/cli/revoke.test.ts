import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { adminEnvironment, runCommand, type CommandRunOptions } from '../support/cli/run-command.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, {
    awsCredentials: {
      accessKeyId: 'AKIACLI',
      secretAccessKey: canary('cliCanaryAwsSecretAccessKey000000001'),
    },
    environment: {
      DATABASE_URL: `file:${writeFile('unused', '').replace('unused', 'logout.db')}`,
    },
  });
});
afterAll(() => service.stop());

const revoke = (args: readonly string[], options: CommandRunOptions = {}) =>
  runCommand(['revoke', '--reason', 'leaked', ...args], {
    environment: adminEnvironment(service),
    ...options,
  });

function session() {
  const { publicClientId: clientId, fake } = service;
  const { refreshToken, accessToken } = fake.signIn({ clientId, username: 'alice' });
  return { clientId, refreshToken: canary(refreshToken), accessToken: canary(accessToken) };
}

describe('revoke', () => {
  test.each(['file', 'stdin'])('ends the session of a refresh token from %s', async (from) => {
    const { clientId, refreshToken } = session();
    const file = from === 'file' ? writeFile('token', `${refreshToken}\n`) : '-';
    const args = ['--refresh-token-file', file, '--client', clientId];
    const { code, stdout, stderr } = await revoke(args, {
      stdin: from === 'file' ? '' : `${refreshToken}\n`,
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Receipt [0-9a-f-]{36}: revoked\n\nWHAT +STATE +WHICH MEANS\nrefresh tokens +dead +ended now$/m,
    );
    expect(service.fake.refreshTokenState(refreshToken)).toBe('revoked');
    expect(stdout).not.toContain(refreshToken);
  });

  test('denies the access tokens of a session, and says of --json what the service said', async () => {
    const { accessToken } = session();
    const { code, stdout } = await revoke(['--access-token-file', '-', '--json'], { stdin: accessToken });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'revoked', effects: expect.any(Array) });
  });

  test('says of a dry run what would be done, and does nothing', async () => {
    const { refreshToken, clientId } = session();
    const args = ['--refresh-token-file', '-', '--client', clientId, '--dry-run'];
    const { code, stdout, stderr } = await revoke(args, { stdin: refreshToken });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Nothing was done\. It would be about: .*\nCognito would be asked: RevokeToken\n/,
    );
    expect(stdout).toMatch(/^refresh tokens +dead +would end now$/m);
    expect(service.fake.refreshTokenState(refreshToken)).not.toBe('revoked');
  });

  test('says of managed login until when it goes on', async () => {
    const { stdout } = await revoke(['--username', 'bob', '--user-pool', service.userPoolId]);
    expect(stdout).toMatch(/^managed login +alive +goes on until \S+Z, and longer with each use/m);
  });

  test('denies every access token of an app client', async () => {
    const { code, stdout } = await revoke(['--all-users', '--client', service.publicClientId]);
    expect(code).toBe(0);
    expect(stdout).toContain('access tokens');
  });

  test('gives an order with its own key once', async () => {
    const { clientId, refreshToken } = session();
    const file = writeFile('token', refreshToken);
    const args = [
      '--refresh-token-file',
      file,
      '--client',
      clientId,
      '--idempotency-key',
      randomUUID(),
      '--json',
    ];
    expect((await revoke(args)).stdout).toBe((await revoke(args)).stdout);
  });

  test('says with exit code 3 that Cognito has not confirmed yet, and how to learn what became of it', async () => {
    const { clientId, refreshToken } = session();
    service.fake.failNext({ operation: 'RevokeToken', kind: 'throttle', times: Infinity });
    const { code, stdout, stderr } = await revoke(['--refresh-token-file', '-', '--client', clientId], {
      stdin: refreshToken,
    });
    service.fake.clearFaults();
    expect(code).toBe(3);
    expect(stdout).toMatch(/^refresh tokens +pending +accepted, and tried again/m);
    expect(stderr).toContain('cognito-logout audit tail --receipt ');
  });

  describe('when Cognito does not permit the order, so that it is parked', () => {
    const signOut = async (...args: string[]) => {
      service.fake.failNext({ operation: 'AdminUserGlobalSignOut', kind: 'access-denied', times: Infinity });
      const run = await revoke(['--username', 'alice', '--user-pool', service.userPoolId, ...args]);
      service.fake.clearFaults();
      return run;
    };

    test('says that it waits for an operator, what for, and what to do then', async () => {
      const { code, stdout, stderr } = await signOut();
      expect(code).toBe(3);
      expect(stdout).toMatch(/^refresh tokens +pending +accepted, and waits for an operator$/m);
      expect(stdout).toMatch(/^Waits for an operator: not-permitted .*: cognito-logout parked retry$/m);
      expect(stderr).toContain('it waits for an operator');
      expect(stdout + stderr).not.toMatch(/again until/);
    });

    test('says in --json what it waits for', async () => {
      const { code, stdout } = await signOut('--json');
      expect(code).toBe(3);
      expect(JSON.parse(stdout)).toMatchObject({ status: 'accepted', waitsFor: 'not-permitted' });
    });
  });

  test('shows the receipt of an accepted order all the same where what became of it cannot be asked', async () => {
    const receipt = {
      status: 'accepted',
      receiptId: randomUUID(),
      effects: [{ effect: 'refreshToken', state: 'pending' }],
    };
    const server = createServer(({ method }, response) => {
      response.writeHead(method === 'POST' ? 202 : 503).end(method === 'POST' ? JSON.stringify(receipt) : '');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stdout } = await revoke(['--all-users'], {
      environment: adminEnvironment({ url, apiKey: service.apiKey }),
    });
    server.close();
    expect(code).toBe(3);
    expect(stdout).toMatch(/^refresh tokens +pending +accepted, and tried again/m);
  });

  test.each([
    ['no target', [], 'Name exactly one target'],
    ['an unknown app client', ['--all-users', '--client', 'nobody'], 'The app client is not known'],
    ['a user pool of others', ['--username', 'a', '--user-pool', 'eu-west-1_None'], 'What to do:'],
  ])(
    'given %s repeats what the service says is wrong and to be done, with exit code 1',
    async (_what, args, says) => {
      const { code, stdout, stderr } = await revoke(args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(says);
    },
  );

  test.each([
    [
      'two files that are both standard input',
      ['--refresh-token-file', '-', '--api-key-file', '-'],
      'only one',
    ],
    ['a file of several lines', ['--refresh-token-file', '-'], 'without blanks'],
  ])('refuses %s, with exit code 2', async (_what, args, says) => {
    const { code, stderr } = await revoke(args, { stdin: 'one\ntwo' });
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  test('needs a reason', async () => {
    const { code, stderr } = await runCommand(['revoke', '--username', 'alice']);
    expect(code).toBe(2);
    expect(stderr).toContain('--reason');
  });
});
