import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildService } from '../../src/composition/build-service.ts';
import { loadSettings } from '../../src/composition/load-settings.ts';
import { VARIABLES } from '../../src/config/variables.ts';
import { HELP } from '../../src/fake-cognito/cli/parse-arguments.ts';
import { DEMO, seedDemo } from '../../src/fake-cognito/seed/seed-demo.ts';
import { startFakeCognito, type FakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import { canary } from '../support/canaries.ts';
import { demoOfSuite } from '../support/demo-process.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { runShell } from '../support/programs/shell.ts';
import { postJson } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const write = temporaryFiles();

const readme = readFileSync('README.md', 'utf8');

function blocksIn(language: string): readonly string[] {
  return [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, of]) => of === language)
    .map(([, , block = '']) => block);
}

describe('the README', () => {
  test('begins with the command for the demo and the one for the tests, each on one line', () => {
    expect(blocksIn('sh').slice(0, 2)).toEqual(['npm ci && npm run demo\n', 'npm ci && npm test\n']);
  });

  test('links to files that are there, and shows a picture of at most 200 kB', () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
    const files = links.filter((target) => !/^(?:https:|#)/.test(target));
    expect(files.length).toBeGreaterThan(8);
    expect(files.filter((path) => !existsSync(path.split('#')[0] ?? ''))).toEqual([]);
    expect(statSync('docs/images/demo.png').size).toBeLessThanOrEqual(200_000);
  });

  test('names scripts and variables that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm (?:run (?:-s )?)?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
    const variables = [
      ...readme.matchAll(/\b(?:COGNITO(?!_LOGOUT)|ALLOWED|SESSION|REFRESH_TOKEN_COOKIE)\w*/g),
    ]
      .map(([name]) => name.replace(/_FILE$/, ''))
      .filter((name) => name === name.toUpperCase());
    expect(variables.filter((name) => !(name in VARIABLES))).toEqual([]);
  });
});

describe('the .env of the README', () => {
  let fake: FakeCognito;
  beforeAll(async () => {
    fake = await startFakeCognito();
    await seedDemo(fake);
  });
  afterAll(() => fake.stop());

  test('leads from the service to the fake Cognito, as both are started by the commands beside it', async () => {
    const block = blocksIn('sh').find((text) => text.startsWith('COGNITO_') && text.includes(':9400')) ?? '';
    expect(HELP).toContain('9400 unless given');
    const service = await buildService(
      loadSettings({
        ...parseEnv(block.replaceAll('http://localhost:9400', fake.url)),
        DATABASE_URL: `file:${write('logout.db', '')}.new`,
        HOST: '127.0.0.1',
        PORT: '0',
        MANAGEMENT_PORT: '0',
      }),
      { logDestination: { write: () => undefined, droppedLines: () => 0, flush: () => Promise.resolve() } },
    );
    const { port } = await service.start();
    const clientId = DEMO.publicClientId;
    const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
    const { body } = await postJson(`http://127.0.0.1:${port}/logout`, { refreshToken, clientId });
    await service.stop({ drainDelayMs: 0, timeoutMs: 0 });
    const { logoutUrl } = body as { logoutUrl: string };
    const { status, headers } = await fetch(logoutUrl, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([302, parseEnv(block)['LOGOUT_URI']]);
    expect(withoutValues(JSON.stringify(body))).toEqual(withoutValues(blocksIn('json')[0] ?? ''));
    expect(fake.refreshTokenState(refreshToken)).toBe('revoked');
  });
});

describeWithProgram('curl', 'the examples of the README', () => {
  const { printed, here } = demoOfSuite();

  test('sign in, log out with the receipt that is shown, and see the refresh token refused', async () => {
    const [signIn = '', logOut = '', refresh = ''] = blocksIn('sh').filter((block) =>
      /localhost:9400|\/logout/.test(block),
    );
    const script = [signIn, 'echo "$REFRESH_TOKEN"', logOut, 'echo', refresh].map(here).join('\n');
    const [token = '', receipt = '', refusal = ''] = (await runShell(script)).split('\n');
    canary(token);
    expect(token.length).toBeGreaterThan(1000);
    expect(withoutValues(receipt)).toEqual(withoutValues(blocksIn('json')[0] ?? ''));
    expect(JSON.parse(refusal)).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Refresh Token has been revoked',
    });
  }, 60_000);

  test("end a user's sessions as an admin", async () => {
    const [revoke = ''] = blocksIn('sh').filter((block) => block.includes('/admin/revoke'));
    const key = canary(printed(/ADMIN_API_KEY='([^']+)'/));
    const receipt = await runShell(here(revoke), { ADMIN_API_KEY: key });
    expect(JSON.parse(receipt)).toMatchObject({ status: 'revoked' });
  }, 60_000);

  test('at 3 a.m. end all sessions of a user, and show the receipt and the entry in the audit trail, in three commands', async () => {
    const [signIn = ''] = blocksIn('sh').filter((block) => block.includes('localhost:9400'));
    const commands = blocksIn('sh').filter((block) => /COGNITO_LOGOUT_URL|npm run -s cli/.test(block));
    expect(commands).toHaveLength(3);
    const key = canary(printed(/ADMIN_API_KEY='([^']+)'/));
    const kept = write('incident', '');
    const script = [signIn, 'echo "$REFRESH_TOKEN"', ...commands]
      .map(here)
      .join('\n')
      .replaceAll('incident-4711.txt', kept);
    const told = await runShell(script, { ADMIN_API_KEY: key });
    const [token = '', receipt = '', ...lines] = told.trimEnd().split('\n');
    canary(token);
    const receiptId = /^Receipt (\S+): revoked$/.exec(receipt)?.[1] ?? 'none';
    const events = lines.filter((line) => line.startsWith('#'));
    expect(events).toEqual([
      expect.stringMatching(/ accepted .* user alice .* by admin demo .* reason "incident 4711: phished"/),
      expect.stringMatching(/ final  confirmed .* user alice /),
    ]);
    for (const event of events) expect(event).toContain(`receipt ${receiptId}`);
  }, 60_000);

  test('log out from a web page, and lead on to the end of the managed login', async () => {
    const refreshToken = canary(printed(/^ALICE='([^']+)'/m));
    const snippet = here(blocksIn('js')[0] ?? '')
      .replace('https://logout.example.com', printed(/The service is at (\S+),/))
      .replace('1h57kf5cpq17m0eml12EXAMPLE', 'webapp4f7q2m8x1c9v5b3n6k0j');
    const done: string[] = [];
    // oxlint-disable-next-line typescript/no-implied-eval -- the README's own code is what is tested
    const create = new Function('forgetTokens', 'location', `${snippet}\nreturn logOut;`) as (
      forgetTokens: () => void,
      location: { assign: (url: string) => void },
    ) => (tokens: { refreshToken: string }) => Promise<void>;
    const logOut = create(() => done.push('forgotten'), {
      assign: (url) => done.push(new URL(url).pathname),
    });
    await logOut({ refreshToken });
    expect(done).toEqual(['forgotten', '/logout']);
  }, 60_000);
});

interface ReceiptText {
  readonly effects: readonly Record<string, string>[];
}

/** What a receipt says, without what differs from one to the next. */
function withoutValues(text: string): unknown {
  const receipt = JSON.parse(text) as ReceiptText;
  const effects = receipt.effects.map((effect) => ({ ...effect, ...('until' in effect && { until: '' }) }));
  return { ...receipt, effects, receiptId: '', logoutUrl: '' };
}
