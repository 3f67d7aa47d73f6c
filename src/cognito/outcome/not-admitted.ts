import type { AdmitMore } from '../../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';

/** What comes of a revocation that would have needed one more call than may go out now. */
export const NOT_ADMITTED: UpstreamOutcome = {
  kind: 'retry',
  cause: 'undecided',
  exceptionName: undefined,
  retryAfterSeconds: 2,
};

export const admitAll: AdmitMore = () => Promise.resolve(true);
