import {
  DENIALS_ORIGIN,
  type DenialPlace,
  type DenialRow,
  type NumberedDenialRow,
} from '../../engine/denial-record.ts';
import type { PostgresTransaction } from '../postgres-transaction.ts';
import { oneByOne, type PostgresOperationsFor } from './postgres-operation.ts';

type Columns<Row> = Row & { readonly [column: string]: unknown };

const COLUMNS = `d.sequence, d.entry_id AS "entryId", d.kind, d.user_pool_id AS "userPoolId", d.subject,
  d.not_before_seconds AS "notBeforeSeconds", d.expires_at_seconds AS "expiresAtSeconds", d.signature`;

const HEAD = 'SELECT sequence, entry_id AS "entryId" FROM denials_head';

const APPEND = `
  WITH head AS (UPDATE denials_head SET sequence = $9, entry_id = $10)
  INSERT INTO denials (sequence, entry_id, kind, user_pool_id, subject, not_before_seconds, expires_at_seconds, signature)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::text[])`;

const AFTER = `
  SELECT ${COLUMNS} FROM denials AS d
  WHERE d.sequence > $1 AND d.sequence <= $2 AND d.expires_at_seconds > $3 ORDER BY d.sequence LIMIT $4`;

const ABOUT = `
  SELECT ${COLUMNS} FROM denials AS d
  JOIN unnest($1::text[], $2::text[], $3::text[]) AS wanted (subject, kind, user_pool_id)
  USING (subject, kind, user_pool_id)
  WHERE d.expires_at_seconds > $4`;

export const postgresDenials: PostgresOperationsFor<'deny' | 'denialsAfter' | 'denialsAbout'> = {
  /** The head's lock lasts until the commit: so numbers become visible in their order, and no reader skips one. */
  async deny({ query, ledger }, inputs) {
    for (const { event, nowMs } of inputs) if (event !== null) ledger.tell(nowMs, event);
    const rows = inputs.flatMap((input) => input.rows);
    const last = rows.at(-1);
    if (last === undefined) return inputs.map(() => undefined);
    const [head = DENIALS_ORIGIN] = await query<Columns<DenialPlace>>(`${HEAD} FOR UPDATE`);
    const of = <Key extends keyof DenialRow>(key: Key) => rows.map((row) => row[key]);
    await query(APPEND, [
      rows.map((_, index) => head.sequence + index + 1),
      of('entryId'),
      of('kind'),
      of('userPoolId'),
      of('subject'),
      of('notBeforeSeconds'),
      of('expiresAtSeconds'),
      of('signature'),
      head.sequence + rows.length,
      last.entryId,
    ]);
    return inputs.map(() => undefined);
  },

  /** The head is read first: what is committed between the two statements is beyond it. */
  denialsAfter: oneByOne(async (transaction, { place, max, nowMs }) => {
    const [head = DENIALS_ORIGIN] = await transaction.query<Columns<DenialPlace>>(HEAD);
    const isKnown = place !== null && (await isOfHistory(transaction, place, head));
    const rows = await transaction.query<Columns<NumberedDenialRow>>(AFTER, [
      isKnown ? place.sequence : 0,
      head.sequence,
      Math.floor(nowMs / 1000),
      max,
    ]);
    return { isKnown, rows, head: { sequence: head.sequence, entryId: head.entryId } };
  }),

  denialsAbout: oneByOne(async ({ query }, { subjects, nowMs }) =>
    query<Columns<NumberedDenialRow>>(ABOUT, [
      subjects.map(({ subject }) => subject),
      subjects.map(({ kind }) => kind),
      subjects.map(({ userPoolId }) => userPoolId),
      Math.floor(nowMs / 1000),
    ]),
  ),
};

async function isOfHistory(
  { query }: PostgresTransaction,
  { sequence, entryId }: DenialPlace,
  head: DenialPlace,
): Promise<boolean> {
  const ends = [head, DENIALS_ORIGIN];
  if (ends.some((end) => end.sequence === sequence && end.entryId === entryId)) return true;
  const found = await query('SELECT 1 FROM denials WHERE sequence = $1 AND entry_id = $2', [
    sequence,
    entryId,
  ]);
  return found.length > 0;
}
