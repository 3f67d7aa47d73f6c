import { beforeEach, describe, expect, test } from '@jest/globals';
import type { LimitReport } from '../../src/rate-limit/policy-limiter.ts';
import type { RequestLimiterOptions } from '../../src/rate-limit/request-limiter.ts';
import type { LimitSubject, RequestLimiter } from '../../src/revocation/ports/request-limiter.ts';

export interface LimiterUnderTest {
  /** A limiter whose counts start from nothing. */
  create(
    options: Pick<RequestLimiterOptions, 'policies' | 'shadow' | 'report'>,
  ): RequestLimiter | Promise<RequestLimiter>;
  /** Lets time pass for the counts. */
  passSeconds(seconds: number): Promise<void>;
}

const ADDRESS = { kind: 'client-address', address: '192.0.2.1' } as const;
const OTHER_ADDRESS = { kind: 'client-address', address: '192.0.2.2' } as const;
const FAILURE = { kind: 'admin-failure', address: '192.0.2.1', keyId: 'ops' } as const;

const POLICIES = {
  'client-address': { limit: 3, windowSeconds: 2 },
  user: { limit: 1, windowSeconds: 60 },
  'app-client': { limit: 1, windowSeconds: 60 },
  admin: { limit: 1, windowSeconds: 60 },
  'admin-failure': { limit: 2, windowSeconds: 2, block: { seconds: 2, secondsMax: 6 } },
};

async function allowedOf(limiter: RequestLimiter, subject: LimitSubject, times: number): Promise<number> {
  const decisions = await Promise.all(Array.from({ length: times }, () => limiter.take(subject)));
  return decisions.filter(({ allowed }) => allowed).length;
}

/** What holds for every `RequestLimiter`, wherever it keeps its counts. */
export function describeRequestLimiter(name: string, underTest: LimiterUnderTest): void {
  describe(name, () => {
    const reports: LimitReport[] = [];
    let limiter: RequestLimiter;
    beforeEach(async () => {
      reports.length = 0;
      limiter = await underTest.create({ policies: POLICIES, report: (report) => reports.push(report) });
    });

    test('exactly as many as the limit pass, also when all come at once', async () => {
      expect(await allowedOf(limiter, ADDRESS, 50)).toBe(3);
    });

    test('a decision tells its policy, limit, window, what remains and when it starts anew', async () => {
      const first = await limiter.take(ADDRESS);
      expect(first).toEqual({
        allowed: true,
        policy: 'client-address',
        limit: 3,
        windowSeconds: 2,
        remaining: 2,
        resetSeconds: 2,
      });
      await allowedOf(limiter, ADDRESS, 2);
      expect(await limiter.take(ADDRESS)).toMatchObject({ allowed: false, remaining: 0 });
    });

    test('what is given back can be taken again', async () => {
      await allowedOf(limiter, ADDRESS, 3);
      await limiter.giveBack(ADDRESS);
      expect(await allowedOf(limiter, ADDRESS, 2)).toBe(1);
    });

    test('the next window starts from nothing', async () => {
      await allowedOf(limiter, ADDRESS, 4);
      await underTest.passSeconds(2);
      expect(await limiter.peek(ADDRESS)).toMatchObject({ allowed: true, remaining: 3 });
      expect(await allowedOf(limiter, ADDRESS, 4)).toBe(3);
    });

    test('peeking takes nothing, and foretells what taking would say', async () => {
      for (let n = 0; n < 5; n += 1) await limiter.peek(ADDRESS);
      expect(await allowedOf(limiter, ADDRESS, 3)).toBe(3);
      expect(await limiter.peek(ADDRESS)).toMatchObject({ allowed: false, remaining: 0 });
      expect(reports).toHaveLength(3);
    });

    test('subjects of one kind, and one name in two kinds, have budgets of their own', async () => {
      const subjects: readonly LimitSubject[] = [
        { kind: 'user', sub: 'same' },
        { kind: 'user', sub: 'another' },
        { kind: 'app-client', clientId: 'same' },
        { kind: 'app-client', clientId: 'another' },
        { kind: 'admin', id: 'same' },
      ];
      for (const subject of subjects) expect(await allowedOf(limiter, subject, 2)).toBe(1);
    });

    test('T24: all addresses of one IPv6 /56 share one budget, and the next /56 has its own', async () => {
      const taken = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          limiter.take({ kind: 'client-address', address: `2001:db8:1:${n.toString(16)}::${n}` }),
        ),
      );
      expect(taken.filter(({ allowed }) => allowed)).toHaveLength(3);
      expect((await limiter.take({ kind: 'client-address', address: '2001:db8:1:100::1' })).allowed).toBe(
        true,
      );
    });

    test('an IPv4 address written as IPv6 has the budget of the IPv4 address', async () => {
      await allowedOf(limiter, ADDRESS, 3);
      expect(await limiter.peek({ kind: 'client-address', address: '::ffff:192.0.2.1' })).toMatchObject({
        allowed: false,
      });
      expect((await limiter.peek(OTHER_ADDRESS)).allowed).toBe(true);
    });

    test('T40: after the failures of the policy the key is refused from that address, and from no other', async () => {
      expect(await allowedOf(limiter, FAILURE, 2)).toBe(2);
      expect(await limiter.peek(FAILURE)).toMatchObject({ allowed: false, resetSeconds: 2 });
      expect((await limiter.peek({ ...FAILURE, address: '198.51.100.7' })).allowed).toBe(true);
      expect((await limiter.peek({ ...FAILURE, keyId: 'another' })).allowed).toBe(true);
    });

    test('each further block is twice as long, up to the longest', async () => {
      const blockSeconds: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        await allowedOf(limiter, FAILURE, 2);
        const { resetSeconds } = await limiter.peek(FAILURE);
        blockSeconds.push(resetSeconds);
        await underTest.passSeconds(resetSeconds);
      }
      expect(blockSeconds).toEqual([2, 4, 6, 6]);
    });

    test('failures during a block do not lengthen it', async () => {
      await allowedOf(limiter, FAILURE, 12);
      await underTest.passSeconds(2);
      expect((await limiter.peek(FAILURE)).allowed).toBe(true);
    });

    test('every decision is reported', async () => {
      await allowedOf(limiter, { kind: 'user', sub: 'someone' }, 2);
      expect(reports).toEqual([
        { policy: 'user', decision: 'allowed' },
        { policy: 'user', decision: 'refused' },
      ]);
    });

    test('in shadow mode everything passes, what would have been refused is reported, and failures stay limited', async () => {
      const shadow = await underTest.create({
        policies: POLICIES,
        shadow: true,
        report: (report) => reports.push(report),
      });
      expect(await allowedOf(shadow, ADDRESS, 4)).toBe(4);
      expect((await shadow.peek(ADDRESS)).allowed).toBe(true);
      expect(reports.map(({ decision }) => decision)).toEqual([
        'allowed',
        'allowed',
        'allowed',
        'would-refuse',
      ]);
      expect(await allowedOf(shadow, FAILURE, 3)).toBe(2);
      expect((await shadow.peek(FAILURE)).allowed).toBe(false);
    });
  });
}
