import type { Lane } from '../../../revocation/intents/intent.ts';
import { acceptedEvent } from '../../audit/audit-event.ts';
import { answersRepeat, stateOfRecord, type IntentRecord } from '../../engine/intent-record.ts';
import type { LaneCap, Operations } from '../../engine/operations.ts';
import type { PostgresOperation } from './postgres-operation.ts';
import type { PostgresTransaction, Value } from '../postgres-transaction.ts';

type AcceptInput = Operations['accept']['in'];
type AcceptOutput = Operations['accept']['out'];

const COLUMNS: readonly {
  readonly name: string;
  readonly type: string;
  readonly of: (input: AcceptInput) => string | number | null;
}[] = [
  { name: 'intent_id', type: 'text', of: ({ row }) => row.intentId },
  { name: 'receipt_id', type: 'text', of: ({ row }) => row.receiptId },
  { name: 'user_pool_id', type: 'text', of: ({ row }) => row.userPoolId },
  { name: 'client_id', type: 'text', of: ({ row }) => row.clientId },
  { name: 'request', type: 'text', of: ({ row }) => row.request.json },
  { name: 'lane', type: 'text', of: ({ row }) => row.lane },
  { name: 'accepted_at_ms', type: 'bigint', of: ({ row }) => row.acceptedAtMs },
  { name: 'expires_at_ms', type: 'bigint', of: ({ row }) => row.expiresAtMs },
  { name: 'due_at_ms', type: 'bigint', of: ({ dueAtMs }) => dueAtMs },
  { name: 'lease_id', type: 'text', of: ({ leaseId }) => leaseId },
  { name: 'attempts', type: 'integer', of: ({ dueAtMs, nowMs }) => (dueAtMs > nowMs ? 1 : 0) },
  { name: 'kid', type: 'text', of: ({ row }) => row.order.kid },
  { name: 'sealed_bytes', type: 'integer', of: ({ row }) => row.order.bytes },
];

const NAMES = COLUMNS.map(({ name }) => name).join(', ');
const ARRAYS = COLUMNS.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');

/** Sorted, so that two instances which accept the same intents wait for each other in the same order. */
const INSERT = `
  WITH stored AS (
    INSERT INTO intents (${NAMES})
    SELECT ${NAMES} FROM unnest(${ARRAYS}) AS incoming (${NAMES}) ORDER BY intent_id
    ON CONFLICT (intent_id) DO NOTHING RETURNING number, intent_id
  ), sealed AS (
    INSERT INTO sealed_orders (number, sealed)
    SELECT stored.number, incoming.sealed FROM stored
    JOIN unnest($1::text[], $${COLUMNS.length + 1}::bytea[]) AS incoming (intent_id, sealed) USING (intent_id)
  )
  SELECT intent_id FROM stored`;

const ANSWERING = `
  SELECT intent_id FROM intents
  WHERE intent_id = ANY ($1::text[]) AND (outcome IS NULL OR answers_until_ms > $2)`;

/** A settled intent whose outcome does not answer again makes room for the same order anew. */
const MAKE_ROOM = `
  DELETE FROM intents WHERE number IN (
    SELECT number FROM intents WHERE intent_id = ANY ($1::text[]) AND outcome IS NOT NULL AND answers_until_ms <= $2
    ORDER BY intent_id FOR UPDATE)`;

const TOTALS = `
  SELECT lane, sum(intents)::bigint AS intents, sum(bytes)::bigint AS bytes FROM pending_totals GROUP BY lane`;

const PROVE = `
  UPDATE intents SET lane = 'proven' FROM (
    SELECT number FROM intents WHERE intent_id = ANY ($1::text[]) AND lane = 'unproven' AND outcome IS NULL
    ORDER BY intent_id FOR UPDATE) AS proven
  WHERE intents.number = proven.number RETURNING intents.kid, intents.sealed_bytes`;

/** Accepts all new intents of a batch with one statement. */
export const acceptAll: PostgresOperation<'accept'> = async (transaction, inputs) => {
  // One moment for all, so that no step makes room for what another step still counts as known.
  const nowMs = Math.max(...inputs.map((input) => input.nowMs));
  const candidates = await withinCaps(transaction, inputs, nowMs);
  const stored = await insert(transaction, [...candidates.values()], nowMs);
  for (const input of candidates.values()) {
    if (stored.has(input.row.intentId)) tellLedger(transaction, input);
  }
  const known = await findKnown(transaction, inputs, stored, candidates);
  await proveAll(transaction, inputs, known);
  return inputs.map((input): AcceptOutput => {
    const { intentId } = input.row;
    const candidate = candidates.get(intentId);
    if (candidate === input && stored.has(intentId)) return { kind: 'stored' };
    const record = known.get(intentId);
    // Another instance may settle what kept a candidate from being stored: that is no lack of room.
    const isAnswer = record !== undefined && (candidate !== undefined || answersRepeat(record, nowMs));
    if (!isAnswer) return { kind: 'lane-full' };
    return { kind: 'duplicate', receiptId: record.receipt_id, state: stateOfRecord(record) };
  });
};

