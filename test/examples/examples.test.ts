import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { canary } from '../support/canaries.ts';
import { eventually } from '../support/eventually.ts';
import type { FeedServer } from '../support/guard/feed-server.ts';
import { feedForTest, sessionDenial, userPoolId } from '../support/guard/guard-under-test.ts';
import { createConsumer, packedPackage } from '../support/programs/packed-package.ts';

const repository = join(import.meta.dirname, '../..');
const clientId = '1example23456789';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The keys of the user pool, where its verification finds them. */
const keys = createServer((_, response) => {
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' };
  response.end(JSON.stringify({ keys: [jwk] }));
});

let project = '';
const running: ChildProcess[] = [];

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'cognito-logout-examples-'));
  mkdirSync(join(project, 'package'));
  const tarball = await packedPackage(join(project, 'package'));
  createConsumer(project, tarball, { 'package.json': '{"type":"module"}' }, [
    'aws-jwt-verify',
    'express',
    'fastify',
  ]);
  cpSync(join(repository, 'examples'), join(project, 'examples'), { recursive: true });
  await new Promise<void>((resolve) => {
    keys.listen(0, '127.0.0.1', resolve);
  });
}, 120_000);

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

afterAll(() => {
  keys.close();
  rmSync(project, { recursive: true });
});

/** An access token of a session. */
function tokenOf(originJti: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const iss = `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`;
  const claims = {
    iss,
    sub: 'alice',
    client_id: clientId,
    origin_jti: originJti,
    token_use: 'access',
    iat,
    exp: iat + 600,
  };
  const input = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return canary(`${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`);
}

function runExample(args: readonly string[], feed: FeedServer): { readonly output: () => string } {
  const child = spawn(process.execPath, args, {
    cwd: join(project, 'examples'),
    env: {
      ...process.env,
      PORT: '0',
      USER_POOL_ID: userPoolId,
      CLIENT_ID: clientId,
      JWKS_URL: `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`,
      FEED_URL: feed.feedUrl,
      FEED_API_KEY: feed.apiKey,
    },
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
  });
  return { output: () => output };
}

test.each(['express.ts', 'fastify.ts', 'aws-jwt-verify.ts', 'plain-function.ts'])(
  '%s lets a verified token in until it is denied, and nobody without one',
  async (file) => {
    const feed = await feedForTest();
    const example = runExample([file], feed);
    await eventually(() => example.output().endsWith('\n'));
    const { port } = JSON.parse(example.output()) as AddressInfo;
    const ask = async (authorization?: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        headers: authorization === undefined ? {} : { authorization },
      });
      return [answer.status, await answer.text()];
    };
    const originJti = randomUUID();
    const authorization = `Bearer ${tokenOf(originJti)}`;
    expect(await ask(authorization)).toEqual([200, '{"hello":"alice"}']);
    expect((await ask())[0]).toBe(401);
    feed.deny([sessionDenial(originJti)]);
    await eventually(async () => (await ask(authorization))[0] === 401);
    expect((await ask(`Bearer ${tokenOf(randomUUID())}`))[0]).toBe(200);
  },
);

test('lambda-authorizer.ts allows a verified token until it is denied', async () => {
  const feed = await feedForTest();
  const [denied, other] = [randomUUID(), randomUUID()];
  feed.deny([sessionDenial(denied)]);
  const call = `
    import { handler } from './lambda-authorizer.ts';
    const answer = (token) => handler({ version: '2.0', headers: { authorization: 'Bearer ' + token } });
    console.log(JSON.stringify(await Promise.all(process.argv.slice(1).map(answer))));
  `;
  const args = ['--input-type=module', '--eval', call, tokenOf(denied), tokenOf(other)];
  const example = runExample(args, feed);
  await eventually(() => example.output().endsWith('\n'));
  expect(JSON.parse(example.output())).toEqual([
    { isAuthorized: false },
    { isAuthorized: true, context: { sub: 'alice', clientId } },
  ]);
});

test('every example is tried here', () => {
  expect(readdirSync(join(repository, 'examples')).toSorted()).toEqual([
    'README.md',
    'aws-jwt-verify.ts',
    'express.ts',
    'fastify.ts',
    'guard.ts',
    'lambda-authorizer.ts',
    'plain-function.ts',
    'verify.ts',
  ]);
});
