import type { IntentState } from '../../revocation/intents/intent.ts';
import { isActAlone } from '../../revocation/audit-kinds.ts';
import type { AuditRecord } from '../../revocation/ports/audit-trail.ts';
import { auditedEvent, type AuditedEvent } from './audit-answer.ts';

/** What became of a receipt. */
export interface ReceiptHistory {
  readonly receiptId: string;
  /**
   * `accepted`: Cognito has not confirmed yet. `parked`: it waits for an operator, `waitsFor` says what for. `revoked`:
   * Cognito confirmed, or the token was dead already. `rejected`: it could never succeed. `expired`: the token expired
   * first. `abandoned`: nothing was promised, or an admin dropped it: the outcome of the last event says who.
   */
  readonly status: 'accepted' | 'parked' | 'revoked' | 'rejected' | 'expired' | 'abandoned';
  readonly waitsFor?: string;
  /**
   * Its one `accepted` event, and its one `final` event once there is one, or its one `denied` event; each may be past
   * its retention. One `repeated` event for each of the first 500 times that an admin ordered the same again, as far as
   * the asking admin may see it.
   */
  readonly events: readonly AuditedEvent[];
}

/**
 * Puts together what store and trail know of a receipt.
 *
 * @param mayBeSeen whether the asking admin may see an event: what became of the order is told whoever ended it
 * @returns undefined when neither knows it
 */
export function receiptHistory(
  receiptId: string,
  state: IntentState | undefined,
  records: readonly AuditRecord[],
  mayBeSeen: (record: AuditRecord) => boolean,
): ReceiptHistory | undefined {
  const isActOfAdmin = records.some(({ event }) => isActAlone(event.kind));
  if (isActOfAdmin || (state === undefined && records.length === 0)) return undefined;
  return {
    receiptId,
    status: statusOf(state, records.map(auditedEvent)),
    ...(state?.kind === 'parked' ? { waitsFor: state.cause } : {}),
    events: records.filter(mayBeSeen).map(auditedEvent),
  };
}

function statusOf(state: IntentState | undefined, events: readonly AuditedEvent[]): ReceiptHistory['status'] {
  const outcome =
    state?.kind === 'settled'
      ? state.outcome.kind
      : events.find(({ outcome: ended }) => ended !== undefined)?.outcome?.kind;
  if (events.some(({ kind }) => kind === 'denied')) return 'revoked';
  if (outcome === undefined) return state?.kind === 'parked' ? 'parked' : 'accepted';
  return outcome === 'confirmed' || outcome === 'already-dead' ? 'revoked' : outcome;
}
