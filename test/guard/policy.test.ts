import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createGuard } from '../../src/guard/create-guard.ts';
import type { FeedFetch } from '../../src/guard/feed/feed-fetch.ts';
import type { Guard } from '../../src/guard/guard.ts';
import type { GuardOptions } from '../../src/guard/guard-options.ts';
import type { Denial } from '../../src/tokens/denylist/denial.ts';
import { feedJwk, feedSigner } from '../../src/tokens/feed/feed-key.ts';
import { signBatch } from '../../src/tokens/feed/sign-batch.ts';
import { canary } from '../support/canaries.ts';
import { sessionDenial, someClaims } from '../support/guard/guard-under-test.ts';

const maxStalenessMs = 30_000;
const signer = feedSigner(generateKeyPairSync('ed25519').privateKey);
const apiKey = canary('policyCanaryFeedKey-1234567890');
const [alice, bob] = [someClaims(), someClaims()];

interface World {
  readonly guard: Guard;
  nowMs: number;
  /** Whether the feed can be reached. */
  feedIsUp: boolean;
  /** Whether the feed says that nothing has changed. */
  nothingNew: boolean;
}

/** A guard whose clock and network belong to the test. */
function build(onStale: 'deny' | 'allow', denials: readonly Denial[] = []): World {
  const world = { nowMs: Date.now(), feedIsUp: true, nothingNew: false };
  const fetch: FeedFetch = () => {
    if (!world.feedIsUp) return Promise.reject(new Error('unreachable'));
    if (world.nothingNew) return Promise.resolve({ status: 304, headers: new Headers(), body: null });
    const batch = { epoch: 'e', from: null, to: 'e.1', upToDate: true, asOfMs: world.nowMs, denials };
    return Promise.resolve({ status: 200, headers: new Headers(), body: bodyOf(signBatch(batch, signer)) });
  };
  const guard = createGuard({
    feedUrl: 'https://logout.example.com/revocations',
    apiKey,
    trustedKeys: [feedJwk(signer.privateKey)],
    onStale,
    maxStalenessMs,
    transport: 'on-demand',
    fetch,
    clock: { nowMs: () => world.nowMs },
  });
  return Object.assign(world, { guard });
}

async function* bodyOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

describe('deny', () => {
  test('refuses everything before the denylist is known', () => {
    expect(build('deny').guard.verdictOn(bob)).toBe('stale');
    expect(build('deny').guard.isDenied(bob)).toBe(true);
  });

  test('accepts what is not denied for exactly as long as was stated, and refuses it afterwards', async () => {
    const world = build('deny', [sessionDenial(alice.origin_jti)]);
    await world.guard.refresh();
    expect([world.guard.verdictOn(alice), world.guard.verdictOn(bob)]).toEqual(['denied', 'accepted']);
    world.feedIsUp = false;
    world.nowMs += maxStalenessMs;
    await world.guard.refresh();
    expect([world.guard.verdictOn(alice), world.guard.verdictOn(bob)]).toEqual(['denied', 'accepted']);
    world.nowMs += 1;
    expect([world.guard.verdictOn(alice), world.guard.verdictOn(bob)]).toEqual(['denied', 'stale']);
    expect(world.guard.isDenied(bob)).toBe(true);
  });

  test('does not take "304 Not Modified" for a proof, since nobody signed it', async () => {
    const world = build('deny');
    await world.guard.refresh();
    world.nothingNew = true;
    world.nowMs += maxStalenessMs + 1;
    await world.guard.refresh();
    expect(world.guard.verdictOn(bob)).toBe('stale');
  });

  test('accepts again as soon as the feed is back', async () => {
    const world = build('deny');
    await world.guard.refresh();
    world.nowMs += 10 * maxStalenessMs;
    expect(world.guard.verdictOn(bob)).toBe('stale');
    await world.guard.refresh();
    expect(world.guard.verdictOn(bob)).toBe('accepted');
  });
});

describe('allow', () => {
  test('accepts everything before the denylist is known, and says that it does not know', () => {
    const { guard } = build('allow');
    expect(guard.verdictOn(bob)).toBe('accepted');
    expect(guard.status()).toMatchObject({ stale: true, staleReason: 'never-synced' });
  });

  test('goes on refusing what it knows to be denied, however old that is', async () => {
    const world = build('allow', [sessionDenial(alice.origin_jti)]);
    await world.guard.refresh();
    world.feedIsUp = false;
    world.nowMs += 1000 * maxStalenessMs;
    await world.guard.refresh();
    expect([world.guard.verdictOn(alice), world.guard.verdictOn(bob)]).toEqual(['denied', 'accepted']);
    expect(world.guard.status()).toMatchObject({ stale: true, staleReason: 'feed-silent' });
  });
});

