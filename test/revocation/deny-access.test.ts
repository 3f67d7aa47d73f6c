import { describe, expect, test } from '@jest/globals';
import { ServiceError } from '../../src/errors/service-error.ts';
import type { EndSessionCommand } from '../../src/revocation/command.ts';
import type { UpstreamOutcome } from '../../src/revocation/ports/upstream-outcome.ts';
import { stepsOf } from '../../src/revocation/steps/step.ts';
import {
  accessToken,
  appClient,
  CONFIRMED,
  denialWorld,
  PENDING,
  REFUSED,
  tried,
} from '../support/revocation/denial-world.ts';

const OUT_OF_ORDER = {
  durability: 'durable' as const,
  add: () => Promise.reject(new ServiceError('not-durable', 'Out of order.')),
  since: () => Promise.reject(new Error('out of order')),
  hits: () => Promise.reject(new Error('out of order')),
  onChange: () => () => undefined,
};

describe('a logout of a session that a token proves', () => {
  test('denies that session before Cognito is asked, and says so whatever Cognito says', async () => {
    const { denyAccess, ofSession, proof, denials } = denialWorld();
    const denial = denyAccess(ofSession());
    expect(await denial.atOnce()).toBe(true);
    expect(await denials.hits(proof())).toBe(true);
    for (const outcome of [CONFIRMED, PENDING, REFUSED]) {
      expect(await denial.afterTry(tried(outcome), true)).toBe(true);
    }
  });

  test('hits every later token of that session, and none of the other sessions of the user', async () => {
    const { denyAccess, ofSession, proof, denials, nowSeconds } = denialWorld();
    await denyAccess(ofSession()).atOnce();
    expect(await denials.hits(proof({ issuedAtSeconds: nowSeconds + 600 }))).toBe(true);
    expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(false);
  });

  test('is denied until the last token that Cognito may have given has expired, with 5 minutes for skew', async () => {
    const { denyAccess, ofSession, nowSeconds, entries } = denialWorld();
    await denyAccess(ofSession()).atOnce();
    const [entry] = await entries();
    expect(entry?.expiresAtSeconds).toBeGreaterThanOrEqual(nowSeconds + 900 + 300);
    expect(entry?.expiresAtSeconds).toBeLessThanOrEqual(nowSeconds + 900 + 300 + 302);
  });

  test("counts the token's own life where that is longer than what is configured", async () => {
    const { denyAccess, ofSession, nowSeconds, entries } = denialWorld();
    await denyAccess(ofSession({ expiresAtSeconds: nowSeconds + 7200 })).atOnce();
    expect((await entries())[0]?.expiresAtSeconds).toBeGreaterThanOrEqual(nowSeconds + 7260 + 300);
  });

  test('counts the life of ID tokens where they live longer, since resource servers may take those too', async () => {
    const { denyAccess, ofSession, nowSeconds, entries } = denialWorld();
    const longLived = { ...appClient, idTokenValiditySeconds: 43_200 };
    await denyAccess({ ...ofSession(), appClient: longLived } as EndSessionCommand).atOnce();
    expect((await entries())[0]?.expiresAtSeconds).toBeGreaterThanOrEqual(nowSeconds + 43_200 + 300);
  });

  test('is one entry, however often it is tried in a moment', async () => {
    const { denyAccess, ofSession, entries, clock } = denialWorld();
    for (let index = 0; index < 5; index += 1) {
      await denyAccess(ofSession()).atOnce();
      clock.advance(100);
    }
    expect(await entries()).toHaveLength(1);
  });

  test('stays denied for as long as Cognito cannot be told, over days, in two entries a day', async () => {
    const { denyAccess, ofSession, proof, denials, clock } = denialWorld();
    const first = denyAccess(ofSession());
    await first.atOnce();
    await first.afterTry(tried(PENDING), true);
    let { to } = await denials.since(undefined, 100);
    let written = 0;
    for (let minute = 0; minute < 3 * 1440; minute += 15) {
      clock.advance(15 * 60_000);
      expect(await denials.hits(proof())).toBe(true);
      await denyAccess(ofSession()).afterLaterTry(tried(PENDING), 0);
      const page = await denials.since(to, 100);
      written += page.denials.length;
      ({ to } = page);
    }
    expect(written).toBeLessThanOrEqual(7);
    await denyAccess(ofSession()).afterLaterTry(tried(CONFIRMED), 0);
    clock.advance((900 + 300 - 1) * 1000);
    expect(await denials.hits(proof())).toBe(true);
  });

  test('denies nothing, and claims nothing, without a proof or for a token that names no session', async () => {
    const { denyAccess, ofSession, entries } = denialWorld();
    const withoutProof = { ...ofSession(), proof: undefined } as EndSessionCommand;
    for (const command of [withoutProof, ofSession({ originJti: undefined })]) {
      const denial = denyAccess(command);
      expect(await denial.atOnce()).toBe(false);
      expect(await denial.afterTry(tried(CONFIRMED), true)).toBe(false);
    }
    expect(await entries()).toEqual([]);
  });
});

