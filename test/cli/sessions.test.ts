import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  SetUserPoolSessionConfigurationCommand,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { SignInShortcut, StartedSession } from '../../src/fake-cognito/seed/seeded-sign-in.ts';
import { sdkFor } from '../fake-cognito/seeded-fake.ts';
import { canary } from '../support/canaries.ts';
import { adminEnvironment, runCommand, type CommandRunOptions } from '../support/cli/run-command.ts';
import { PASSWORD, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
const SEEN = { ipAddress: '203.0.113.77', userAgent: 'Mozilla/5.0 (Android) Firefox/140' };
let service: RunningService;
let sdk: CognitoIdentityProviderClient;

beforeAll(async () => {
  service = await startRunningService(writeFile, {
    environment: { DATABASE_URL: `file:${writeFile('logout.db', '')}.new` },
    publicClient: { sessionTracking: true },
    awsCredentials: {
      accessKeyId: 'AKIASESSIONS',
      secretAccessKey: canary('cliSessionsSecretAccessKeyCanary'),
    },
  });
  sdk = sdkFor(service.fake);
  const UserPoolId = service.userPoolId;
  await sdk.send(
    new SetUserPoolSessionConfigurationCommand({
      UserPoolId,
      UserSessionTracking: 'ENABLED',
      TokenSession: { MaxPerUser: 50 },
    }),
  );
});
afterAll(async () => {
  sdk.destroy();
  await service.stop();
});

let users = 0;
let username: string;
let email: string;
let sub: string;
beforeEach(() => {
  users += 1;
  username = `user-${users}`;
  email = `somebody-${users}@example.com`;
  const { userPoolId } = service;
  ({ sub } = service.fake.createUser({ userPoolId, username, email, password: PASSWORD }));
});

function start(more: Partial<SignInShortcut> = {}): StartedSession {
  const { publicClientId: clientId, fake } = service;
  const session = fake.startSession({ clientId, username, ...SEEN, ...more });
  for (const token of [session.accessToken, session.idToken, session.refreshToken]) canary(token);
  return session;
}

const stateOf = ({ refreshToken }: StartedSession) => service.fake.refreshTokenState(refreshToken);

const sessions = (args: readonly string[], options: CommandRunOptions = {}) =>
  runCommand(['sessions', ...args], { environment: adminEnvironment(service), ...options });
const inPool = () => ['--user-pool', service.userPoolId];

describe('sessions list', () => {
  test.each([
    ['--username', () => username],
    ['--sub', () => sub],
    ['--email', () => email],
  ])('shows people a line for each session of the user whom %s names', async (option, name) => {
    const [one, other] = [start(), start()];
    const { code, stdout, stderr } = await sessions(['list', option, name(), ...inPool()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^SESSION +KIND +APP CLIENT +LAST ACTIVE +DEVICE +ADDRESS +PLACE$/);
    expect(new Set(rows.map((row) => row.split(' ')[0]))).toEqual(new Set([one.sessionId, other.sessionId]));
    for (const row of rows) {
      expect(row).toMatch(/ token +\w+ +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +\S.* 203\.0\.113\.77 +\S/);
    }
  });

  test('turns its table into a paragraph for each session where the terminal is too narrow for it', async () => {
    const { sessionId } = start();
    const { stdout } = await sessions(['list', '--username', username, ...inPool()], { columns: 80 });
    expect(stdout).toMatch(new RegExp(`^SESSION +${sessionId}\\nKIND +token\\nAPP CLIENT +\\w+\\n`));
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  test("gives machines the service's own answer", async () => {
    const { sessionId } = start();
    const { code, stdout } = await sessions(['list', '--email', email, ...inPool(), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      sessions: [
        { sessionId, kind: 'token', clientId: service.publicClientId, lastIpAddress: '203.0.113.77' },
      ],
    });
  });

  test('says of a user without any that there is none', async () => {
    expect(await sessions(['list', '--sub', sub, ...inPool()])).toEqual({
      code: 0,
      stdout: 'This user has no active session.\n',
      stderr: '',
    });
  });

  test.each<[string, () => readonly string[], string]>([
    ['a user who is not there', () => ['--email', 'nobody@example.com', ...inPool()], 'no such user'],
    [
      'a pool without records',
      () => ['--username', 'carol', '--user-pool', service.otherUserPoolId],
      'tracking',
    ],
    ['a sub that is none', () => ['--sub', 'alice', ...inPool()], 'A sub is a UUID'],
  ])('for %s repeats what the service says, with exit code 1', async (_what, args, says) => {
    const { code, stdout, stderr } = await sessions(['list', ...args()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(says);
  });

  test.each([
    ['nobody', ['--user-pool', 'eu-west-1_Ab1'], 'one of --username, --sub and --email'],
    [
      'somebody twice',
      ['--username', 'a', '--sub', 'b', '--user-pool', 'eu-west-1_Ab1'],
      'one of --username',
    ],
    ['no user pool', ['--email', 'a@example.com'], '--user-pool'],
  ])('that names %s is refused before anything is asked, with exit code 2', async (_what, args, says) => {
    const { code, stdout, stderr } = await sessions(['list', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('sessions revoke', () => {
  const because = ['--reason', 'lost phone'];

  test.each([
    ['--username', () => username],
    ['--sub', () => sub],
    ['--email', () => email],
  ])('ends one session of the user whom %s names, and shows the receipt', async (option, name) => {
    const [lost, kept] = [start(), start()];
    const args = ['revoke', '--session', lost.sessionId, option, name(), ...inPool(), ...because];
    const { code, stdout, stderr } = await sessions(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Receipt [0-9a-f-]{36}: revoked\n\nWHAT +STATE +WHICH MEANS\nrefresh tokens +dead /,
    );
    expect([stateOf(lost), stateOf(kept)]).toEqual(['revoked', 'live']);
  });

  test('with --end-sso ends what is linked with it, and tells machines so', async () => {
    const lost = start({ managedLogin: 'new' });
    const sibling = start({ managedLogin: { ssoSessionId: lost.ssoSessionId ?? '' } });
    const args = ['revoke', '--session', lost.sessionId, '--username', username, ...inPool(), ...because];
    const { code, stdout } = await sessions([...args, '--end-sso', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'revoked',
      effects: expect.arrayContaining([
        { effect: 'managedLogin', state: 'expires', until: expect.any(String) },
      ]),
    });
    expect([stateOf(lost), stateOf(sibling)]).toEqual(['revoked', 'live']);
    const left = await sessions(['list', '--username', username, ...inPool()]);
    expect(left.stdout).toContain(sibling.sessionId);
    expect(left.stdout).not.toContain(lost.ssoSessionId);
  });

  test('says with exit code 3 that Cognito has not confirmed yet', async () => {
    const { sessionId } = start();
    service.fake.failNext({ operation: 'AdminRevokeUserSession', kind: 'throttle', times: Infinity });
    const args = ['revoke', '--session', sessionId, '--username', username, ...inPool(), ...because];
    const { code, stdout, stderr } = await sessions(args);
    service.fake.clearFaults();
    expect(code).toBe(3);
    expect(stdout).toMatch(/^refresh tokens +pending +accepted, and tried again/m);
    expect(stderr).toContain('cognito-logout audit tail --receipt ');
  });

  test('of a session that is not there says so, with exit code 1', async () => {
    const unknown = `tkn${'a'.repeat(25)}`;
    const args = ['revoke', '--session', unknown, '--username', username, ...inPool(), ...because];
    const { code, stdout, stderr } = await sessions(args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('What to do:');
  });

  test.each([
    ['no session', ['--username', 'alice', '--reason', 'x'], '--session'],
    ['no reason', ['--username', 'alice', '--session', 'tkn1'], '--reason'],
    ['no user', ['--session', 'tkn1', '--reason', 'x'], '--email'],
  ])('given %s is refused before anything is asked, with exit code 2', async (_what, args, says) => {
    const { code, stdout, stderr } = await sessions(['revoke', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});
