import type { CommandIo } from '../command.ts';
import { oneLine } from './one-line.ts';

/**
 * A table for people: a line of headings, and a line for each row, in columns as wide as they need to be. Where the
 * terminal is narrower than that, each row is a paragraph instead, of a line for each column.
 */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { columns = Infinity }: Pick<CommandIo, 'columns'>,
): string {
  const cells = rows.map((row) => row.map(oneLine));
  const lines = inColumns([headings, ...cells]);
  if (lines.every((line) => line.length <= columns)) return lines.join('\n');
  return cells
    .map((row) => inColumns(headings.map((name, n) => [name, row[n] ?? ''])).join('\n'))
    .join('\n\n');
}

function inColumns(lines: readonly (readonly string[])[]): readonly string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
