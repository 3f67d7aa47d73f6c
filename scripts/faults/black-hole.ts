import { blackHole as run } from '../../test/support/faults/black-hole.ts';
import { numberOf, quantile, seconds, type Flags, type Report } from './report.ts';

const WARM_UP_SECONDS = 10;
const ANSWERED_WITHIN_MS = 1700;
const PACE_TOLERANCE = 1.15;
const GROWTH_MAX_BYTES = 200_000_000;

/** Cognito swallows every call for a minute, while 200 users a second log out. */
export async function blackHole(flags: Flags): Promise<Report> {
  const budgetPerSecond = numberOf(flags, 'budget', 300);
  const result = await run({
    warmUpSeconds: WARM_UP_SECONDS,
    seconds: numberOf(flags, 'seconds', 60),
    perSecond: numberOf(flags, 'rate', 200),
    budgetPerSecond,
  });
  const slowestMs = Math.max(...result.durationsMs);
  const growthBytes = result.residentBytesAfter - result.residentBytesBefore;
  return {
    rows: [
      ['logouts while Cognito swallows every call', result.logouts],
      ['answers', [...result.statuses].map(([status, count]) => `${status}: ${count}`).join(', ')],
      ['answered within: median', seconds(quantile(result.durationsMs, 0.5))],
      ['answered within: 99 %', seconds(quantile(result.durationsMs, 0.99))],
      ['answered within: all', seconds(slowestMs)],
      ['memory of the process before', megabytes(result.residentBytesBefore)],
      ['memory of the process after', megabytes(result.residentBytesAfter)],
      ['backlog delivered after', seconds(result.drainMs)],
      ['calls that may go out per second', budgetPerSecond],
      ['calls in the busiest second of the delivery', result.busiestSecond],
      ['accepted, and the token lives', result.lost],
    ],
    holds:
      result.statuses.get(202) === result.logouts &&
      slowestMs <= ANSWERED_WITHIN_MS &&
      growthBytes <= GROWTH_MAX_BYTES &&
      result.busiestSecond <= budgetPerSecond * PACE_TOLERANCE &&
      result.lost === 0,
  };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
