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

/** The bundle alone leaves out what is not needed yet; the test command runs the tests with it. */
const ofBundle = process.env['SERVICE_SCRIPT'] === undefined ? test.skip : test;

const write = temporaryFiles();
let world: ServiceWorld;

beforeAll(async () => {
  world = await createServiceWorld();
});
afterAll(() => world.stop());

ofBundle('a start and a logout load nothing that only other services and requests need', async () => {
  const keys = { keys: [{ id: 'a', name: 'A', hash: `sha256:${'0'.repeat(64)}`, scopes: ['feed'] }] };
  const service = await world.start(
    { ADMIN_API_KEYS_FILE: write('keys.json', JSON.stringify(keys)) },
    { nodeOptions: ['--require', write('tell.cjs', TELL)] },
  );
  expect((await postJson(`${service.url}/logout`, { refreshToken: world.refreshToken() })).status).toBe(200);
  service.kill('SIGUSR2');
  await eventually(() => /loaded .*,end/.test(service.output()));
  const loaded = /loaded (.*),end/.exec(service.output())?.[1]?.split(',') ?? [];
  expect(loaded).toEqual(expect.arrayContaining(['crypto', 'http', 'main.js']));
  const late =
    /^(?:assert|fs\/promises|https|worker_threads|zlib|(?:yaml|ioredis|pg|mime-types|aws-sdk-.*)\.js)$/;
  expect(loaded.filter((name) => late.test(name))).toEqual([]);
});
