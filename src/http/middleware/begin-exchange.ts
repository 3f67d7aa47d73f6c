import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { createTraceContextOf } from '../../telemetry/trace-context.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { clientAddressOf } from '../client-address.ts';
import { errorFormatAt } from '../error-format.ts';
import { setExchange, type Exchange } from '../exchange.ts';
import { pathOf } from '../routing/request-path.ts';
import { createRouteTable } from '../routing/route-table.ts';
import type { Route } from '../routing/route.ts';
import { arrivedMs } from '../server/born-messages.ts';

/** Shorter than the secret of an app client, so that one in the wrong header is neither echoed nor logged. */
const REQUEST_ID = /^[A-Za-z0-9-]{8,48}$/;

/** What is logged as the status when the caller went away before the answer; nginx's word for it. */
const CALLER_GONE = 499;

export type BeginExchange = (request: Request, response: Response) => Exchange;

/** Gives the request its id, which its answer carries, and tells telemetry once the answer is out. */
export function beginExchange(
  { telemetry }: Pick<AppDependencies, 'telemetry'>,
  routes: readonly Route[],
): BeginExchange {
  const { labelOf } = createRouteTable(routes);
  const traceContextOf = createTraceContextOf();
  return (request, response) => {
    const startedMs = arrivedMs(request);
    const path = pathOf(request.url);
    const exchange: Exchange = {
      requestId: requestIdFrom(oneHeader(request.headers['x-request-id'])),
      route: labelOf(request.method, path),
      clientAddress: clientAddressOf(request),
      trace: traceContextOf(oneHeader(request.headers['traceparent'])),
      describeError: errorFormatAt(path),
      budgets: [],
    };
    setExchange(response, exchange);
    const tell = () => {
      const { requestId, route, clientAddress, trace } = exchange;
      const { operation, clientId, fingerprint, receiptId, adminId, code } = exchange;
      const durationMs = performance.now() - startedMs;
      const status = response.writableFinished ? response.statusCode : CALLER_GONE;
      const known = { operation, clientId, fingerprint, receiptId, adminId, code };
      telemetry.requestServed({ requestId, route, status, durationMs, clientAddress, trace, ...known });
    };
    if (response.closed) tell();
    else response.on('close', tell);
    return exchange;
  };
}

/** Node joins several headers of one name with commas, which no header that is read here survives. */
function oneHeader(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function requestIdFrom(header: string | undefined): string {
  return header !== undefined && REQUEST_ID.test(header) ? header : randomUUID();
}
