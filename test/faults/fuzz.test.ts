import { randomInt } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fuzzService, heapGrew } from '../support/fuzz/fuzz-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

const REQUESTS = 5_000;
const SEED = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));

describe(`T04–T26, T30, T36: ${REQUESTS} hostile requests (FUZZ_SEED=${SEED})`, () => {
  const writeFile = temporaryFiles();

  test('are answered without an error of the service, a leak, a crash, or memory that stays', async () => {
    const report = await fuzzService({ seed: SEED, requests: REQUESTS, warmUpRequests: 1_500, writeFile });
    expect(report.unexpected).toEqual([]);
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({ requests: REQUESTS, isRunning: true, leaks: 0, exitCode: 0 });
    expect(Object.keys(report.answers)).toEqual(expect.arrayContaining(['200', '400', '401', '404', '415']));
    expect({ grew: heapGrew(report), ...report }).toMatchObject({ grew: false });
  }, 120_000);
});
