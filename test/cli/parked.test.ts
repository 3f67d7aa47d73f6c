import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary, encodingsOf } from '../support/canaries.ts';
import { adminEnvironment, runCommand } from '../support/cli/run-command.ts';
import { eventually } from '../support/eventually.ts';
import { postJson, startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const WRONG_SECRET = canary('cliCanaryWrongSecretOfTheClientInTheConfiguration1');

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile, {
    configuredSecret: WRONG_SECRET,
    adminActs: ['manage-parked', 'read-audit'],
    environment: { DATABASE_URL: `file:${writeFile('unused', '').replace('unused', 'logout.db')}` },
  });
});
afterAll(() => service.stop());

const parked = (...args: string[]) =>
  runCommand(['parked', ...args], { environment: adminEnvironment(service) });

async function parkOne(): Promise<string> {
  const { confidentialClientId: clientId, fake, url } = service;
  const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
  const { body } = await postJson(`${url}/logout`, { refreshToken, clientId });
  return String(body['receiptId']);
}

describe('parked', () => {
  test('list says what waits for what, and what to do; retry tries it; drop gives it up, and the trail says who did', async () => {
    const receipts = [await parkOne(), await parkOne()];
    const list = await parked('list');
    expect(list).toMatchObject({ code: 0, stderr: '' });
    expect(list.stdout).toMatch(
      new RegExp(`^2 +client-secret-rejected +${service.userPoolId} +${service.confidentialClientId}$`, 'm'),
    );
    expect(list.stdout).toContain('What to do:\n- Cognito refused the secret of app client');

    const retried = await parked('retry', '--cause', 'client-secret-rejected');
    expect(retried).toEqual({
      code: 0,
      stdout: '2 logouts will be tried again, each in its turn.\n',
      stderr: '',
    });
    const intents = async () =>
      (JSON.parse((await parked('list', '--json')).stdout) as { groups: { intents: number }[] }).groups[0]
        ?.intents;
    await eventually(async () => (await intents()) === 2, 10_000);

    const dropped = await parked(
      'drop',
      '--receipt',
      receipts[0] ?? '',
      '--reason',
      'the app client is gone',
    );
    expect(dropped).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Gave up 1 logout\. /),
      stderr: '',
    });
    expect(await intents()).toBe(1);
    const tail = await runCommand(['audit', 'tail', '--receipt', receipts[0] ?? ''], {
      environment: adminEnvironment(service),
    });
    expect(tail.stdout).toMatch(
      /final +abandoned .* dropped by admin support \(api-key\) +for "the app client is gone"/,
    );
    const output = [list, retried, dropped, tail].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const secret of [WRONG_SECRET, service.apiKey])
      for (const form of encodingsOf(secret)) expect(output).not.toContain(form);
  }, 40_000);

  test.each([
    ['drop without a filter', ['drop', '--reason', 'x'], 'at least one of'],
    ['drop without a reason', ['drop', '--client', 'abc'], '--reason'],
    ['a client and none', ['retry', '--client', 'abc', '--no-client'], 'not both'],
  ])('%s is refused before anything is asked', async (_what, args, says) => {
    const { code, stderr } = await parked(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  test('a cause that there is not is refused by the service, which names those that there are', async () => {
    const { code, stderr } = await parked('retry', '--cause', 'bad-luck');
    expect(code).toBe(1);
    expect(stderr).toContain('client-secret-rejected');
  });
});
