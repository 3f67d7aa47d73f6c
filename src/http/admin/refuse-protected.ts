import { randomUUID } from 'node:crypto';
import type { AuditedRequest } from '../../revocation/intents/intent.ts';
import { switchesOf } from '../../revocation/intents/new-intent.ts';
import { rejected } from '../../revocation/refusals/rejected.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { Orderer } from './orderer.ts';

/** The order that was refused, as far as the audit trail tells of it. */
export type RefusedOrder = Pick<AuditedRequest, 'act' | 'userPoolId'> &
  Partial<Pick<AuditedRequest, 'clientId' | 'fingerprint'>> & {
    readonly username: string;
    readonly sub?: string | undefined;
    readonly disableUser?: boolean | undefined;
    readonly endSso?: boolean | undefined;
  };

/**
 * Refuses an order that is about a protected user, and leaves it in the audit trail as an attempt. That it cannot be
 * written there does not make it go through.
 *
 * @throws ServiceError `forbidden`, always
 */
export async function refuseProtected(
  order: RefusedOrder,
  { context }: Orderer,
  { audit, telemetry }: Pick<AppDependencies, 'audit' | 'telemetry'>,
): Promise<never> {
  const { act, userPoolId, clientId, fingerprint, username, sub } = order;
  const { requestId, clientAddress } = context;
  telemetry.adminRefused({ requestId, clientAddress, why: 'protected-user' });
  const known = { clientId, fingerprint, user: username, sub, ...switchesOf(order) };
  await audit
    .record({ ...context, kind: 'refused', receiptId: randomUUID(), act, userPoolId, ...known })
    .catch(() => undefined);
  throw rejected('forbidden');
}
