import type { ErrorRequestHandler } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { sendError } from '../answers/send-error.ts';
import { discardRest } from '../body/discard-rest.ts';
import { exchangeOf } from '../exchange.ts';

/**
 * The one place where an error becomes an answer. What is not a `ServiceError` is nobody's business but telemetry's:
 * the caller gets `internal` and the request id.
 */
export function handleError(telemetry: Telemetry): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const exchange = exchangeOf(response);
    const error = thrown instanceof ServiceError ? thrown : internal(thrown);
    exchange.code = error.code;
    if (error.status >= 500) {
      const { requestId, route } = exchange;
      telemetry.requestFailed({ requestId, route, cause: error.cause ?? error });
    }
    discardRest(request);
    if (response.headersSent) response.destroy();
    else sendError(response, error);
  };
}

function internal(cause: unknown): ServiceError {
  return new ServiceError('internal', 'Something went wrong in the service. Its log has the request id.', {
    cause,
  });
}
