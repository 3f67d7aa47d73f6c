import type { Goal } from './goals.ts';
import type { Report } from './report.ts';
import { spreadOf, type Spread } from './statistics.ts';

export interface Verdict {
  readonly goal: Goal;
  readonly spread: Spread;
  readonly word: 'goal' | 'pass' | 'miss' | 'not measured';
}

/** What became of a goal: its median counts. */
export function verdictOn(goal: Goal, report: Report): Verdict {
  const values = goal.valuesIn(report).filter(Number.isFinite);
  const spread = spreadOf(values);
  const holds = (line: number | undefined) =>
    line !== undefined && (goal.better === 'less' ? spread.median <= line : spread.median >= line);
  if (values.length === 0) return { goal, spread, word: 'not measured' };
  if (holds(goal.goal) || (goal.goal === undefined && holds(goal.pass)))
    return { goal, spread, word: 'goal' };
  return { goal, spread, word: holds(goal.pass) ? 'pass' : 'miss' };
}
