import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { jwksOf, signToken, signTokenWithPublicKey } from '../support/cognito/signed-tokens.ts';
import {
  ACCESS,
  CLIENT_ID,
  KEY,
  OTHER_KEY,
  startVerifierUnderTest,
  type Respond,
  type VerifierUnderTest,
} from '../support/cognito/verifier-under-test.ts';
import { eventually } from '../support/eventually.ts';

/** Nobody knows whether a token is genuine: it is neither accepted nor called wrong. */
const OUT_OF_REACH = { code: 'not-durable', retryAfterSeconds: 2 };

let setup: VerifierUnderTest;
beforeEach(async () => {
  setup = await startVerifierUnderTest();
});
afterEach(() => setup.stop());

describe('the pool’s keys', () => {
  test('are fetched once for all who come first', async () => {
    const tokens = Array.from({ length: 50 }, (_, index) => signToken(KEY, { ...ACCESS, jti: `${index}` }));
    const claims = await Promise.all(tokens.map((token) => setup.verifier.verify(token)));
    expect(claims.filter((one) => one === undefined)).toEqual([]);
    expect(setup.fetches.length).toBe(1);
  });

  test('may be fetched before the first token comes', async () => {
    const both = setup.verifierOf(() => [setup.client(CLIENT_ID), setup.client('verify2client')]);
    await both.warmUp();
    expect(setup.fetches.length).toBe(1);
    setup.answer = (respond) => respond(503, '');
    expect(await both.verify(signToken(KEY, ACCESS))).toMatchObject({ sub: 'sub-of-alice' });
  });

  test('F48: out of reach do no harm before the first token comes', async () => {
    setup.answer = (respond) => respond(503, '');
    await expect(setup.verifier.warmUp()).resolves.toBeUndefined();
  });

  test('are not asked for by a token of another algorithm than RS256', async () => {
    expect(await setup.verifier.verify(signToken(KEY, ACCESS, { alg: 'RS512' }))).toBeUndefined();
    expect(await setup.verifier.verify(signTokenWithPublicKey(KEY, ACCESS))).toBeUndefined();
    expect(setup.fetches.length).toBe(0);
  });

  test('T41 are fetched for unknown key ids at most every 10 s', async () => {
    await setup.verifier.verify(signToken(KEY, ACCESS));
    for (let index = 0; index < 20; index += 1) {
      expect(
        await setup.verifier.verify(signToken(OTHER_KEY, ACCESS, { kid: `invented-${index}` })),
      ).toBeUndefined();
    }
    expect(setup.fetches.length).toBe(1);
    setup.nowMs += 10_000;
    for (let index = 0; index < 20; index += 1) {
      await setup.verifier.verify(signToken(OTHER_KEY, ACCESS, { kid: `invented-${index}` }));
    }
    expect(setup.fetches.length).toBe(2);
  });

  test('may be replaced: the new key counts as soon as it is asked for, the old one no more', async () => {
    const [before, after] = [signToken(KEY, ACCESS), signToken(OTHER_KEY, ACCESS)];
    await setup.verifier.verify(before);
    setup.answer = (respond) => respond(200, jwksOf([OTHER_KEY]));
    setup.nowMs += 10_000;
    expect(await setup.verifier.verify(after)).toMatchObject({ sub: 'sub-of-alice' });
    expect(await setup.verifier.verify(before)).toBeUndefined();
  });

  test('may be replaced: while the new key is on its way, nobody calls its tokens wrong', async () => {
    const impatient = setup.verifierOf(() => [setup.client(CLIENT_ID)], 50);
    await impatient.verify(signToken(KEY, ACCESS));
    const waiting: Respond[] = [];
    setup.answer = (respond) => waiting.push(respond);
    setup.nowMs += 10_000;
    await expect(impatient.verify(signToken(OTHER_KEY, ACCESS))).rejects.toMatchObject(OUT_OF_REACH);
    expect(await impatient.verify(signToken(KEY, ACCESS))).toMatchObject({ sub: 'sub-of-alice' });
    await eventually(() => waiting.length === 1);
    waiting[0]?.(200, jwksOf([OTHER_KEY]));
  });

  test('F48: are used for 24 h and not longer while they cannot be fetched', async () => {
    const token = signToken(KEY, ACCESS);
    await setup.verifier.verify(token);
    setup.answer = (respond) => respond(503, '');
    setup.nowMs += 24 * 3_600_000 - 1;
    expect(await setup.verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
    setup.nowMs += 1;
    await expect(setup.verifier.verify(token)).rejects.toMatchObject(OUT_OF_REACH);
  });

  test('F48: are fetched anew in good time, so that an outage of hours is not noticed', async () => {
    const token = signToken(KEY, ACCESS);
    await setup.verifier.verify(token);
    setup.nowMs += 13 * 3_600_000;
    await setup.verifier.verify(token);
    await eventually(() => setup.fetches.length === 2);
    await setup.verifier.verify(token);
    setup.answer = (respond) => respond(503, '');
    setup.nowMs += 23 * 3_600_000;
    expect(await setup.verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
  });

  test.each([
    ['fails', (respond: Respond) => respond(500, jwksOf([KEY]))],
    ['redirects', (respond: Respond) => respond(302, jwksOf([KEY]))],
    ['is no JSON', (respond: Respond) => respond(200, '<html>')],
    ['is no key set', (respond: Respond) => respond(200, '{"keys":[{"kid":"kid-1"}]}')],
    ['is huge', (respond: Respond) => respond(200, `${jwksOf([KEY])}${' '.repeat(100_000)}`)],
  ])('are asked for again a second later where the answer %s', async (_, broken) => {
    const token = signToken(KEY, ACCESS);
    setup.answer = broken;
    await expect(setup.verifier.verify(token)).rejects.toMatchObject(OUT_OF_REACH);
    setup.answer = (respond) => respond(200, jwksOf([KEY]));
    await expect(setup.verifier.verify(token)).rejects.toMatchObject(OUT_OF_REACH);
    expect(setup.fetches.length).toBe(1);
    setup.nowMs += 1_000;
    expect(await setup.verifier.verify(token)).toMatchObject({ sub: 'sub-of-alice' });
  });

  test('F48: that hang hold nobody up for long, and serve those who come later', async () => {
    const waiting: Respond[] = [];
    setup.answer = (respond) => waiting.push(respond);
    const accepted = [setup.client(CLIENT_ID)];
    const token = signToken(KEY, ACCESS);
    const impatient = setup.verifierOf(() => accepted, 50);
    await expect(impatient.verify(token)).rejects.toMatchObject(OUT_OF_REACH);
    await eventually(() => waiting.length === 1);
    waiting[0]?.(200, jwksOf([KEY]));
    await eventually(async () => (await impatient.verify(token).catch(() => undefined)) !== undefined);
    expect(setup.fetches.length).toBe(1);
  });
});