describe('a sign-out of all sessions of a user', () => {
  test('denies every token of before once Cognito has confirmed, and none of those given afterwards', async () => {
    const { denyAccess, everywhere, proof, denials, nowSeconds } = denialWorld();
    const denial = denyAccess(everywhere);
    expect(await denial.atOnce()).toBe(false);
    expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(false);
    expect(await denial.afterTry(tried(CONFIRMED), true)).toBe(true);
    expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(true);
    expect(await denials.hits(proof({ originJti: 'new', issuedAtSeconds: nowSeconds + 1 }))).toBe(false);
  });

  test('by an admin denies the user whom the name stands for', async () => {
    const { denyAccess, byAdmin, proof, denials } = denialWorld();
    expect(await denyAccess(byAdmin()).afterTry(tried(CONFIRMED), true)).toBe(true);
    expect(await denials.hits(proof())).toBe(true);
    expect(await denials.hits(proof({ sub: 'sub-of-bob' }))).toBe(false);
  });

  test('by an admin claims nothing when nobody knows whom the name stands for', async () => {
    const { denyAccess, byAdmin, entries } = denialWorld();
    expect(await denyAccess(byAdmin('nobody')).afterTry(tried(CONFIRMED), true)).toBe(false);
    expect(await entries()).toEqual([]);
  });

  test('by an admin denies nothing anew when a later try only looks whether it was all', async () => {
    const { denyAccess, byAdmin, proof, denials, clock, nowSeconds } = denialWorld();
    const command = { ...byAdmin(), endSso: true } as EndSessionCommand;
    const done = stepsOf(command).indexOf('look-again');
    const allButLook = (1 << done) - 1;
    const first = { outcome: { kind: 'unproven', retryInMs: 1 }, callsDone: allButLook } as const;
    expect(await denyAccess(command).afterTry(first, true)).toBe(true);
    clock.advance(60_000);
    await denyAccess(command).afterLaterTry(tried(CONFIRMED), allButLook);
    expect(await denials.hits(proof({ originJti: 'new', issuedAtSeconds: nowSeconds + 30 }))).toBe(false);
    expect(await denials.hits(proof())).toBe(true);
  });

  test('that is kept for later denies what was given until now, and does not claim that this is all', async () => {
    const { denyAccess, everywhere, proof, denials, clock, nowSeconds } = denialWorld();
    expect(await denyAccess(everywhere).afterTry(tried(PENDING), true)).toBe(false);
    expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(true);
    clock.advance(3_600_000);
    const meanwhile = proof({ originJti: 'origin-2', issuedAtSeconds: nowSeconds + 1800 });
    expect(await denials.hits(meanwhile)).toBe(false);
    await denyAccess(everywhere).afterLaterTry(tried(PENDING), 0);
    expect(await denials.hits(meanwhile)).toBe(false);
    await denyAccess(everywhere).afterLaterTry(tried(CONFIRMED), 0);
    expect(await denials.hits(meanwhile)).toBe(true);
  });

  test('that Cognito refused, or that is not kept, denies no more than the session of the token', async () => {
    const { denyAccess, everywhere, proof, denials } = denialWorld();
    for (const [outcome, isKept] of [
      [REFUSED, true],
      [PENDING, false],
    ] as const) {
      const denial = denyAccess(everywhere);
      await denial.atOnce();
      expect(await denial.afterTry(tried(outcome), isKept)).toBe(false);
    }
    expect(await denials.hits(proof())).toBe(true);
    expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(false);
  });

  describe('with the refresh token of the session', () => {
    const signedOut = (outcome: UpstreamOutcome, command: EndSessionCommand) => ({
      outcome,
      callsDone: 1 << stepsOf(command).indexOf('GlobalSignOut'),
    });

    test('denies every token of before once the user is signed out, whatever becomes of the refresh token', async () => {
      for (const [outcome, isKept] of [
        [PENDING, true],
        [PENDING, false],
        [REFUSED, true],
      ] as const) {
        const { denyAccess, ofSessionEverywhere, proof, denials } = denialWorld();
        const command = ofSessionEverywhere();
        expect(await denyAccess(command).afterTry(signedOut(outcome, command), isKept)).toBe(true);
        expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(true);
      }
    });

    test('denies nothing that was given since, when the refresh token is revoked later', async () => {
      const { denyAccess, ofSessionEverywhere, proof, denials, clock, nowSeconds } = denialWorld();
      const command = ofSessionEverywhere();
      const first = signedOut(PENDING, command);
      await denyAccess(command).afterTry(first, true);
      clock.advance(60_000);
      await denyAccess(command).afterLaterTry(tried(CONFIRMED), first.callsDone);
      expect(await denials.hits(proof({ originJti: 'new', issuedAtSeconds: nowSeconds + 30 }))).toBe(false);
    });
  });

  test("denies the very token that ordered it, also where Cognito's clock is ahead of ours", async () => {
    const { denyAccess, proof, denials, nowSeconds } = denialWorld();
    const ahead = proof({ originJti: undefined, issuedAtSeconds: nowSeconds + 30 });
    const command: EndSessionCommand = { act: 'end-own-sessions', appClient, proof: ahead, accessToken };
    await denyAccess(command).afterTry(tried(CONFIRMED), true);
    expect(await denials.hits(ahead)).toBe(true);
  });

  test('that was carried out before is not carried out again on those who signed in since', async () => {
    const { denyAccess, everywhere, proof, denials, clock, nowSeconds } = denialWorld();
    await denyAccess(everywhere).afterTry(tried(CONFIRMED), true);
    clock.advance(60_000);
    expect(await denyAccess(everywhere).asBefore()).toBe(true);
    expect(await denials.hits(proof({ originJti: 'new', issuedAtSeconds: nowSeconds + 30 }))).toBe(false);
  });
});

describe('nothing is claimed', () => {
  test('when the denylist is out of order: the logout goes on without it', async () => {
    const { denyAccess, ofSession, everywhere } = denialWorld({ denials: OUT_OF_ORDER });
    expect(await denyAccess(ofSession()).atOnce()).toBe(false);
    expect(await denyAccess(everywhere).afterTry(tried(CONFIRMED), true)).toBe(false);
    expect(await denyAccess(everywhere).asBefore()).toBe(false);
  });

  test('when nobody has a key that opens the feed, though the entry is made', async () => {
    const { denyAccess, ofSession } = denialWorld({ isFollowed: () => false });
    const denial = denyAccess(ofSession());
    expect(await denial.atOnce()).toBe(false);
    expect(await denial.afterTry(tried(CONFIRMED), true)).toBe(false);
  });
});
