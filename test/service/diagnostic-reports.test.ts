import { expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import { addressesOf, startServiceProcess } from '../support/process/start-service-process.ts';

const EXHAUSTED = fileURLToPath(new URL('../support/process/exhausted-service.ts', import.meta.url));
const SECRET = canary('SECRETCANARYreport0123456789abcdefghijklmnopqrstuvw');
const ENVIRONMENT = {
  COGNITO_USER_POOL_ID: 'eu-west-1_AbCdEf123',
  COGNITO_CLIENT_ID: '1h57kf5cpq17m0eml12example',
  COGNITO_CLIENT_SECRET: SECRET,
  COGNITO_ENDPOINT: 'http://127.0.0.1:9',
  HOST: '127.0.0.1',
  PORT: '0',
  MANAGEMENT_PORT: '0',
  DATABASE_URL: 'memory:',
  DRAIN_DELAY_MS: '0',
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('T34: a diagnostic report that an operator asks for holds no variable of the environment', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-report-'));
  const nodeOptions = ['--report-on-signal', `--report-directory=${directory}`];
  const service = startServiceProcess({ environment: ENVIRONMENT, nodeOptions });
  try {
    await addressesOf(service);
    service.kill('SIGUSR2');
    const reports = () => readdirSync(directory).map((name) => readFileSync(join(directory, name), 'utf8'));
    await eventually(() => reports().some(isJson));
    const [report = ''] = reports();
    expect(report).toContain('"javascriptHeap"');
    expect(report).not.toContain('environmentVariables');
    expect(report.includes(SECRET)).toBe(false);
  } finally {
    service.kill('SIGKILL');
    await service.exited;
    rmSync(directory, { recursive: true });
  }
});

test('T34: no report is written when memory runs out, whatever the command line asks for', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-report-'));
  const nodeOptions = [
    '--max-old-space-size=64',
    '--report-on-fatalerror',
    '--report-uncaught-exception',
    `--report-directory=${directory}`,
  ];
  const service = startServiceProcess({ environment: ENVIRONMENT, nodeOptions, script: EXHAUSTED });
  try {
    expect(await service.exited).not.toBe(0);
    expect(service.output()).toContain('heap out of memory');
    expect(readdirSync(directory)).toEqual([]);
    expect(service.output().includes(SECRET)).toBe(false);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
