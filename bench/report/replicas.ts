import { markdownTable } from '../../scripts/documents/markdown-table.ts';
import { figure } from './plots/figure.ts';
import type { Report } from './report.ts';
import { spreadOf } from './statistics.ts';

/** The busiest ten minutes of a day on which everybody logs out once, where a fifth does so in them. */
export const BUSIEST = { part: 0.2, seconds: 600 };
/** How busy a replica's core is to be at most, so that one that fails is made up for by the others. */
export const BUSY = 0.5;
const USERS = [1e5, 1e7, 1e8];
/** Rate of the category UserToken that every account has, in calls a second. */
export const QUOTA_PER_SECOND = 120;

/**
 * How many replicas, of one core each and over one PostgreSQL, companies of different sizes need by what a logout costs;
 * undefined where that was not measured.
 */
export function replicaTable({ results }: Report): string | undefined {
  const costs = results['at-once']?.postgres?.['cpuMicroseconds64'];
  if (costs === undefined) return undefined;
  const microseconds = spreadOf(costs).median;
  const replicaPerSecond = (BUSY * 1e6) / microseconds;
  const rows = USERS.map((users) => {
    const peakPerSecond = (users * BUSIEST.part) / BUSIEST.seconds;
    const needed = peakPerSecond / replicaPerSecond;
    const backlog = Math.max(0, peakPerSecond - QUOTA_PER_SECOND) * BUSIEST.seconds;
    return [
      figure(users),
      figure(peakPerSecond),
      `${figure(needed)} → ${Math.max(2, Math.ceil(needed))}`,
      `${figure(peakPerSecond / QUOTA_PER_SECOND)} ×`,
      backlog === 0 ? 'none' : `${figure(backlog)}, ${figure(backlog / QUOTA_PER_SECOND / 3600)} h`,
    ];
  });
  return markdownTable(
    [
      'Users',
      'logouts/s in the busiest ten minutes',
      `÷ ${figure(replicaPerSecond)}/s → replicas (two at least)`,
      `÷ the default quota of ${QUOTA_PER_SECOND}/s`,
      'left to the relay after the ten minutes, and how long that takes at the default quota',
    ],
    rows,
  );
}
