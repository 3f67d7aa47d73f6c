import type { FailedRequest, FeedRequests } from './feed-requests.ts';
import type { Replica } from './replica.ts';

export type CaughtUp = { readonly kind: 'caught-up' } | FailedRequest;

/**
 * Fetches batch after batch until the service says that there is no more. A batch that does not begin where the guard
 * stands makes it begin at the beginning, once. Never rejects.
 */
export async function catchUp(
  requests: Pick<FeedRequests, 'page'>,
  replica: Replica,
  signal: AbortSignal,
): Promise<CaughtUp> {
  for (;;) {
    const cursor = replica.cursor();
    const page = await requests.page(cursor, signal);
    if (page.kind === 'failed') return page;
    if (page.kind === 'not-modified') return { kind: 'caught-up' };
    const received = await replica.receive(page.text, signal);
    if (received.kind === 'refused') return { kind: 'failed', why: 'batch-refused' };
    if (received.kind === 'gap') {
      const movedMeanwhile = replica.cursor() !== cursor;
      if (cursor === undefined && !movedMeanwhile) return { kind: 'failed', why: 'gap' };
      if (!movedMeanwhile) replica.startOver();
    } else if (received.upToDate) {
      return { kind: 'caught-up' };
    } else if (!received.moved) {
      return { kind: 'failed', why: 'gap' };
    }
  }
}
