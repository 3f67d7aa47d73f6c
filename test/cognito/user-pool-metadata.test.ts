import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { UserPoolWithDomain } from '../../src/cognito/user-pools/built-in-metadata.ts';
import {
  createUpstreamConnections,
  type UpstreamConnections,
} from '../../src/cognito/upstream-connections.ts';
import { createUserPoolMetadata } from '../../src/cognito/user-pools/user-pool-metadata.ts';
import { startFakeCognito } from '../../src/fake-cognito/start-fake-cognito.ts';
import type { ProviderMetadataSource } from '../../src/revocation/ports/provider-metadata.ts';
import {
  startScriptedUpstream,
  type ScriptedUpstream,
  type Script,
} from '../support/cognito/scripted-upstream.ts';
import { eventually } from '../support/eventually.ts';

const userPoolId = 'eu-west-1_Example1';
const ISSUER = `https://cognito-idp.eu-west-1.amazonaws.com/${userPoolId}`;
const FETCHED = { issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks.json`, scopes_supported: ['openid'] };
const BUILT_IN = { issuer: ISSUER, response_types_supported: ['code', 'token'] };

const right: Script = (_call, response) => void response.end(JSON.stringify(FETCHED));

let script: Script;
let upstream: ScriptedUpstream;
let connections: UpstreamConnections;
let nowMs: number;

beforeEach(async () => {
  script = right;
  nowMs = 1_000_000;
  connections = createUpstreamConnections();
  upstream = await startScriptedUpstream((...all) => script(...all));
});
afterEach(async () => {
  await connections.close();
  await upstream.stop();
});

function sourceOf(
  clients: readonly UserPoolWithDomain[] = [{ userPoolId, region: 'eu-west-1', endpoint: upstream.url }],
  waitTimeoutMs = 5_000,
): ProviderMetadataSource {
  const clock = { nowMs: () => nowMs };
  return createUserPoolMetadata({ clients: { all: () => clients }, connections, clock, waitTimeoutMs });
}

describe('the metadata of a user pool', () => {
  test('is what Cognito says, fetched once for all who come first and then for an hour', async () => {
    const source = sourceOf();
    const all = await Promise.all(Array.from({ length: 20 }, () => source.of(userPoolId)));
    nowMs += 3_599_999;
    all.push(await source.of(userPoolId));
    for (const metadata of all) expect(metadata).toEqual(FETCHED);
    expect(upstream.calls.map(({ path }) => path)).toEqual([
      `/${userPoolId}/.well-known/openid-configuration`,
    ]);
  });

  test('is fetched anew after an hour, while those who ask get the old one at once', async () => {
    const source = sourceOf();
    await source.of(userPoolId);
    const news = new Promise<void>((resolve) => {
      script = (_call, response) => {
        response.end(JSON.stringify({ ...FETCHED, scopes_supported: ['new'] }));
        response.once('close', resolve);
      };
    });
    nowMs += 3_600_000;
    expect(await source.of(userPoolId)).toEqual(FETCHED);
    await news;
    expect(upstream.calls).toHaveLength(2);
  });

  test('stays the old one while Cognito is away, which is asked every 10 s at most', async () => {
    const source = sourceOf();
    await source.of(userPoolId);
    script = (_call, _response, socket) => void socket.destroy();
    nowMs += 30 * 3_600_000;
    for (let count = 0; count < 5; count += 1) expect(await source.of(userPoolId)).toEqual(FETCHED);
    expect(upstream.calls.length).toBeLessThanOrEqual(2);
  });

  test('is what the configuration tells while Cognito was never reached, and what Cognito says afterwards', async () => {
    script = (_call, response) => void response.writeHead(503).end('<html>');
    const source = sourceOf();
    expect(await source.of(userPoolId)).toMatchObject(BUILT_IN);
    expect(await source.of(userPoolId)).toMatchObject(BUILT_IN);
    expect(upstream.calls).toHaveLength(1);

    script = right;
    nowMs += 10_000;
    expect(await source.of(userPoolId)).toEqual(FETCHED);
  });

  test('is waited for no longer than told, and fetched for the next one', async () => {
    let release = () => undefined as void;
    script = (_call, response) =>
      new Promise<void>((resolve) => {
        release = () => {
          response.end(JSON.stringify(FETCHED));
          response.once('close', resolve);
        };
      });
    const source = sourceOf(undefined, 20);
    expect(await source.of(userPoolId)).toMatchObject(BUILT_IN);
    release();
    await eventually(async () => (await source.of(userPoolId))?.['scopes_supported'] !== undefined);
    expect(upstream.calls).toHaveLength(1);
  });

  test.each([
    ['the document of another pool', JSON.stringify({ issuer: 'https://a.example/eu-west-1_Other' })],
    ['a document without issuer', '{"jwks_uri":"https://a.example"}'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a page', '<html>'],
    ['JSON that breaks off', '{"issuer":'],
    ['more than is read', JSON.stringify({ ...FETCHED, filler: 'x'.repeat(100_000) })],
  ])('is never %s', async (_what, body) => {
    script = (_call, response) => void response.end(body);
    expect(await sourceOf().of(userPoolId)).toMatchObject(BUILT_IN);
  });

  test('is never what a redirect leads to', async () => {
    script = ({ path }, response, socket) => {
      if (path === '/elsewhere') void right({} as never, response, socket);
      else response.writeHead(302, { Location: '/elsewhere' }).end();
    };
    expect(await sourceOf().of(userPoolId)).toMatchObject(BUILT_IN);
    expect(upstream.calls).toHaveLength(1);
  });

  test('is undefined for a user pool that is not configured, and nobody is asked', async () => {
    expect(await sourceOf().of('eu-west-1_Other')).toBeUndefined();
    expect(upstream.calls).toEqual([]);
  });

  test('has the endpoints of the domain, if any app client of the pool has one and Cognito was never reached', async () => {
    script = (_call, _response, socket) => void socket.destroy();
    const place = { userPoolId, region: 'eu-west-1', endpoint: upstream.url };
    expect(
      await sourceOf([place, { ...place, domain: 'https://login.example.com' }]).of(userPoolId),
    ).toMatchObject({
      authorization_endpoint: 'https://login.example.com/oauth2/authorize',
      token_endpoint: 'https://login.example.com/oauth2/token',
      end_session_endpoint: 'https://login.example.com/logout',
    });
  });

  test("is the fake Cognito's own document", async () => {
    const fake = await startFakeCognito();
    const { id, region, issuer } = await fake.createUserPool({ region: 'eu-west-1' });
    const source = sourceOf([{ userPoolId: id, region, endpoint: fake.url }]);
    expect(await source.of(id)).toMatchObject({ issuer, token_endpoint: `${fake.url}/oauth2/token` });
    await fake.stop();
  });
});
