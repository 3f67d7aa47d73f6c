import type { Verdict } from '../guard.ts';

/** Thrown where only an exception can refuse a token. */
export class TokenRefusedError extends Error {
  /** `denied`: answer 401. `stale`: answer 503, since the token may be fine. */
  readonly verdict: Exclude<Verdict, 'accepted'>;

  constructor(verdict: Exclude<Verdict, 'accepted'>) {
    super(
      verdict === 'denied' ? 'The token was revoked.' : 'It cannot be told whether the token was revoked.',
    );
    this.name = 'TokenRefusedError';
    this.verdict = verdict;
  }
}