describe('options', () => {
  const good: GuardOptions = {
    feedUrl: 'https://logout.example.com/revocations',
    apiKey,
    trustedKeys: [feedJwk(signer.privateKey)],
    onStale: 'deny',
    maxStalenessMs,
  };
  const withOption = (option: object) => () => createGuard({ ...good, ...option });

  test('the policy and the staleness have no default', () => {
    expect(withOption({ onStale: undefined })).toThrow('onStale');
    expect(withOption({ onStale: 'ignore' })).toThrow('onStale');
    expect(withOption({ maxStalenessMs: undefined })).toThrow('maxStalenessMs');
    expect(withOption({ maxStalenessMs: Number.POSITIVE_INFINITY })).toThrow('maxStalenessMs');
  });

  test('all that is wrong is said at once, and never the API key', () => {
    const secret = canary('policyCanaryBadKey 1234567890');
    const wrong = withOption({
      feedUrl: 'ftp://example.com',
      apiKey: secret,
      trustedKeys: [],
      pollIntervalMs: -1,
    });
    expect(wrong).toThrow(/feedUrl.*apiKey.*trustedKeys.*pollIntervalMs/);
    expect(wrong).not.toThrow(secret);
  });

  test.each([
    [{ transport: 'pigeon' }],
    [{ retryDelayMs: { min: 0, max: 10 } }],
    [{ retryDelayMs: { min: 10, max: 5 } }],
    [{ silenceTimeoutMs: 0 }],
    [{ requestTimeoutMs: Number.NaN }],
  ])('%j is not usable', (option) => {
    expect(withOption(option)).toThrow(Object.keys(option)[0]);
  });

  test('the API key travels in the clear only to this machine, unless that is allowed', () => {
    expect(withOption({ feedUrl: 'http://logout.internal/revocations' })).toThrow(
      'feedUrl must be an https URL',
    );
    expect(withOption({ feedUrl: 'http://logout.internal/revocations', allowPlainHttp: true })).not.toThrow();
    expect(withOption({ feedUrl: 'http://127.0.0.1:8080/revocations' })).not.toThrow();
  });

  test.each([
    ['no key', []],
    ['a key without kid', [{ ...feedJwk(signer.privateKey), kid: '' }]],
    ['a key of another kind', [{ kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'one' }]],
    ['the same key twice', [feedJwk(signer.privateKey), feedJwk(signer.privateKey)]],
    ['nothing', undefined],
    ['null', null],
    ['a URL that is not in an object', 'https://keys.example.com'],
    ['a URL without https', { url: 'http://keys.example.com' }],
  ])('%s cannot be trusted', (_, trustedKeys) => {
    expect(withOption({ trustedKeys })).toThrow('trustedKeys');
  });

  test('a whole key set in place of its keys is told what to be', () => {
    const keySet = { keys: [feedJwk(signer.privateKey)] };
    expect(withOption({ trustedKeys: keySet })).toThrow(
      'trustedKeys must be a list of public keys, or { url }',
    );
  });

  test('a key as it stands in a file or a header is told what is too much', () => {
    for (const key of [`${apiKey}\n`, `Bearer ${apiKey}`]) {
      expect(withOption({ apiKey: key })).toThrow('no "Bearer", no space, no line end');
    }
  });

  test('an explicit undefined means the default', () => {
    expect(withOption({ clock: undefined, fetch: undefined, onEvent: undefined })).not.toThrow();
  });
});

test('the feed gets the API key, the cursor and no redirect; the keys are fetched without the API key', async () => {
  const asked: { url: string; headers: Record<string, string>; redirect: string }[] = [];
  const batch = { epoch: 'e', from: null, to: 'e.1', upToDate: true, asOfMs: Date.now(), denials: [] };
  const fetch: FeedFetch = (url, { headers, redirect }) => {
    asked.push({ url, headers, redirect });
    const text = url.endsWith('/keys')
      ? JSON.stringify({ keys: [feedJwk(signer.privateKey)] })
      : signBatch(batch, signer);
    return Promise.resolve({ status: 200, headers: new Headers({ etag: '"one"' }), body: bodyOf(text) });
  };
  const guard = createGuard({
    feedUrl: 'https://logout.example.com/base/revocations',
    apiKey,
    trustedKeys: { url: 'https://keys.example.com/keys' },
    onStale: 'deny',
    maxStalenessMs,
    transport: 'on-demand',
    fetch,
  });
  for (let time = 0; time < 3; time++) await guard.refresh();
  const authorization = `Bearer ${apiKey}`;
  expect(asked).toEqual([
    {
      url: 'https://logout.example.com/base/revocations',
      headers: { authorization, accept: 'application/jose' },
      redirect: 'error',
    },
    { url: 'https://keys.example.com/keys', headers: { accept: 'application/json' }, redirect: 'error' },
    {
      url: 'https://logout.example.com/base/revocations?since=e.1',
      headers: { authorization, accept: 'application/jose' },
      redirect: 'error',
    },
    {
      url: 'https://logout.example.com/base/revocations?since=e.1',
      headers: { authorization, accept: 'application/jose', 'if-none-match': '"one"' },
      redirect: 'error',
    },
  ]);
});
