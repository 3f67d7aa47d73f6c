import { expect, test } from '@jest/globals';
import { createCatchUp } from '../../../src/guard/feed/catch-up.ts';
import type { FeedRequests } from '../../../src/guard/feed/feed-requests.ts';
import type { Received, Replica } from '../../../src/guard/feed/replica.ts';

/** A service that gives every page the same entity tag, and a replica that takes pages in as it is told. */
function build(receive: (page: number) => Received) {
  const asked: [cursor: string | undefined, etag: string | undefined][] = [];
  let cursor: string | undefined;
  const requests: Pick<FeedRequests, 'page'> = {
    page(since, etag) {
      asked.push([since, etag]);
      return Promise.resolve({ kind: 'text', text: '', etag: '"tag"' });
    },
  };
  const replica: Replica = {
    receive() {
      const received = receive(asked.length);
      if (received.kind === 'applied' && received.moved) cursor = `c${asked.length}`;
      return Promise.resolve(received);
    },
    cursor: () => cursor,
    startOver() {
      cursor = undefined;
    },
    lagMs: () => undefined,
  };
  const catchUp = createCatchUp({ requests, replica, report: () => {} });
  return { asked, catchUp: () => catchUp(new AbortController().signal) };
}

const complete = (moved: boolean): Received => ({ kind: 'applied', upToDate: true, moved });

test('an entity tag is sent only for a batch that was taken in and leads nowhere else', async () => {
  const { asked, catchUp } = build((page) => complete(page === 1));
  for (let time = 0; time < 3; time++) await catchUp();
  expect(asked).toEqual([
    [undefined, undefined],
    ['c1', undefined],
    ['c1', '"tag"'],
  ]);
});

test('a batch that was refused is asked for again, without the entity tag that would say "not modified"', async () => {
  const { asked, catchUp } = build((page) =>
    page === 1 ? complete(true) : { kind: 'refused', why: 'bad-signature' },
  );
  for (let time = 0; time < 3; time++) await catchUp();
  expect(asked).toEqual([
    [undefined, undefined],
    ['c1', undefined],
    ['c1', undefined],
  ]);
});

test('a guard that begins again asks for the beginning without an entity tag', async () => {
  const { asked, catchUp } = build((page) => (page === 2 ? { kind: 'gap' } : complete(true)));
  await catchUp();
  await catchUp();
  expect(asked).toEqual([
    [undefined, undefined],
    ['c1', undefined],
    [undefined, undefined],
  ]);
});

test('an answer that is never the right one is a failure, after one new beginning', async () => {
  const { asked, catchUp } = build((page) => (page === 1 ? complete(true) : { kind: 'gap' }));
  await catchUp();
  await expect(catchUp()).resolves.toEqual({ kind: 'failed', why: 'gap' });
  expect(asked.length).toBe(3);
});
