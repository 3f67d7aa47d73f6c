import type { ClientReport } from '../../doctor/client-report.ts';
import { counted } from '../output/counted.ts';

/** A report for people. */
export function reportLines({ clientId, userPoolId, findings }: ClientReport): readonly string[] {
  const head = `${clientId} in ${userPoolId}`;
  if (findings.length === 0) return [head, '  nothing found', ''];
  return [
    head,
    ...findings.flatMap(({ id, severity, title, seen, remedy }) => [
      `  ${severity.padEnd(7)}  ${title} (${id})`,
      `           ${seen}`,
      `           ${remedy}`,
    ]),
    '',
  ];
}

/** `2 app clients: 1 error, 0 warnings, 3 notices.` */
export function summaryLine(reports: readonly ClientReport[]): string {
  const all = reports.flatMap(({ findings }) => findings);
  const count = (severity: string) => all.filter((finding) => finding.severity === severity).length;
  const counts = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('notice'), 'notice'),
  ];
  return `${counted(reports.length, 'app client')}: ${counts.join(', ')}.`;
}
