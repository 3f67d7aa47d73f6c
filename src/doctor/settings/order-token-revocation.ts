import { randomUUID } from 'node:crypto';
import type { RequestContext } from '../../revocation/command.ts';
import type { AuditTrail, ClientChangeResult } from '../../revocation/ports/audit-trail.ts';
import type {
  TokenRevocationOrder,
  TokenRevocationResult,
  TurnOnTokenRevocation,
} from './turn-on-token-revocation.ts';

/**
 * Turns token revocation on by somebody's order, which the audit trail tells of before it is begun and once it has ended.
 * A dry run changes nothing, and stands nowhere.
 *
 * @throws ServiceError `not-durable` when the trail is out of reach: then nothing was done
 */
export type OrderTokenRevocation = (
  order: TokenRevocationOrder,
  context: RequestContext,
) => Promise<TokenRevocationResult>;

export interface OrderTokenRevocationDependencies {
  readonly turnOn: TurnOnTokenRevocation;
  readonly audit: Pick<AuditTrail, 'record'>;
  /** How long all of it may take. */
  readonly deadlineMs: number;
  /** Is told that token revocation is on: logouts that waited for that can be tried. Must not throw. */
  readonly mended: (clientId: string) => void;
}

export function createOrderTokenRevocation(
  dependencies: OrderTokenRevocationDependencies,
): OrderTokenRevocation {
  const { turnOn, audit, deadlineMs, mended } = dependencies;
  return async (order, context) => {
    if (order.dryRun) return turnOn(order, AbortSignal.timeout(deadlineMs));
    const { clientId, userPoolId } = order;
    const record = (result: ClientChangeResult) =>
      audit.record({
        ...context,
        kind: 'client-change',
        act: 'turn-on-token-revocation',
        receiptId,
        clientId,
        userPoolId,
        result,
      });
    const receiptId = randomUUID();
    await record('begun');
    const result = await turnOn(order, AbortSignal.timeout(deadlineMs));
    // What has been done is not undone by a trail that cannot tell of it: that it was begun stands there.
    await record(auditedResult(result)).catch(() => undefined);
    if (result.kind === 'changed' || result.kind === 'already-on') mended(clientId);
    return result;
  };
}

function auditedResult(result: TokenRevocationResult): ClientChangeResult {
  if (result.kind === 'changed') return result.moved.length === 0 ? 'changed' : 'changed-with-others';
  return result.kind === 'hindered' && result.mayBeWritten ? 'unknown' : 'not-changed';
}
