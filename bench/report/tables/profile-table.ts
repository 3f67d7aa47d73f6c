import { markdownTable } from '../../../scripts/documents/markdown-table.ts';
import type { ProfileReport } from '../read-reports.ts';

/** What a part has to have of the time to be shown by itself. */
const SHOWN_FROM = 0.01;

/** The share of each part in the time of a logout. */
export function profileTable({ shares }: ProfileReport): string {
  const shown = shares.filter(({ share }) => share >= SHOWN_FROM);
  const rest = shares.reduce((sum, { share }) => (share >= SHOWN_FROM ? sum : sum + share), 0);
  const rows = [...shown, { part: 'everything else', share: rest }];
  return markdownTable(
    ['Part', 'Share, %'],
    rows.map(({ part, share }) => [part, (share * 100).toFixed(1)]),
  );
}
