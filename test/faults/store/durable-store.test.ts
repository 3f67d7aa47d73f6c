import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import { findLeaksOf } from '../../support/leaks/find-leaks-of.ts';
import {
  createServiceWorld,
  type ListeningService,
  type ServiceWorld,
} from '../../support/process/service-world.ts';
import { postJson } from '../../support/running-service.ts';
import { temporaryFiles } from '../../support/temporary-files.ts';

const NAME_DATABASE_THREADS = [
  '--import',
  fileURLToPath(new URL('../../support/process/name-database-threads.ts', import.meta.url)),
];

const writeFile = temporaryFiles();
let world: ServiceWorld;
let service: ListeningService;
let folder: string;

beforeAll(async () => {
  world = await createServiceWorld();
  folder = join(dirname(writeFile('beside', '')), 'store');
  service = await world.start(
    { DATABASE_URL: `file:${join(folder, 'logouts.db')}` },
    { nodeOptions: NAME_DATABASE_THREADS },
  );
});
afterAll(() => world.stop());

const logOut = (refreshToken: string) =>
  postJson(`${service.url}/logout`, { refreshToken, clientId: world.clientId });
const revocations = () => world.fake.calls().filter(({ operation }) => operation === 'RevokeToken').length;
const storedText = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join('\n');

describe('the service over a SQLite file', () => {
  test('T02: asks Cognito once for a token that is sent a hundred times at once', async () => {
    const refreshToken = world.refreshToken();
    const before = revocations();
    const answers = await Promise.all(Array.from({ length: 100 }, () => logOut(refreshToken)));
    const byAddress = answers.filter(({ status }) => status !== 429);
    expect(byAddress.map(({ status }) => status)).toEqual(byAddress.map(() => 200));
    expect(revocations()).toBe(before + 1);
  });

  test('T48: keeps no token in its files that could be read, neither while Cognito is away nor after', async () => {
    const tokens = Array.from({ length: 20 }, () => world.refreshToken());
    const named = Object.fromEntries(tokens.map((token, n) => [`token ${n}`, token]));
    world.fake.failNext({ operation: 'RevokeToken', kind: 'internal-error', times: 20 });
    const answers = await Promise.all(tokens.map(logOut));
    expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 202));
    expect(findLeaksOf(named, storedText())).toEqual([]);

    world.fake.clearFaults();
    await eventually(() => tokens.every((token) => world.fake.refreshTokenState(token) === 'revoked'));
    expect(findLeaksOf(named, storedText())).toEqual([]);
    expect(storedText().length).toBeGreaterThan(10_000);
  });

  test('T56: works on its database in a thread that answers no requests', () => {
    const threads = service.output().match(/database in the \w+ thread/g) ?? [];
    expect([...new Set(threads)]).toEqual(['database in the other thread']);
  });
});
