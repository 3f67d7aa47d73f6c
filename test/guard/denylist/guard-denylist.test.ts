import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createGuardDenylist, type GuardDenylist } from '../../../src/guard/denylist/guard-denylist.ts';
import type { TokenClaims } from '../../../src/guard/token-claims.ts';
import type { Denial } from '../../../src/tokens/denylist/denial.ts';
import { denialExpirySeconds } from '../../../src/tokens/denylist/denial-expiry.ts';
import { isDenied, type DeniableClaims } from '../../../src/tokens/denylist/is-denied.ts';

const userPoolId = 'eu-west-1_Example';
const startSeconds = 1_790_000_000;
const expiresAtSeconds = startSeconds + 86_400;
const validitySeconds = 900;

/** The claims of a token as its payload has them. */
function payloadOf(claims: DeniableClaims): TokenClaims {
  return {
    iss: `https://cognito-idp.eu-west-1.amazonaws.com/${claims.userPoolId}`,
    sub: claims.sub,
    client_id: claims.clientId,
    iat: claims.issuedAtSeconds,
    ...(claims.originJti === undefined ? {} : { origin_jti: claims.originJti }),
  };
}

const claims: DeniableClaims = {
  userPoolId,
  sub: 'a2b4c6d8-0000-4000-8000-000000000001',
  clientId: '1example23456789',
  originJti: 'b7a1c2d3-0000-4000-8000-000000000001',
  issuedAtSeconds: startSeconds,
};

function denylistOf(...denials: readonly Denial[]): GuardDenylist {
  const denylist = createGuardDenylist();
  for (const denial of denials) denylist.add(denial);
  return denylist;
}

interface Combination {
  readonly claims: DeniableClaims;
  readonly denials: readonly Denial[];
}

const COMBINATIONS_A_RUN = 5000;
const USER_POOLS = Array.from({ length: COMBINATIONS_A_RUN }, (_, index) => [
  `pool-${index}-a`,
  `pool-${index}-b`,
]);
const SESSIONS = ['session-0', 'session-1', 'session-2', undefined];
const USERS = ['user-0', 'user-1'];
const APP_CLIENTS = ['app-0', 'app-1'];

/** Reads bits, the lower ones first. */
function createBits(word: number): (count: number) => number {
  let rest = word;
  return (count) => {
    const value = rest & ((1 << count) - 1);
    rest >>>= count;
    return value;
  };
}

/**
 * Reads a combination of a token and up to six denials out of two words of random bits. Each combination has two user
 * pools of its own. All of it happens within 40 minutes.
 */
function combination(one: number, other: number, index: number): Combination {
  const first = createBits(one);
  const second = createBits(other);
  const userPools = USER_POOLS[index]!;
  const denials: Denial[] = [];
  const claims = {
    userPoolId: userPools[first(1)]!,
    sub: USERS[first(1)]!,
    clientId: APP_CLIENTS[first(1)]!,
    originJti: SESSIONS[first(2)],
    issuedAtSeconds: secondsAt(first(3)),
  };
  for (let session = 0; session < 2; session++) {
    const [present, userPoolId, originJti] = [first(1), userPools[first(1)]!, SESSIONS[first(2)]];
    if (present === 0 || originJti === undefined) continue;
    denials.push({ kind: 'session', userPoolId, originJti, expiresAtSeconds: expiryAt(secondsAt(7)) });
  }
  for (let user = 0; user < 2; user++) {
    const [present, userPoolId, sub, notBeforeSeconds] = [
      first(1),
      userPools[first(1)]!,
      USERS[first(1)]!,
      secondsAt(first(3)),
    ];
    if (present === 0) continue;
    denials.push({
      kind: 'user',
      userPoolId,
      sub,
      notBeforeSeconds,
      expiresAtSeconds: expiryAt(notBeforeSeconds),
    });
  }
  const [clientPool, clientId, clientTime] = [
    userPools[second(1)]!,
    APP_CLIENTS[second(1)]!,
    secondsAt(second(3)),
  ];
  if (second(1) === 1) {
    const times = { notBeforeSeconds: clientTime, expiresAtSeconds: expiryAt(clientTime) };
    denials.push({ kind: 'app-client', userPoolId: clientPool, clientId, ...times });
  }
  const [deniedPool, poolTime] = [userPools[second(1)]!, secondsAt(second(3))];
  if (second(2) === 0) {
    const times = { notBeforeSeconds: poolTime, expiresAtSeconds: expiryAt(poolTime) };
    denials.push({ kind: 'user-pool', userPoolId: deniedPool, ...times });
  }
  return { claims, denials };
}

function secondsAt(step: number): number {
  return startSeconds + step * 300;
}

function expiryAt(lastIssuedAtSeconds: number): number {
  return denialExpirySeconds(lastIssuedAtSeconds, validitySeconds);
}

