import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { adminEnvironment, runCommand, type CommandRunOptions } from '../support/cli/run-command.ts';
import { eventually } from '../support/eventually.ts';
import { startRunningService, type RunningService } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const writeFile = temporaryFiles();
let service: RunningService;

beforeAll(async () => {
  service = await startRunningService(writeFile);
});
afterAll(() => service.stop());

const audit = (args: readonly string[], options: CommandRunOptions = {}) =>
  runCommand(['audit', ...args], { environment: adminEnvironment(service), ...options });

async function logOut(): Promise<string> {
  const { publicClientId: clientId, fake } = service;
  const refreshToken = canary(fake.signIn({ clientId, username: 'alice' }).refreshToken);
  const args = ['revoke', '--refresh-token-file', '-', '--client', clientId, '--reason', 'leaked', '--json'];
  const { stdout } = await runCommand(args, { environment: adminEnvironment(service), stdin: refreshToken });
  return (JSON.parse(stdout) as { receiptId: string }).receiptId;
}

describe.each(['tail', 'export'])('audit %s', (command) => {
  test('refuses a receipt that is empty, as after an order that failed', async () => {
    const { code, stdout, stderr } = await audit([command, '--receipt', '']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no receipt: did the revoke succeed?');
  });
});

describe('audit tail', () => {
  test('shows the last events, oldest first, as many as are asked for', async () => {
    await logOut();
    const receiptId = await logOut();
    const { code, stdout } = await audit(['tail', '--lines', '2']);
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(new RegExp(`^#\\d+ .* accepted .* receipt ${receiptId}  reason "leaked"$`));
    expect(lines[1]).toMatch(new RegExp(`^#\\d+ .* final  confirmed .* receipt ${receiptId}`));
  });

  test('shows the events of one receipt as JSON, one a line', async () => {
    const receiptId = await logOut();
    const { stdout } = await audit(['tail', '--receipt', receiptId, '--json']);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(events).toMatchObject([
      { receiptId, kind: 'accepted' },
      { receiptId, kind: 'final' },
    ]);
  });

  test('shows what an admin was refused for want of a right, and of whom', async () => {
    const { userPoolId } = service;
    const args = [
      'revoke',
      '--username',
      'alice',
      '--user-pool',
      userPoolId,
      '--reason',
      'x',
      '--disable-user',
    ];
    expect((await runCommand(args, { environment: adminEnvironment(service) })).code).toBe(1);
    const { code, stdout } = await audit(['tail', '--kind', 'forbidden', '--actor', 'support']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ forbidden  disable-users  lacks the right to this act  user alice /);
  });

  test('follows the trail, shows each new event once, and ends with exit code 130 at Ctrl-C', async () => {
    await logOut();
    const interruption = new AbortController();
    let shown = '';
    const running = audit(['tail', '--follow', '--lines', '1', '--kind', 'final'], {
      interrupted: interruption.signal,
      onOutput: (text) => (shown += text),
    });
    await eventually(() => shown.includes('final'), 10_000);
    const first = await logOut();
    await eventually(() => shown.includes(first), 10_000);
    const second = await logOut();
    await eventually(() => shown.includes(second), 10_000);
    interruption.abort();
    expect(await running).toMatchObject({ code: 130, stderr: '' });
    expect(shown.split(first)).toHaveLength(2);
    expect(shown.trimEnd().split('\n')).toHaveLength(3);
  }, 40_000);

  test.each(['0', '501', 'all', '1.5'])('refuses --lines %s', async (lines) => {
    expect(await audit(['tail', '--lines', lines])).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('audit export', () => {
  test('prints what the running service has, oldest first, as it comes', async () => {
    const [first, second] = [await logOut(), await logOut()];
    const { code, stdout, stderr } = await audit(['export']);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { receiptId: string; sequence: number });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(events.slice(-4).map(({ receiptId }) => receiptId)).toEqual([first, first, second, second]);
  });

  test('prints what matches only, and counts on a terminal', async () => {
    const receiptId = await logOut();
    const { stdout, stderr } = await audit(['export', '--receipt', receiptId], { isTerminal: true });
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toContain('1 events');
  });

  test('from the store takes no filter, and says so', async () => {
    const { code, stderr } = await audit(['export', '--store', '--user', 'alice']);
    expect(code).toBe(2);
    expect(stderr).toContain('From the store everything is exported');
  });
});
