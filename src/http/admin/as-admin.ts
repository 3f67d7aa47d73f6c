import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { AdminIdentity } from '../../revocation/ports/admin-authenticator.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { exchangeOf, type Exchange } from '../exchange.ts';
import { adminContext } from '../request-context.ts';
import { authenticateAdmin } from './authenticate-admin.ts';
import { missingRightOf } from './missing-right.ts';

type HandleAsAdmin = (admin: AdminIdentity, request: Request, response: Response) => Promise<void>;

/**
 * Makes the handler of a route that is open to admins alone. What an admin is refused for want of a right leaves an event
 * in the audit trail; that it cannot be written there does not make it go through.
 */
export function asAdmin(
  dependencies: AppDependencies,
  handle: HandleAsAdmin,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const admin = await authenticateAdmin(request, response, dependencies);
    try {
      await handle(admin, request, response);
    } catch (thrown) {
      await recordMissingRight(thrown, admin, exchangeOf(response), dependencies);
      throw thrown;
    }
  };
}

async function recordMissingRight(
  thrown: unknown,
  admin: AdminIdentity,
  exchange: Exchange,
  { audit, telemetry }: Pick<AppDependencies, 'audit' | 'telemetry'>,
): Promise<void> {
  const missing = missingRightOf(thrown);
  if (missing === undefined) return;
  const { requestId, clientAddress } = exchange;
  telemetry.adminRefused({ requestId, clientAddress, why: `lacks-${missing.lacks}` });
  await audit
    .record({ ...adminContext(exchange, admin), ...missing, kind: 'forbidden', receiptId: randomUUID() })
    .catch(() => undefined);
}
