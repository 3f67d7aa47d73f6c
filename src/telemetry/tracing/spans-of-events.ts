import { allowedCount, allowedMilliseconds, oneOf } from '../allowed-value.ts';
import { LABEL_VALUES, OTHER } from '../metric-labels.ts';
import type { CognitoTried, RequestServed } from '../telemetry.ts';
import { newSpanId, type TraceContext } from '../trace-context.ts';
import type { Span } from './span.ts';

/**
 * The span of a request. It has the route, the status and the code of an error, all from closed sets: no URL, no address,
 * no header and no id.
 * Source: https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 */
export function servedSpan(event: RequestServed, trace: TraceContext, endMs: number): Span {
  const { route, code } = event;
  const status = allowedCount(event.status);
  const [method = '', path = ''] = route.split(' ');
  const hasFailed = status >= 500;
  return {
    ...trace,
    name: route,
    kind: 'server',
    startMs: endMs - allowedMilliseconds(event.durationMs),
    endMs,
    hasFailed,
    attributes: {
      'http.response.status_code': status,
      ...(path === '' ? {} : { 'http.route': path, 'http.request.method': method }),
      ...(hasFailed ? { 'error.type': code ?? String(status) } : {}),
    },
  };
}

/**
 * The span of a try at Cognito within a request, with its outcome.
 * Source: https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/
 */
export function triedSpan(event: CognitoTried, within: TraceContext, endMs: number): Span {
  const operation = oneOf(LABEL_VALUES.operation, event.operation, OTHER);
  const outcome = oneOf(LABEL_VALUES.outcome, event.outcome, OTHER);
  const cause = oneOf(LABEL_VALUES.cause, event.cause ?? 'none', OTHER);
  const exception = oneOf(LABEL_VALUES.exception, event.exceptionName ?? 'none', OTHER);
  const hasFailed = outcome === 'retry' || outcome === 'parked';
  return {
    traceId: within.traceId,
    spanId: newSpanId(),
    parentSpanId: within.spanId,
    name: `CognitoIdentityProvider/${operation}`,
    kind: 'client',
    startMs: endMs - allowedMilliseconds(event.durationMs),
    endMs,
    hasFailed,
    attributes: {
      'rpc.system': 'aws-api',
      'rpc.service': 'CognitoIdentityProvider',
      'rpc.method': operation,
      'cognito_logout.outcome': outcome,
      'cognito_logout.cause': cause,
      ...(hasFailed ? { 'error.type': exception === 'none' ? cause : exception } : {}),
    },
  };
}