/** The rule in its plainest form: the latest of all not-before times that concern the token, or its session's denial. */
function referenceSays({ claims, denials }: Combination): boolean {
  const ofPool = denials.filter((denial) => denial.userPoolId === claims.userPoolId);
  const sessions = ofPool.flatMap((denial) => (denial.kind === 'session' ? [denial.originJti] : []));
  const notBefores = ofPool.flatMap((denial) => {
    if (denial.kind === 'session') return [];
    if (denial.kind === 'user' && denial.sub !== claims.sub) return [];
    if (denial.kind === 'app-client' && denial.clientId !== claims.clientId) return [];
    return [denial.notBeforeSeconds];
  });
  if (claims.originJti !== undefined && sessions.includes(claims.originJti)) return true;
  return claims.issuedAtSeconds < Math.max(0, ...notBefores);
}

const words = { minLength: 2 * COMBINATIONS_A_RUN, maxLength: 2 * COMBINATIONS_A_RUN };

describe('the strictest of all matching denials decides', () => {
  test('G17: in a million random combinations, as in a reference model; and forgetting what has ended changes nothing for a token that still lives', () => {
    const answers = [0, 0];
    fc.assert(
      fc.property(fc.uint32Array(words), fc.integer({ min: 0, max: 3600 }), (bits, passedSeconds) => {
        const nowSeconds = startSeconds + passedSeconds;
        const denylist = createGuardDenylist();
        const asked = Array.from({ length: COMBINATIONS_A_RUN }, (_, index) =>
          combination(bits[2 * index]!, bits[2 * index + 1]!, index),
        );
        for (const { denials } of asked) for (const denial of denials) denylist.add(denial);
        const expected = asked.map(referenceSays);
        const wrong = asked.filter(({ claims, denials }, at) => {
          const answer = isDenied(claims, denials);
          return answer !== expected[at] || denylist.hits(payloadOf(claims)) !== answer;
        });
        expect(wrong).toEqual([]);

        for (let sweep = 0; sweep < 64; sweep++) denylist.sweep(nowSeconds);
        const wrongLater = asked.filter(
          ({ claims }, at) =>
            claims.issuedAtSeconds + validitySeconds > nowSeconds &&
            denylist.hits(payloadOf(claims)) !== expected[at],
        );
        expect(wrongLater).toEqual([]);
        for (const answer of expected) answers[answer ? 1 : 0]!++;
      }),
      // What is wrong is told as it is: looking for fewer bits that show it too would take hours.
      { numRuns: 1_000_000 / COMBINATIONS_A_RUN, endOnFailure: true },
    );
    expect(answers[0]! + answers[1]!).toBe(1_000_000);
    expect(Math.min(...answers)).toBeGreaterThan(200_000);
  }, 300_000);
});

describe('what a denial hits', () => {
  test('a session: every token of it, also those refreshed later, and no other session of the user', () => {
    const denylist = denylistOf({
      kind: 'session',
      userPoolId,
      originJti: claims.originJti!,
      expiresAtSeconds,
    });
    expect(denylist.hits(payloadOf(claims))).toBe(true);
    expect(denylist.hits(payloadOf({ ...claims, issuedAtSeconds: startSeconds + 3600 }))).toBe(true);
    expect(denylist.hits(payloadOf({ ...claims, originJti: randomUUID() }))).toBe(false);
  });

  test('the same identifiers in another user pool are not hit', () => {
    const elsewhere = payloadOf({ ...claims, userPoolId: 'eu-west-1_Other' });
    const session = { kind: 'session' as const, userPoolId, originJti: claims.originJti!, expiresAtSeconds };
    expect(denylistOf(session).hits(elsewhere)).toBe(false);
    const denylist = denylistOf(
      session,
      { kind: 'user', userPoolId, sub: claims.sub, notBeforeSeconds: startSeconds + 9, expiresAtSeconds },
      { kind: 'user-pool', userPoolId: 'eu-west-1_Other', notBeforeSeconds: 1, expiresAtSeconds },
    );
    expect(denylist.hits(elsewhere)).toBe(false);
    expect(denylist.hits(payloadOf({ ...claims, userPoolId: 'eu-west-1_Third' }))).toBe(false);
  });

  test('a not-before time: the tokens issued earlier, and from that second on none', () => {
    const denylist = denylistOf({
      kind: 'user',
      userPoolId,
      sub: claims.sub,
      notBeforeSeconds: startSeconds,
      expiresAtSeconds,
    });
    expect(denylist.hits(payloadOf({ ...claims, issuedAtSeconds: startSeconds - 1 }))).toBe(true);
    expect(denylist.hits(payloadOf(claims))).toBe(false);
  });

  test('the app client is read from an ID token too', () => {
    const denylist = denylistOf({
      kind: 'app-client',
      userPoolId,
      clientId: claims.clientId,
      notBeforeSeconds: startSeconds + 1,
      expiresAtSeconds,
    });
    const { client_id: aud, ...rest } = payloadOf(claims);
    expect(denylist.hits({ ...rest, aud: aud as string })).toBe(true);
    expect(denylist.hits({ ...rest, aud: ['another', aud as string] })).toBe(true);
    expect(denylist.hits({ ...rest, aud: 'another' })).toBe(false);
  });

  test('of two times for one user the later one holds, in whichever order they come', () => {
    const user = { kind: 'user' as const, userPoolId, sub: claims.sub, expiresAtSeconds };
    const early = { ...user, notBeforeSeconds: startSeconds - 100 };
    const late = { ...user, notBeforeSeconds: startSeconds + 100 };
    expect(denylistOf(early, late).hits(payloadOf(claims))).toBe(true);
    expect(denylistOf(late, early).hits(payloadOf(claims))).toBe(true);
  });
});

