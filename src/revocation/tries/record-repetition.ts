import type { Fingerprint } from '../../tokens/fingerprint.ts';
import type { EndSessionCommand, RequestContext } from '../command.ts';
import { auditedRequest } from '../intents/new-intent.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';

export interface RecordRepetitionDependencies {
  readonly audit: Pick<AuditTrail, 'record'>;
  readonly fingerprint: Fingerprint;
}

/**
 * Makes the function that writes down who ordered what had been ordered before, if it was an admin: whoever ordered it
 * first may have been somebody else, for another reason. Users who log out twice only tried again.
 *
 * The function rejects with ServiceError `not-durable` when it cannot be written down.
 */
export function createRecordRepetition({ audit, fingerprint }: RecordRepetitionDependencies) {
  return async (
    command: EndSessionCommand,
    context: RequestContext,
    { receiptId }: { readonly receiptId: string },
  ): Promise<void> => {
    if (context.actor.kind !== 'admin') return;
    const request = auditedRequest(command, context, { receiptId, fingerprint });
    await audit.record({ ...request, kind: 'repeated' });
  };
}
