import type { AuditedRequest, FinalOutcome } from '../../revocation/intents/intent.ts';
import type { IntentRow } from '../engine/operations.ts';
import type { Denial } from '../../tokens/denylist/denial.ts';
import type { AuditEvent, RecordedEvent } from '../../revocation/ports/audit-trail.ts';

type Accepted = Omit<Extract<AuditEvent, { kind: 'accepted' }>, keyof AuditedRequest>;

/** The JSON of the request, and what more there is to say of it. */
export function acceptedEvent({
  request,
  lane,
  expiresAtMs,
}: Pick<IntentRow, 'request' | 'lane' | 'expiresAtMs'>): string {
  const more = JSON.stringify({ kind: 'accepted', lane, expiresAtMs } satisfies Accepted);
  return `${request.json.slice(0, -1)},${more.slice(1)}`;
}

/** What is stored of an intent in clear, as far as its last event tells it. */
export interface StoredRequest {
  readonly receiptId: string;
  readonly userPoolId: string;
  readonly clientId: string | null;
  /** The `AuditedRequest` as JSON. */
  readonly request: string;
  readonly attempts: number;
}

export function finalEvent(stored: StoredRequest, outcome: FinalOutcome): string {
  return toJson({ ...requestOf(stored), kind: 'final', outcome, attempts: stored.attempts });
}

export function deniedEvent(request: AuditedRequest, tokensOf: Denial['kind']): string {
  return toJson({ ...request, kind: 'denied', tokensOf });
}

export function recordedEvent(event: RecordedEvent): string {
  return toJson(event);
}

export function purgedEvent(throughSequence: number): string {
  return toJson({ kind: 'purged', throughSequence });
}

function toJson(event: AuditEvent): string {
  return JSON.stringify(event);
}

/** An intent ends with its event even where the bytes that say who asked for it were damaged. */
function requestOf(stored: StoredRequest): AuditedRequest {
  try {
    return JSON.parse(stored.request) as AuditedRequest;
  } catch {
    return {
      receiptId: stored.receiptId,
      requestId: 'unreadable',
      act: 'end-token-session',
      userPoolId: stored.userPoolId,
      ...(stored.clientId === null ? {} : { clientId: stored.clientId }),
      actor: { kind: 'caller' },
      clientAddress: 'unreadable',
      reason: undefined,
    };
  }
}
