import { crowdedLanes as run } from '../../test/support/faults/crowded-lanes.ts';
import { numberOf, quantile, seconds, type Flags, type Report } from './report.ts';

const PACE_TOLERANCE = 1.15;
const WARM_UP_SECONDS = 15;
const SERVED_WITHIN_MS = 1000;

/** Users overtake a long line of bulk orders, and three instances share one budget. */
export async function crowdedLanes(flags: Flags): Promise<Report> {
  const instances = numberOf(flags, 'instances', 3);
  const bulk = numberOf(flags, 'intents', 100_000);
  const budgetPerSecond = numberOf(flags, 'budget', 36);
  const usersPerSecond = numberOf(flags, 'rate', 10);
  const users = numberOf(flags, 'seconds', 60) * usersPerSecond;
  const result = await run({
    instances,
    bulk,
    warmUpSeconds: WARM_UP_SECONDS,
    users,
    usersPerSecond,
    budgetPerSecond,
  });
  const share = (100 * result.busiestSecond) / budgetPerSecond;
  const p99Ms = quantile(result.delaysMs, 0.99);
  return {
    rows: [
      ['instances on PostgreSQL', instances],
      ['bulk orders that wait', bulk],
      ['users who log out meanwhile', users],
      ['answered with 200', result.statuses.filter((status) => status === 200).length],
      ['from request to Cognito: median', seconds(quantile(result.delaysMs, 0.5))],
      ['from request to Cognito: 99 %', seconds(p99Ms)],
      ['bulk orders that still wait afterwards', result.bulkLeft],
      ['calls to Cognito', result.calls],
      ['calls that may go out per second', budgetPerSecond],
      ['calls in the busiest second', `${result.busiestSecond} (${share.toFixed(0)} %)`],
    ],
    holds:
      result.bulkLeft > 0 &&
      p99Ms < SERVED_WITHIN_MS &&
      result.busiestSecond <= budgetPerSecond * PACE_TOLERANCE,
  };
}
