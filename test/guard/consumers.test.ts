import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { feedForTest, sessionDenial, someClaims } from '../support/guard/guard-under-test.ts';
import { createConsumer, installedIn, packedPackage } from '../support/programs/packed-package.ts';

const repository = join(import.meta.dirname, '../..');
let directory = '';
let tarball = '';

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cognito-logout-consumers-'));
  tarball = await packedPackage(directory);
}, 120_000);

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** Runs a program of Node.js without blocking this process, which serves the feed. */
function run(args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer) => (output += chunk.toString('utf8'));
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('close', (code) => resolve({ code, output }));
  });
}

const PROGRAM = `
async function main(feedUrl, apiKey, key, denied, other) {
  const guard = createGuard({
    feedUrl, apiKey, trustedKeys: [JSON.parse(key)], onStale: 'deny', maxStalenessMs: 60_000,
  });
  guard.start();
  await guard.ready();
  console.log(guard.verdictOn(JSON.parse(denied)), guard.verdictOn(JSON.parse(other)));
  await guard.stop();
}
main(...process.argv.slice(2));
`;

describe('the packed package works', () => {
  test.each([
    ['an ESM project', 'module', `import { createGuard } from 'cognito-logout/guard';`],
    ['a CommonJS project', 'commonjs', `const { createGuard } = require('cognito-logout/guard');`],
  ])(
    'in %s, with none of the packages that the service needs, and without a warning',
    async (name, type, load) => {
      const [denied, other] = [someClaims(), someClaims()];
      const feed = await feedForTest();
      feed.deny([sessionDenial(denied.origin_jti)]);
      const project = join(directory, name);
      createConsumer(project, tarball, {
        'package.json': JSON.stringify({ type }),
        'main.js': load + PROGRAM,
      });
      expect(installedIn(project)).toEqual(['cognito-logout']);
      const args = [
        feed.feedUrl,
        feed.apiKey,
        JSON.stringify(feed.key()),
        JSON.stringify(denied),
        JSON.stringify(other),
      ];
      const { code, output } = await run(['main.js', ...args], project);
      expect({ code, output }).toEqual({ code: 0, output: 'denied accepted\n' });
    },
  );

  test('gives out nothing but the guard', async () => {
    const project = join(directory, 'closed');
    createConsumer(project, tarball, {
      'package.json': '{"type":"module"}',
      'main.js': `import 'cognito-logout/dist/main.js'`,
    });
    expect((await run(['main.js'], project)).output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });
});

const TSCONFIG = {
  compilerOptions: {
    module: 'nodenext',
    target: 'es2023',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: false,
  },
};

const GOOD_OPTIONS = `
  feedUrl: 'https://logout.example.com/revocations',
  apiKey: 'key',
  trustedKeys: [{ kty: 'OKP', crv: 'Ed25519', x: 'x', kid: 'kid' }],
`;

const USE = `
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { createExpressGuard, createFastifyGuard, createGuard, createJwtCheck, createLambdaAuthorizer, refusalOf } from 'cognito-logout/guard';
import type { Request, RequestHandler } from 'express';
import type { FastifyRequest, onRequestHookHandler } from 'fastify';
import type { JWTPayload } from 'jose';

const guard = createGuard({ ${GOOD_OPTIONS} onStale: 'deny', maxStalenessMs: 30_000 });
export const answer: boolean = guard.isDenied({ iss: 'https://example.com/pool', iat: 1, sub: 's' });
export const verifier = CognitoJwtVerifier.create({
  userPoolId: 'eu-west-1_Example', clientId: 'c', tokenUse: 'access', customJwtCheck: createJwtCheck(guard),
});
export const middleware: RequestHandler = createExpressGuard<Request>(guard, (request) => request.res?.locals['claims']);
export const hook: onRequestHookHandler = createFastifyGuard<FastifyRequest>(guard, () => undefined);
export const authorizer = createLambdaAuthorizer({ guard, verify: (token) => verifier.verify(token) });
export const refuse = (payload: JWTPayload) => refusalOf(guard, payload)?.status;
`;

/** The program that the documentation begins with. */
const DOCUMENTED = /```ts\n(?<program>.*?)```/s.exec(
  readFileSync(join(repository, 'docs/guard.md'), 'utf8'),
)?.groups;

const LINKS = ['@types/node', '@types/express', 'aws-jwt-verify', 'fastify', 'jose'];

describe('a TypeScript project', () => {
  const compile = async (name: string, type: string, files: Readonly<Record<string, string>>) => {
    const project = join(directory, name);
    const all = {
      'package.json': JSON.stringify({ type }),
      'tsconfig.json': JSON.stringify(TSCONFIG),
      ...files,
    };
    createConsumer(project, tarball, all, LINKS);
    return run([join(repository, 'node_modules/typescript/bin/tsc'), '-p', '.'], project);
  };

  test('of CommonJS compiles, with the adapters where the frameworks want them', async () => {
    expect(await compile('typescript-commonjs', 'commonjs', { 'main.ts': USE })).toEqual({
      code: 0,
      output: '',
    });
  }, 120_000);

  test('of ESM compiles with them, and with what the documentation shows', async () => {
    const program = DOCUMENTED?.['program'] ?? '';
    expect(program).toContain('createGuard');
    const files = { 'main.ts': USE, 'documented.ts': program };
    expect(await compile('typescript-module', 'module', files)).toEqual({ code: 0, output: '' });
  }, 120_000);

  test('does not compile without a policy for a stale guard, or without saying what stale means', async () => {
    const make = (options: string) =>
      `import { createGuard } from 'cognito-logout/guard';\nexport const guard = createGuard({ ${GOOD_OPTIONS} ${options} });\n`;
    const { code, output } = await compile('should-not-compile', 'module', {
      'no-policy.ts': make('maxStalenessMs: 30_000'),
      'no-staleness.ts': make(`onStale: 'deny'`),
      'unknown-policy.ts': make(`onStale: 'ignore', maxStalenessMs: 30_000`),
      'undefined-policy.ts': make(`onStale: undefined, maxStalenessMs: 30_000`),
      'good.ts': make(`onStale: 'allow', maxStalenessMs: 30_000`),
    });
    expect(code).not.toBe(0);
    expect(output).toMatch(/no-policy\.ts.*onStale/);
    expect(output).toMatch(/no-staleness\.ts.*maxStalenessMs/);
    expect(output).toMatch(/unknown-policy\.ts.*'"ignore"'/);
    expect(output).toMatch(/undefined-policy\.ts/);
    expect(output).not.toMatch(/good\.ts/);
  }, 120_000);
});
