import type { Database } from 'better-sqlite3';
import type { AuditFilter } from '../../../revocation/ports/audit-trail.ts';
import { AUDIT_ORIGIN } from '../../audit/audit-chain.ts';
import { AUDIT_COLUMNS, isIndexed, wantedKeys } from '../../audit/audit-keys.ts';
import { auditWindow, UNINDEXED_EVENTS } from '../../audit/audit-window.ts';
import type { AuditHead, AuditRow, Operations } from '../../engine/operations.ts';
import { STRIPED_EVENTS, stripeOf, stripesOf, type AuditSpan } from './audit-stripes.ts';
import type { SqliteOperationsFor } from './sqlite-operation.ts';

type PageInput = Operations['auditPage']['in'];

const ROW = `sequence, at_ms AS atMs, kind, receipt_id AS receiptId, fingerprint, user_name AS user, actor_id AS actorId,
  client_id AS clientId, user_pool_id AS userPoolId, event, previous_hash AS previousHash, hash`;

export function createSqliteAudit(db: Database): SqliteOperationsFor<'auditPage' | 'auditHead'> {
  const head = db.prepare<[], AuditHead>('SELECT sequence, hash FROM audit_head');
  const oldest = db.prepare<[], { sequence: number | null }>(
    'SELECT min(sequence) AS sequence FROM audit_events',
  );

  return {
    auditHead: () => head.get() ?? AUDIT_ORIGIN,
    auditPage(input) {
      const way = wayTo(input.filter);
      const window = auditWindow(input, oldest.get()?.sequence ?? 1, head.get()?.sequence ?? 0, way.events);
      const spans = way.spans(window);
      const rows = firstRows(db, input, way, input.order === 'oldest-first' ? spans : spans.toReversed());
      return { rows, nextCursor: window.nextCursor(rows) };
    },
  };
}

/** How to get at the events that are wanted. */
interface Way {
  /** How many events a page may span. */
  readonly events: number;
  /** The stretches of it that are looked at one by one. */
  readonly spans: (window: AuditSpan) => readonly AuditSpan[];
  /** What keeps an event to a span, so that SQLite takes the index that leads there at once. */
  readonly isInSpan: string;
}

// The plus keeps SQLite from walking a whole span where an index leads to the events at once.
const BY_KEY = '+sequence BETWEEN @from AND @through';

const THROUGH_ALL: Way = {
  events: UNINDEXED_EVENTS,
  spans: (window) => [window],
  isInSpan: 'sequence BETWEEN @from AND @through',
};
const BY_INDEX: Way = { events: Infinity, spans: (window) => [window], isInSpan: BY_KEY };
const BY_STRIPES: Way = {
  events: STRIPED_EVENTS,
  spans: stripesOf,
  isInSpan: `${stripeOf('sequence')} = ${stripeOf('@from')} AND ${BY_KEY}`,
};

function wayTo(filter: AuditFilter): Way {
  if (filter.receiptId !== undefined) return BY_INDEX;
  return isIndexed(filter) ? BY_STRIPES : THROUGH_ALL;
}

function firstRows(
  db: Database,
  { filter, order, limit }: PageInput,
  { isInSpan }: Way,
  spans: readonly AuditSpan[],
): readonly AuditRow[] {
  const wanted = wantedKeys(filter);
  const select = db.prepare<[Record<string, string | number>], AuditRow>(
    `SELECT ${ROW} FROM audit_events WHERE ${isInSpan} AND at_ms BETWEEN @fromMs AND @untilMs
     ${wanted.map(({ key }) => `AND ${AUDIT_COLUMNS[key]} = @${key}`).join(' ')}
     ORDER BY sequence ${order === 'oldest-first' ? 'ASC' : 'DESC'} LIMIT @limit`,
  );
  const { fromMs = 0, untilMs = Number.MAX_SAFE_INTEGER } = filter;
  const wantedValues = Object.fromEntries(wanted.map(({ key, value }) => [key, value]));
  const rows: AuditRow[] = [];
  for (const { from, through } of spans) {
    if (rows.length === limit) break;
    rows.push(...select.all({ from, through, fromMs, untilMs, limit: limit - rows.length, ...wantedValues }));
  }
  return rows;
}
