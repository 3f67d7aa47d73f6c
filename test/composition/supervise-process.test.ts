import { afterEach, describe, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import {
  startSupervisedService,
  type SupervisedService,
} from '../support/process/start-supervised-service.ts';

const SECRET = canary('crash quotes SECRETCANARY-crash-4711');

const running: SupervisedService[] = [];

async function startService(drainDelayMs: number): Promise<SupervisedService> {
  const service = await startSupervisedService({ drainDelayMs, secret: SECRET });
  running.push(service);
  return service;
}

async function hold(
  service: SupervisedService,
  path: string,
  count: number,
): Promise<readonly Promise<string>[]> {
  const answers = Array.from({ length: count }, () =>
    fetch(service.url + path).then(
      (response) => response.text(),
      () => 'cut off',
    ),
  );
  await eventually(async () => (await (await fetch(`${service.url}/held`)).text()) === String(count));
  return answers;
}

describe('the supervised process', () => {
  afterEach(() => {
    for (const service of running.splice(0)) service.kill('SIGKILL');
  });

  test('F35: after SIGTERM answers all of 200 requests in flight and exits with 0', async () => {
    const service = await startService(0);
    const answers = await hold(service, '/hold', 200);
    service.kill('SIGTERM');
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    expect(await service.exited).toBe(0);
    expect(service.lines().map(({ msg, cutOff }) => [msg, cutOff])).toEqual([
      ['stopping', undefined],
      ['stopped', 0],
    ]);
  });

  test('F36: ends at once at a second signal, whatever is in flight', async () => {
    const service = await startService(1_000_000);
    const answers = await hold(service, '/hang', 1);
    service.kill('SIGTERM');
    await eventually(() => service.output().includes('stopping'));
    service.kill('SIGINT');
    expect(await service.exited).toBe(130);
    expect(await Promise.all(answers)).toEqual(['cut off']);
  });

  test.each([
    ['/throw', 'uncaughtException'],
    ['/reject', 'unhandledRejection'],
  ])(
    'T34: after an error nobody caught (%s) logs one line without its message and exits with 1',
    async (path, kind) => {
      const service = await startService(0);
      await fetch(service.url + path);
      expect(await service.exited).toBe(1);
      const lines = service.lines();
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ level: 'fatal', msg: 'crashed', kind, error: 'Error' });
      expect(lines[0]?.['stack']).toContain('supervised-service.ts');
      expect(service.output()).not.toContain('SECRETCANARY');
    },
  );

  test('T34: what is in flight when an error crashes the process is answered first', async () => {
    const service = await startService(0);
    const answers = await hold(service, '/hold', 20);
    await fetch(`${service.url}/throw`);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    expect(await service.exited).toBe(1);
  });

  test('after a failure that only a restart mends answers what is in flight, and exits with 1', async () => {
    const service = await startService(0);
    const answers = await hold(service, '/hold', 20);
    await fetch(`${service.url}/break`);
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['answered']));
    expect(await service.exited).toBe(1);
  });
});
