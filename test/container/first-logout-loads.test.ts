import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { createServiceWorld, type ServiceWorld } from '../support/process/service-world.ts';
import { postJson } from '../support/running-service.ts';
import { temporaryFiles } from '../support/temporary-files.ts';

/** Prints, at a signal, which parts of Node.js and which files are loaded. */
const TELL = `process.on('SIGUSR2', () => {
  const parts = process.moduleLoadList.map((name) => name.replace('NativeModule ', ''));
  console.log('loaded', [...parts, ...Object.keys(require.cache).map((path) => path.split('/').at(-1)), 'end'].join());
});`;

/** The test command names the one that it has built. */
const { SERVICE_SCRIPT: BUILT } = process.env;
const BUNDLE = BUILT ?? 'dist/bundle/main.js';
const BUILD_MAX_MS = 60_000;

const write = temporaryFiles();
let world: ServiceWorld;

beforeAll(async () => {
  if (BUILT === undefined) spawnSync('npm', ['run', '-s', 'bundle'], { stdio: 'inherit' });
  world = await createServiceWorld();
}, BUILD_MAX_MS);
afterAll(() => world.stop());

test('a start and a logout load nothing that only other services and requests need', async () => {
  const keys = { keys: [{ id: 'a', name: 'A', hash: `sha256:${'0'.repeat(64)}`, scopes: ['feed'] }] };
  const service = await world.start(
    { ADMIN_API_KEYS_FILE: write('keys.json', JSON.stringify(keys)) },
    { script: BUNDLE, nodeOptions: ['--require', write('tell.cjs', TELL)] },
  );
  expect((await postJson(`${service.url}/logout`, { refreshToken: world.refreshToken() })).status).toBe(200);
  service.kill('SIGUSR2');
  await eventually(() => /loaded .*,end/.test(service.output()));
  const loaded = /loaded (.*),end/.exec(service.output())?.[1]?.split(',') ?? [];
  expect(loaded).toEqual(expect.arrayContaining(['crypto', 'http', 'main.js']));
  const late = /^(?:assert|fs\/promises|https|worker_threads|zlib|(?:yaml|ioredis|pg|aws-sdk-.*)\.js)$/;
  expect(loaded.filter((name) => late.test(name))).toEqual([]);
});
