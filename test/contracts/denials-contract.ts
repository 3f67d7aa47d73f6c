import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Denials } from '../../src/revocation/ports/denials.ts';
import type { Storage } from '../../src/storage/open-storage.ts';
import type { Denial } from '../../src/tokens/denylist/denial.ts';
import type { DeniableClaims } from '../../src/tokens/denylist/is-denied.ts';
import { createTestClock, type TestClock } from '../support/storage/test-clock.ts';
import type { OpenFresh } from './revocation-store/store-under-test.ts';

const userPoolId = 'eu-west-1_Example';

/** What every engine's denylist owes. */
export function denialsContract(engine: string, openFresh: OpenFresh): void {
  describe(`the denylist in ${engine}`, () => {
    let clock: TestClock;
    let storage: Storage;
    let denials: Denials;

    beforeEach(async () => {
      clock = createTestClock();
      storage = await openFresh({ clock });
      ({ denials } = storage);
    });
    afterEach(() => storage.close());

    const nowSeconds = () => Math.floor(clock.nowMs() / 1000);
    const session = (originJti: string = randomUUID(), lifeSeconds = 3600): Denial => ({
      kind: 'session',
      userPoolId,
      originJti,
      expiresAtSeconds: nowSeconds() + lifeSeconds,
    });
    const claims = (changes: Partial<DeniableClaims> = {}): DeniableClaims => ({
      userPoolId,
      sub: 'sub-1',
      clientId: 'webapp',
      originJti: 'origin-1',
      issuedAtSeconds: nowSeconds() - 60,
      ...changes,
    });

    test('hits the tokens of a denied session, and no others', async () => {
      await denials.add([session('origin-1')]);
      expect(await denials.hits(claims())).toBe(true);
      expect(await denials.hits(claims({ originJti: 'origin-2' }))).toBe(false);
      expect(await denials.hits(claims({ originJti: undefined }))).toBe(false);
      expect(await denials.hits(claims({ userPoolId: 'eu-west-1_Other' }))).toBe(false);
    });

    test.each([
      ['user', { kind: 'user', userPoolId, sub: 'sub-1' }, { sub: 'sub-2' }],
      ['app client', { kind: 'app-client', userPoolId, clientId: 'webapp' }, { clientId: 'other' }],
      ['user pool', { kind: 'user-pool', userPoolId }, { userPoolId: 'eu-west-1_Other' }],
    ] as const)('hits the tokens of a %s that were issued before a time', async (_, target, elsewhere) => {
      const notBeforeSeconds = nowSeconds();
      await denials.add([{ ...target, notBeforeSeconds, expiresAtSeconds: nowSeconds() + 3600 }]);
      expect(await denials.hits(claims())).toBe(true);
      expect(await denials.hits(claims({ issuedAtSeconds: notBeforeSeconds }))).toBe(false);
      expect(await denials.hits(claims(elsewhere))).toBe(false);
    });

    test('lets the strictest of several entries decide, whichever came last', async () => {
      const target = { kind: 'user', userPoolId, sub: 'sub-1' } as const;
      const expiresAtSeconds = nowSeconds() + 3600;
      await denials.add([{ ...target, notBeforeSeconds: nowSeconds(), expiresAtSeconds }]);
      await denials.add([{ ...target, notBeforeSeconds: nowSeconds() - 600, expiresAtSeconds }]);
      expect(await denials.hits(claims())).toBe(true);
    });

    test('forgets an entry in the second in which it ends', async () => {
      await denials.add([session('origin-1', 60)]);
      clock.advance(59_000);
      expect(await denials.hits(claims())).toBe(true);
      clock.advance(1000);
      expect(await denials.hits(claims())).toBe(false);
      expect((await denials.since(undefined, 10)).denials).toEqual([]);
    });

    test('begins at the beginning for a reader without a cursor', async () => {
      expect(await denials.since(undefined, 10)).toMatchObject({ from: null, upToDate: true, denials: [] });
      const entries = [session(), session()];
      await denials.add(entries);
      expect(await denials.since(undefined, 10)).toMatchObject({
        from: null,
        upToDate: true,
        asOfMs: clock.nowMs(),
        denials: entries,
      });
    });

    test('goes on page by page, in order, without leaving out or repeating an entry', async () => {
      const entries = Array.from({ length: 7 }, () => session());
      for (const entry of entries) await denials.add([entry]);
      const read: Denial[] = [];
      let page = await denials.since(undefined, 3);
      for (;;) {
        read.push(...page.denials);
        if (page.upToDate) break;
        const { to } = page;
        page = await denials.since(to, 3);
        expect(page.from).toBe(to);
      }
      expect(read).toEqual(entries);
    });

    test('says that there is no more where a page ends with the last entry', async () => {
      await denials.add([session(), session()]);
      expect((await denials.since(undefined, 2)).upToDate).toBe(true);
      expect((await denials.since(undefined, 1)).upToDate).toBe(false);
    });

    test('gives a reader who has everything an empty page that begins and ends where he stands', async () => {
      await denials.add([session()]);
      const { to } = await denials.since(undefined, 10);
      expect(await denials.since(to, 10)).toMatchObject({ from: to, to, upToDate: true, denials: [] });
    });

    test('carries a reader on from before the first entry', async () => {
      const { to } = await denials.since(undefined, 10);
      const entry = session();
      await denials.add([entry]);
      expect(await denials.since(to, 10)).toMatchObject({ from: to, denials: [entry] });
    });

    test('begins at the beginning for a cursor that is none of this history', async () => {
      const entry = session();
      await denials.add([entry]);
      const { to, epoch } = await denials.since(undefined, 10);
      const [, , entryId] = to.split('.');
      for (const cursor of [
        'nonsense',
        `${epoch}.2.${entryId}`,
        `${epoch}.1.0123456789abcdef`,
        `0123456789abcdef.1.${entryId}`,
        `${epoch}.999999999999999.0`,
      ]) {
        expect(await denials.since(cursor, 10)).toMatchObject({ from: null, to, denials: [entry] });
      }
    });

    test('keeps the place of a reader whose last entry has ended, for a day', async () => {
      await denials.add([session('origin-1', 60)]);
      const { to } = await denials.since(undefined, 10);
      await denials.add([session()]);
      clock.advance(60_000 + 86_399_000);
      await storage.store.sweep(100);
      expect((await denials.since(to, 10)).from).toBe(to);
    });

    test('does not repeat an entry that adds nothing, and takes one that does', async () => {
      await denials.add([session('origin-1')]);
      const { to } = await denials.since(undefined, 10);
      await denials.add([session('origin-1')]);
      await denials.add([session('origin-1', 60)]);
      expect((await denials.since(to, 10)).to).toBe(to);
      await denials.add([session('origin-1', 7200)]);
      expect((await denials.since(to, 10)).denials).toEqual([session('origin-1', 7200)]);
    });

    test('tells listeners of new entries until they stop listening', async () => {
      let heard = 0;
      const stop = denials.onChange(() => (heard += 1));
      await denials.add([session()]);
      expect(heard).toBeGreaterThan(0);
      stop();
      const before = heard;
      await denials.add([session()]);
      expect(heard).toBe(before);
    });

    test('takes many entries from many at once, and every reader gets all of them', async () => {
      const entries = Array.from({ length: 100 }, () => session());
      await Promise.all(entries.map((entry) => denials.add([entry])));
      const { denials: read } = await denials.since(undefined, 1000);
      const ids = (list: readonly Denial[]) =>
        list.map((each) => (each.kind === 'session' ? each.originJti : '')).toSorted();
      expect(ids(read)).toEqual(ids(entries));
    });
  });
}