/** A repeat that proves its session takes the order out of the lane of those who prove nothing. */
async function proveAll(
  { query, ledger }: PostgresTransaction,
  inputs: readonly AcceptInput[],
  known: ReadonlyMap<string, IntentRecord>,
): Promise<void> {
  const ids = inputs
    .filter(({ row }) => row.lane === 'proven' && known.get(row.intentId)?.lane === 'unproven')
    .map(({ row }) => row.intentId);
  if (ids.length === 0) return;
  const moved = await query<{ kid: string | null; sealed_bytes: number }>(PROVE, [ids]);
  for (const { kid, sealed_bytes } of moved) {
    ledger.count({ lane: 'unproven', kid: kid ?? '', intents: -1, bytes: -sealed_bytes });
    ledger.count({ lane: 'proven', kid: kid ?? '', intents: 1, bytes: sealed_bytes });
  }
}

/** One input for each intent that is known, and so takes no room, or that there is room for. */
async function withinCaps(
  { query }: PostgresTransaction,
  inputs: readonly AcceptInput[],
  nowMs: number,
): Promise<ReadonlyMap<string, AcceptInput>> {
  const isCapped = inputs.some(({ cap }) => cap !== null);
  const ids = inputs.map(({ row }) => row.intentId);
  const answering = isCapped ? await query<{ intent_id: string }>(ANSWERING, [ids, nowMs]) : [];
  const known = new Set(answering.map(({ intent_id }) => intent_id));
  const totals = isCapped ? await query<LaneCap & { lane: Lane }>(TOTALS) : [];
  const used = new Map(totals.map(({ lane, ...total }) => [lane, total]));
  const candidates = new Map<string, AcceptInput>();
  for (const input of inputs) {
    const { intentId } = input.row;
    if (candidates.has(intentId)) continue;
    if (known.has(intentId) || takeRoom(used, input)) candidates.set(intentId, input);
  }
  return candidates;
}

function takeRoom(used: Map<Lane, LaneCap>, { row, cap }: AcceptInput): boolean {
  const before = used.get(row.lane) ?? { intents: 0, bytes: 0 };
  const after = { intents: before.intents + 1, bytes: before.bytes + row.order.bytes };
  const fits = cap === null || (after.intents <= cap.intents && after.bytes <= cap.bytes);
  if (fits) used.set(row.lane, after);
  return fits;
}

async function insert(
  transaction: PostgresTransaction,
  inputs: readonly AcceptInput[],
  nowMs: number,
): Promise<ReadonlySet<string>> {
  if (inputs.length === 0) return new Set();
  const arrays: Value[] = COLUMNS.map(({ of }) => inputs.map(of));
  const sealed = inputs.map(({ row }) => Buffer.from(row.order.sealed));
  await transaction.query(MAKE_ROOM, [inputs.map(({ row }) => row.intentId), nowMs]);
  const rows = await transaction.query<{ intent_id: string }>(INSERT, [...arrays, sealed]);
  return new Set(rows.map(({ intent_id }) => intent_id));
}

function tellLedger({ ledger }: PostgresTransaction, { row, nowMs }: AcceptInput): void {
  const { kid, bytes } = row.order;
  ledger.count({ lane: row.lane, kid, intents: 1, bytes });
  ledger.tell(nowMs, acceptedEvent(row));
}

async function findKnown(
  transaction: PostgresTransaction,
  inputs: readonly AcceptInput[],
  stored: ReadonlySet<string>,
  candidates: ReadonlyMap<string, AcceptInput>,
): Promise<ReadonlyMap<string, IntentRecord>> {
  const ids = inputs
    .filter((input) => !stored.has(input.row.intentId) || candidates.get(input.row.intentId) !== input)
    .map(({ row }) => row.intentId);
  if (ids.length === 0) return new Map();
  const records = await transaction.query<IntentRecord & { [column: string]: unknown }>(
    'SELECT * FROM intents WHERE intent_id = ANY ($1::text[])',
    [ids],
  );
  return new Map(records.map((record) => [record.intent_id, record]));
}
