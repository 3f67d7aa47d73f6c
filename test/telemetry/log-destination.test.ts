import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createLogDestination } from '../../src/telemetry/log-destination.ts';
import { eventually } from '../support/eventually.ts';
import {
  startSupervisedService,
  type SupervisedService,
} from '../support/process/start-supervised-service.ts';

const asItIs = (text: string) => text;

describe('the log destination', () => {
  test('keeps as much as its buffer holds, and drops and counts the rest', () => {
    const blocked = new Writable({ write() {} });
    const destination = createLogDestination(blocked, 100);
    for (let n = 0; n < 10; n += 1) destination.write('x'.repeat(30), asItIs);
    expect(destination.droppedLines()).toBe(7);
  });

  test('writes again when the reader reads again', async () => {
    const reader = new PassThrough({ highWaterMark: 10 });
    const destination = createLogDestination(reader, 30);
    for (let n = 0; n < 3; n += 1) destination.write('x'.repeat(20), asItIs);
    expect(destination.droppedLines()).toBe(2);
    reader.resume();
    await destination.flush(1000);
    destination.write('x'.repeat(20), asItIs);
    expect(destination.droppedLines()).toBe(2);
  });

  test('drops and counts what comes after the reader has gone, without an error', async () => {
    const gone = new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
    const destination = createLogDestination(gone);
    destination.write('first\n', asItIs);
    await eventually(() => gone.closed);
    destination.write('second\n', asItIs);
    expect(destination.droppedLines()).toBe(1);
    await destination.flush(1_000_000);
  });

  test('cleans what came in one turn as one text, and each line by what it was written with', async () => {
    const written: string[] = [];
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')));
    const destination = createLogDestination(stream);
    const cleaned: string[] = [];
    const marking = (mark: string) => (text: string) => {
      cleaned.push(text);
      return text.replaceAll('secret', mark);
    };
    const before = marking('[before]');
    destination.write('1 secret\n', before);
    destination.write('2 secret\n', before);
    destination.write('3 secret\n', marking('[after]'));
    await destination.flush(1000);
    expect(cleaned).toEqual(['1 secret\n2 secret\n', '3 secret\n']);
    expect(written.join('')).toBe('1 [before]\n2 [before]\n3 [after]\n');
  });

  test('drops and counts lines that could not be cleaned, and goes on', async () => {
    const written: string[] = [];
    const stream = new PassThrough();
    stream.on('data', (chunk: Buffer) => written.push(chunk.toString('utf8')));
    const destination = createLogDestination(stream);
    const failing = () => {
      throw new Error('no map');
    };
    destination.write('1\n', failing);
    destination.write('2\n', failing);
    await destination.flush(1000);
    destination.write('3\n', asItIs);
    await destination.flush(1000);
    expect(destination.droppedLines()).toBe(2);
    expect(written.join('')).toBe('3\n');
  });

  test('stops waiting for a blocked reader after the time', async () => {
    const destination = createLogDestination(new Writable({ write() {} }));
    destination.write('line\n', asItIs);
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
