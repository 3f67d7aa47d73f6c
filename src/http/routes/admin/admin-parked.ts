import {
  parkedAnswer,
  type DroppedAnswer,
  type RetriedAnswer,
} from '../../../protocols/json/parked/parked-answer.ts';
import type { AdminIdentity } from '../../../revocation/ports/admin-authenticator.ts';
import type { ParkedFilter } from '../../../revocation/ports/revocation-store.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { parkedScope } from '../../admin/parked-scope.ts';
import { requireAct } from '../../admin/require-act.ts';
import { hasPoolRights } from '../../admin/require-pool-rights.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { readJson } from '../../body/read-json.ts';
import { exchangeOf, type Exchange } from '../../exchange.ts';
import { refuseQuery } from '../../refuse-query.ts';
import { adminContext } from '../../request-context.ts';
import type { Route } from '../../routing/route.ts';

/** So many at once, so that an answer does not take long and the store is not held up. */
const DROP_AT_ONCE = 1000;

/** `/admin/parked`: logouts that wait for an operator, to be looked at, tried again or given up. */
export function adminParkedRoutes(dependencies: AppDependencies): readonly Route[] {
  const { intents, telemetry, settings } = dependencies;

  const authorised = (handle: Parameters<typeof asAdmin>[1]) =>
    asAdmin(dependencies, async (admin, request, response) => {
      requireAct(admin, 'manage-parked');
      refuseQuery(request);
      await handle(admin, request, response);
    });
  const tell = (
    { requestId }: Exchange,
    { id: adminId, via }: AdminIdentity,
    told: { readonly change: 'retried' | 'dropped'; readonly intents: number },
  ) => telemetry.parkedManaged({ requestId, adminId, via, ...told });

  const list = authorised(async (admin, _request, response) => {
    const { parked } = await intents.stats();
    const visible = parked.filter(({ userPoolId }) => hasPoolRights(admin, userPoolId));
    sendJson(response, 200, parkedAnswer(visible));
  });

  const retry = authorised(async (admin, request, response) => {
    const body = await readJson(request, settings.bodyLimitBytes);
    const { parseRetryParked } = await import('../../../protocols/json/parked/parked-request.ts');
    const filter = parseRetryParked(body);
    let retried = 0;
    for (const part of parkedScope(filter, admin)) retried += await intents.unpark(part);
    tell(exchangeOf(response), admin, { change: 'retried', intents: retried });
    sendJson(response, 200, { retried } satisfies RetriedAnswer);
  });

  const drop = authorised(async (admin, request, response) => {
    const body = await readJson(request, settings.bodyLimitBytes);
    const { parseDropParked } = await import('../../../protocols/json/parked/parked-request.ts');
    const { filter, reason } = parseDropParked(body);
    const exchange = exchangeOf(response);
    const by = adminContext(exchange, admin, reason);
    const answer = await dropSome(parkedScope(filter, admin), (part, max) =>
      intents.dropParked(part, max, by),
    );
    tell(exchange, admin, { change: 'dropped', intents: answer.dropped });
    sendJson(response, 200, answer);
  });

  return [
    { method: 'GET', path: '/admin/parked', countsItself: true, handle: list },
    { method: 'POST', path: '/admin/parked/retry', countsItself: true, handle: retry },
    { method: 'POST', path: '/admin/parked/drop', countsItself: true, handle: drop },
  ];
}

async function dropSome(
  filters: readonly ParkedFilter[],
  drop: (filter: ParkedFilter, max: number) => Promise<number>,
): Promise<DroppedAnswer> {
  let left = DROP_AT_ONCE;
  for (const filter of filters) {
    left -= await drop(filter, left);
    if (left <= 0) break;
  }
  return { dropped: DROP_AT_ONCE - left, more: left <= 0 };
}
