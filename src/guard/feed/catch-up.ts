import type { GuardEvent } from '../guard-event.ts';
import type { FailedRequest, FeedRequests } from './feed-requests.ts';
import type { Replica } from './replica.ts';

export type CaughtUp = { readonly kind: 'caught-up' } | FailedRequest;

/** Fetches batch after batch until the service says that there is no more. Never rejects, and tells of every failure. */
export type CatchUp = (signal: AbortSignal) => Promise<CaughtUp>;

/** A batch that does not begin where the guard stands makes it begin at the beginning, once. */
export function createCatchUp(parts: {
  readonly requests: Pick<FeedRequests, 'page'>;
  readonly replica: Replica;
  readonly report: (event: GuardEvent) => void;
}): CatchUp {
  const { requests, replica, report } = parts;
  // Only what was taken in is worth an entity tag: of a batch that was refused there must be another try.
  let takenIn: { readonly cursor: string | undefined; readonly etag: string | undefined } | undefined;

  async function step(signal: AbortSignal): Promise<CaughtUp | 'more'> {
    const cursor = replica.cursor();
    const etag = cursor !== undefined && takenIn?.cursor === cursor ? takenIn.etag : undefined;
    const page = await requests.page(cursor, etag, signal);
    if (page.kind === 'failed') return page;
    if (page.kind === 'not-modified') return { kind: 'caught-up' };
    const received = await replica.receive(page.text, signal);
    if (received.kind === 'failed') return received;
    if (received.kind === 'refused') return { kind: 'failed', why: 'batch-refused' };
    if (received.kind === 'gap') return beginAgain(cursor);
    takenIn = { cursor, etag: page.etag };
    if (received.upToDate) return { kind: 'caught-up' };
    return received.moved ? 'more' : { kind: 'failed', why: 'gap' };
  }

  function beginAgain(asked: string | undefined): CaughtUp | 'more' {
    const movedMeanwhile = replica.cursor() !== asked;
    if (movedMeanwhile) return 'more';
    if (asked === undefined) return { kind: 'failed', why: 'gap' };
    replica.startOver();
    return 'more';
  }

  return async (signal) => {
    for (;;) {
      const result = await step(signal).catch((): FailedRequest => ({ kind: 'failed', why: 'unexpected' }));
      if (result === 'more') continue;
      if (result.kind === 'failed' && !signal.aborted) report(failureEvent(result));
      return result;
    }
  };
}

function failureEvent({ why, status }: FailedRequest): GuardEvent {
  return { type: 'request-failed', why, ...(status === undefined ? {} : { status }) };
}
