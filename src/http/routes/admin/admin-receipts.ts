import { ServiceError } from '../../../errors/service-error.ts';
import { receiptHistory } from '../../../protocols/json/receipt-history.ts';
import type { AdminIdentity } from '../../../revocation/ports/admin-authenticator.ts';
import type { AuditRecord, AuditTrail } from '../../../revocation/ports/audit-trail.ts';
import { authenticateAdmin } from '../../admin/authenticate-admin.ts';
import { hasPoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { refuseQuery } from '../../refuse-query.ts';
import type { Route } from '../../routing/route.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** How many repetitions of one order are shown at most, so that no answer grows without end. */
const REPETITIONS_MAX = 500;

/** `GET /admin/receipts/{receiptId}`: what became of an order, by the id in its receipt. */
export function adminReceiptsRoute(dependencies: AppDependencies): Route {
  const { audit, intents } = dependencies;
  return {
    method: 'GET',
    path: '/admin/receipts/:receiptId',
    template: '/admin/receipts/{receiptId}',
    countsItself: true,
    handle: async (request, response) => {
      const admin = await authenticateAdmin(request, response, dependencies);
      refuseQuery(request);
      const receiptId = String(request.params['receiptId']);
      if (!UUID.test(receiptId)) throw unknownReceipt();
      const records = await eventsOf(receiptId, audit);
      const mayBeSeen = seenBy(admin);
      const maySeeAll = admin.userPoolIds === 'all' && admin.acts.includes('read-audit');
      if (!maySeeAll && !records.some(mayBeSeen)) throw unknownReceipt();
      const history = receiptHistory(receiptId, await intents.find(receiptId), records, mayBeSeen);
      if (history === undefined) throw unknownReceipt();
      sendJson(response, 200, history);
    },
  };
}

/** All of them, oldest first, but of many repetitions the first alone: how the order ended comes after them. */
async function eventsOf(receiptId: string, audit: AuditTrail): Promise<readonly AuditRecord[]> {
  const records: AuditRecord[] = [];
  let repetitions = 0;
  for await (const record of audit.export({ receiptId })) {
    if (record.event.kind === 'repeated') repetitions += 1;
    if (record.event.kind !== 'repeated' || repetitions <= REPETITIONS_MAX) records.push(record);
  }
  return records;
}

/** Of what others ordered, or ordered again, only those who may read the audit trail learn. */
function seenBy(admin: AdminIdentity): (record: AuditRecord) => boolean {
  return ({ event }) => {
    if (!admin.acts.includes('read-audit') && !isOrderOf(event, admin)) return false;
    const userPoolId = 'userPoolId' in event ? event.userPoolId : undefined;
    return userPoolId === undefined ? admin.userPoolIds === 'all' : hasPoolRights(admin, userPoolId);
  };
}

function isOrderOf(event: AuditRecord['event'], { id }: AdminIdentity): boolean {
  return 'actor' in event && event.actor.kind === 'admin' && event.actor.id === id;
}

/** In the same words for what is not there and for what the admin may not see. */
function unknownReceipt(): ServiceError {
  return new ServiceError('not-found', 'There is no such receipt.');
}
