import type { Response } from 'express';
import type { ServiceError } from '../../errors/service-error.ts';
import { exchangeOf } from '../exchange.ts';
import { sendBody } from './send-body.ts';

/** Writes an error in the wire format of its path, with the headers that it calls for. */
export function sendError(response: Response, error: ServiceError): void {
  const { describeError, requestId } = exchangeOf(response);
  const { status, mediaType, headers, body } = describeError(error, requestId);
  if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', error.retryAfterSeconds);
  if (error.allow !== undefined) response.setHeader('Allow', error.allow.join(', '));
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  sendBody(response, status, mediaType, JSON.stringify(body));
}
