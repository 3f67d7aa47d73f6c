import type { Goal } from './goals.ts';
import type { Report } from './report.ts';
import { spreadOf, type Spread } from './statistics.ts';

export interface Verdict {
  readonly goal: Goal;
  readonly spread: Spread;
  readonly word: 'goal' | 'pass' | 'miss' | 'not measured';
}

/** What became of a goal: its median counts. Where a round came to no number, nothing was answered at all. */
export function verdictOn(goal: Goal, report: Report): Verdict {
  const asked = goal.valuesIn(report);
  const values = asked.filter(Number.isFinite);
  const spread = spreadOf(values);
  const holds = (line: number | undefined) =>
    line !== undefined &&
    values.length === asked.length &&
    (goal.better === 'less' ? spread.median <= line : spread.median >= line);
  if (asked.length === 0) return { goal, spread, word: 'not measured' };
  if (holds(goal.goal) || (goal.goal === undefined && holds(goal.pass)))
    return { goal, spread, word: 'goal' };
  return { goal, spread, word: holds(goal.pass) ? 'pass' : 'miss' };
}
