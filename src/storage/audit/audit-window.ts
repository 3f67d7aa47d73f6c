import type { AuditRow, Operations } from '../engine/operations.ts';

/** How many events a page looks through at most where no index leads to those that are wanted. */
export const UNINDEXED_EVENTS = 20_000;

export interface AuditWindow {
  readonly from: number;
  readonly through: number;
  /** Where to go on after the rows that were found between `from` and `through`. */
  nextCursor(rows: readonly AuditRow[]): number | null;
}

/**
 * The stretch of the trail that one page looks at, so that a page is a bounded amount of work.
 *
 * @param size how many events it spans at most
 */
export function auditWindow(
  { order, cursor, limit }: Operations['auditPage']['in'],
  oldest: number,
  newest: number,
  size: number,
): AuditWindow {
  const forwards = order === 'oldest-first';
  const from = forwards ? Math.max(oldest, (cursor ?? 0) + 1) : 0;
  const through = forwards ? newest : Math.min(newest, (cursor ?? newest + 1) - 1);
  const window = {
    from: forwards ? from : Math.max(oldest, through - size + 1),
    through: forwards ? Math.min(through, from + size - 1) : through,
  };
  return {
    ...window,
    nextCursor(rows) {
      if (rows.length === limit) return rows.at(-1)?.sequence ?? null;
      if (forwards) return window.through < newest ? window.through : null;
      return window.from > oldest ? window.from : null;
    },
  };
}
