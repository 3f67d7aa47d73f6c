import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createLogDestination } from '../../src/telemetry/log-destination.ts';
import { eventually } from '../support/eventually.ts';
import {
  startSupervisedService,
  type SupervisedService,
} from '../support/process/start-supervised-service.ts';

describe('the log destination', () => {
  test('keeps as much as its buffer holds, and drops and counts the rest', () => {
    const blocked = new Writable({ write() {} });
    const destination = createLogDestination(blocked, 100);
    for (let n = 0; n < 10; n += 1) destination.write('x'.repeat(30));
    expect(destination.droppedLines()).toBe(7);
  });

  test('writes again when the reader reads again', async () => {
    const reader = new PassThrough({ highWaterMark: 10 });
    const destination = createLogDestination(reader, 30);
    for (let n = 0; n < 3; n += 1) destination.write('x'.repeat(20));
    expect(destination.droppedLines()).toBe(2);
    reader.resume();
    await destination.flush(1000);
    destination.write('x'.repeat(20));
    expect(destination.droppedLines()).toBe(2);
  });

  test('drops and counts what comes after the reader has gone, without an error', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const destination = createLogDestination(gone);
    destination.write('first\n');
    await eventually(() => gone.closed);
    destination.write('second\n');
    expect(destination.droppedLines()).toBe(1);
    await destination.flush(1_000_000);
  });

  test('stops waiting for a blocked reader after the time', async () => {
    const destination = createLogDestination(new Writable({ write() {} }));
    destination.write('line\n');
    await destination.flush(1);
  });
});

describe('T38, F50: the service', () => {
  const running: SupervisedService[] = [];
  const start = async (stdout: 'pipe' | 'ignore') => {
    const service = await startSupervisedService({ stdout });
    running.push(service);
    return service;
  };
  afterEach(() => {
    for (const service of running.splice(0)) service.kill('SIGKILL');
  });

  /** Makes the service log more than any pipe and buffer hold. */
  const logMuch = async ({ url }: SupervisedService) => {
    expect((await fetch(`${url}/log-much`)).status).toBe(200);
  };
  const droppedLines = async ({ url }: SupervisedService) => {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return Number(/^log_lines_dropped_total (\d+)$/m.exec(metrics)?.[1]);
  };

  test('answers, counts and stops as ever while nobody reads its standard output', async () => {
    const service = await start('pipe');
    service.stdout?.pause();
    await logMuch(service);
    expect(await droppedLines(service)).toBeGreaterThan(0);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  });

  test('answers, counts and stops as ever after its standard output was closed', async () => {
    const service = await start('pipe');
    service.stdout?.destroy();
    await eventually(async () => {
      await logMuch(service);
      return (await droppedLines(service)) > 0;
    });
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  });

  test('writes to what is no pipe as well', async () => {
    const service = await start('ignore');
    await logMuch(service);
    service.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  });
});