describe('claims that lack what a denial could hit are refused', () => {
  const denylist = denylistOf(
    { kind: 'session', userPoolId, originJti: randomUUID(), expiresAtSeconds },
    { kind: 'user', userPoolId, sub: randomUUID(), notBeforeSeconds: 1, expiresAtSeconds },
    { kind: 'app-client', userPoolId, clientId: 'another', notBeforeSeconds: 1, expiresAtSeconds },
  );

  test.each([
    ['iss', undefined],
    ['iat', undefined],
    ['iat', Number.NaN],
    ['iat', '1790000000'],
    ['sub', undefined],
    ['client_id', undefined],
    ['client_id', []],
    ['origin_jti', 7],
    ['origin_jti', null],
  ])('%s: %j', (name, value) => {
    expect(denylist.hits(payloadOf(claims))).toBe(false);
    expect(denylist.hits({ ...payloadOf(claims), [name]: value })).toBe(true);
  });

  test.each([undefined, null, 'claims', {}])('%j instead of claims', (value) => {
    expect(denylist.hits(value as TokenClaims)).toBe(true);
  });

  test('but a token of an app client without token revocation has no origin_jti, and that is no fault', () => {
    expect(denylist.hits(payloadOf({ ...claims, originJti: undefined }))).toBe(false);
  });
});

describe('a large denylist', () => {
  const count = 200_000;
  const ids = Array.from({ length: count }, () => randomUUID());
  const denylist = createGuardDenylist();
  for (const [index, originJti] of ids.entries()) {
    const ends = index % 2 === 0 ? startSeconds + 60 : startSeconds + 7200;
    denylist.add({ kind: 'session', userPoolId, originJti, expiresAtSeconds: ends });
  }
  const isHit = (originJti: string) => denylist.hits(payloadOf({ ...claims, originJti }));

  test('forgets none of its entries while it grows, and hits nothing else', () => {
    expect(denylist.entries()).toBe(count);
    expect(ids.filter((id) => !isHit(id))).toEqual([]);
    expect(Array.from({ length: count }, () => randomUUID()).filter(isHit)).toEqual([]);
  });

  test('takes no more than 20 bytes an entry', () => {
    expect(denylist.bytes() / count).toBeLessThanOrEqual(20);
  });

  test('keeps all of it while nothing has ended, then forgets what has, and gives the memory back', () => {
    const before = denylist.bytes();
    for (let sweep = 0; sweep < 64; sweep++) denylist.sweep(startSeconds);
    expect(denylist.entries()).toBe(count);
    for (let sweep = 0; sweep < 64; sweep++) denylist.sweep(startSeconds + 180);
    expect(denylist.entries()).toBe(count / 2);
    expect(ids.filter((id, index) => isHit(id) !== (index % 2 === 1))).toEqual([]);
    expect(denylist.bytes()).toBeLessThan(before * 0.6);
  });
});

describe('identifiers that are no random UUIDs', () => {
  test.each([
    ['of any length', (index: number) => 'x'.repeat(index % 40) + index],
    [
      'counted at the front',
      (index: number) => `${index.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    ],
    [
      'counted at the end',
      (index: number) => `00000000-0000-4000-8000-${index.toString().padStart(12, '0')}`,
    ],
    ['beyond ASCII', (index: number) => `użytkownik-${index}-\u{1F511}`],
  ])('%s are told apart', (_, name) => {
    const denylist = createGuardDenylist();
    const denied = Array.from({ length: 20_000 }, (_, index) => name(index));
    const spared = Array.from({ length: 20_000 }, (_, index) => name(index + 20_000));
    for (const sub of denied) {
      denylist.add({ kind: 'user', userPoolId, sub, notBeforeSeconds: startSeconds + 1, expiresAtSeconds });
    }
    const isHit = (sub: string) => denylist.hits(payloadOf({ ...claims, sub }));
    expect(denied.every(isHit)).toBe(true);
    expect(spared.filter(isHit)).toEqual([]);
  });
});
