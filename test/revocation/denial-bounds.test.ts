import { describe, expect, test } from '@jest/globals';
import { stepsOf } from '../../src/revocation/steps/step.ts';
import { everybody } from '../support/cognito/user-ports.ts';
import { CONFIRMED, denialWorld, PENDING, REFUSED, tried } from '../support/revocation/denial-world.ts';

describe('a session stays denied', () => {
  test.each([
    ['that Cognito refused to end', REFUSED, true],
    ['that nobody will try to end again', PENDING, false],
  ])('no longer than its last token may live, of one %s', async (_, outcome, isKept) => {
    const { denyAccess, ofSession, entries, nowSeconds } = denialWorld();
    const denial = denyAccess(ofSession());
    await denial.atOnce();
    expect(await denial.afterTry(tried(outcome), isKept)).toBe(true);
    await denial.afterLaterTry(tried(REFUSED), 0);
    const ends = (await entries()).map(({ expiresAtSeconds }) => expiresAtSeconds);
    expect(Math.max(...ends)).toBeLessThanOrEqual(nowSeconds + 900 + 300 + 302);
  });

  test('from its end on where nothing could be written before', async () => {
    const { denyAccess, ofSession, proof, denials } = denialWorld();
    expect(await denyAccess(ofSession()).afterLaterTry(tried(CONFIRMED), 0)).toBe(true);
    expect(await denials.hits(proof())).toBe(true);
  });
});

test('a user whom a later try signed out is denied, whatever else is still to come', async () => {
  const { denyAccess, ofSessionEverywhere, proof, denials } = denialWorld();
  const command = ofSessionEverywhere();
  const callsDone = 1 << stepsOf(command).indexOf('GlobalSignOut');
  expect(await denyAccess(command).afterLaterTry({ outcome: PENDING, callsDone }, 0)).toBe(true);
  expect(await denials.hits(proof({ originJti: 'origin-2' }))).toBe(true);
});

test('a user whose sub is known is denied without a question to Cognito', async () => {
  const users = { ...everybody, subOf: () => Promise.resolve(undefined) };
  const { denyAccess, byAdmin, proof, denials } = denialWorld({ users });
  const command = { ...byAdmin(), sub: 'sub-of-alice' };
  expect(await denyAccess(command).afterTry(tried(CONFIRMED), true)).toBe(true);
  expect(await denials.hits(proof())).toBe(true);
});

describe('the answer to a repetition claims', () => {
  test('a session that is denied', async () => {
    const { denyAccess, ofSession } = denialWorld();
    const denial = denyAccess(ofSession());
    await denial.atOnce();
    expect(await denial.asBefore()).toBe(true);
  });

  test('no sign-out of which only the session of the token is denied', async () => {
    const { denyAccess, everywhere, proof, denials } = denialWorld();
    const denial = denyAccess(everywhere);
    await denial.atOnce();
    expect(await denials.hits(proof())).toBe(true);
    expect(await denial.asBefore()).toBe(false);
  });

  test('nothing where nobody has a key that opens the feed', async () => {
    const { denyAccess, everywhere } = denialWorld({ isFollowed: () => false });
    await denyAccess(everywhere).afterTry(tried(CONFIRMED), true);
    expect(await denyAccess(everywhere).asBefore()).toBe(false);
  });
});
