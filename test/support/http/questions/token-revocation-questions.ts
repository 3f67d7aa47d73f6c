import type { OrderTokenRevocation } from '../../../../src/doctor/settings/order-token-revocation.ts';
import type { TokenRevocationResult } from '../../../../src/doctor/settings/turn-on-token-revocation.ts';
import { SPA } from '../app-clients.ts';
import type { Question } from '../ask.ts';
import { ADMIN_KEY } from '../credentials.ts';
import { startService, type TestService, type TestServiceOptions } from '../service.ts';

export const REASON = { reason: 'logouts fail' };

/** `POST /admin/clients/{clientId}/token-revocation`, of the app client SPA by an admin of every pool unless told otherwise. */
export function turnOn(
  body: object | string = REASON,
  { clientId = SPA.clientId, credential = ADMIN_KEY }: { clientId?: string; credential?: string } = {},
): Question {
  const headers = { Authorization: `Bearer ${credential}`, 'Content-Type': 'application/json' };
  return { path: `/admin/clients/${encodeURIComponent(clientId)}/token-revocation`, headers, body };
}

export interface OrderingService extends TestService {
  /** What was ordered, with the context of each order. */
  readonly orders: readonly Parameters<OrderTokenRevocation>[];
}

/** A service whose orders to turn token revocation on all end in the same way. */
export function serviceEndingIn(
  result: TokenRevocationResult,
  options: TestServiceOptions = {},
): OrderingService {
  const orders: Parameters<OrderTokenRevocation>[] = [];
  const orderTokenRevocation: OrderTokenRevocation = (...order) => {
    orders.push(order);
    return Promise.resolve(result);
  };
  return { ...startService({ orderTokenRevocation, ...options }), orders };
}
