import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canary, encodingsOf } from '../../support/canaries.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { startServiceProcess } from '../../support/process/start-service-process.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const writeFile = temporaryFiles();
const SECRET = canary('secretInAFileThatNoProcessListShows000000001');
const FINGERPRINT_KEY = canary(Buffer.from('fingerprint key of thirty-2 bytes').toString('base64'));

let world: ServiceWorld;
let service: ListeningService;

beforeAll(async () => {
  world = await createServiceWorld();
  service = await world.start({
    COGNITO_CLIENT_SECRET_FILE: writeFile('client-secret', `${SECRET}\n`),
    FINGERPRINT_KEY_FILE: writeFile('fingerprint-key', FINGERPRINT_KEY),
  });
});
afterAll(() => world.stop());

/** What the system shows of a process: its environment and command line. */
function shownOf(pid: number): string {
  if (!existsSync('/proc/self/environ')) {
    return spawnSync('ps', ['eww', '-p', String(pid)], { encoding: 'latin1' }).stdout;
  }
  return ['environ', 'cmdline'].map((name) => readFileSync(`/proc/${pid}/${name}`, 'latin1')).join('\n');
}

test('T53 secrets that are given by file are in no environment, no command line and no output of the process', () => {
  const shown = shownOf(service.pid);
  expect(shown).toContain('COGNITO_CLIENT_SECRET_FILE=');
  expect(shown).toMatch(/main\.[jt]s/);
  for (const text of [shown, service.output()]) {
    for (const secret of [SECRET, FINGERPRINT_KEY]) {
      expect(encodingsOf(secret).filter((form) => text.includes(form))).toEqual([]);
    }
  }
});

describe('T54 the public port', () => {
  test.each([
    '/metrics',
    '/metrics/',
    '/debug',
    '/debug/pprof',
    '/admin',
    '/.env',
    '/.git/config',
    '/server-status',
  ])('answers 404 to %s', async (path) => {
    expect((await fetch(`${service.managementUrl}/metrics`)).status).toBe(200);
    const response = await fetch(service.url + path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/http_request_duration|node_|process_/);
  });
});

describe('T51 the service does not start, and says why,', () => {
  test.each([
    [
      'where certificates are not checked',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'NODE_TLS_REJECT_UNAUTHORIZED',
    ],
    [
      'where Cognito would be asked by plain http',
      { COGNITO_ENDPOINT: 'http://cognito.example' },
      'COGNITO_ENDPOINT',
    ],
    ['where AWS would be somewhere else', { AWS_ENDPOINT_URL: 'https://aws.example' }, 'AWS_ENDPOINT_URL'],
  ])('%s', async (_where, environment, variable) => {
    const refused = startServiceProcess({ environment: { ...world.environment, ...environment } });
    expect(await refused.exited).toBe(1);
    expect(refused.output()).toContain(`- ${variable} `);
  });
});
