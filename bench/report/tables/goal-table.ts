import { markdownTable } from '../../../scripts/documents/markdown-table.ts';
import { figure, spreadFigure } from '../plots/figure.ts';
import { GOALS, type Goal } from '../goals.ts';
import type { Report } from '../report.ts';
import { verdictOn } from '../verdict.ts';

/** What this service holds itself to, and what became of it. */
export function goalTable(report: Report): string {
  const rows = GOALS.map((goal) => {
    const { word, spread } = verdictOn(goal, report);
    return [
      goal.measure,
      line(goal, goal.pass),
      line(goal, goal.goal),
      word === 'not measured' ? '–' : spreadFigure(spread),
      word === 'miss' ? '**miss**' : word,
    ];
  });
  return markdownTable(['Measure', 'Pass', 'Goal', 'Measured', 'Verdict'], rows);
}

function line({ better }: Goal, value: number | undefined): string {
  return value === undefined ? '–' : `${better === 'less' ? '≤' : '≥'} ${figure(value)}`;
}
