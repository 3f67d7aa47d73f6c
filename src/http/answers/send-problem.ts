import type { Response } from 'express';
import type { ServiceError } from '../../errors/service-error.ts';
import { problemOf } from '../../protocols/json/problem.ts';
import { sendBody } from './send-body.ts';

/** Writes an error as an RFC 9457 problem, with the headers that its status calls for. */
export function sendProblem(response: Response, error: ServiceError, requestId: string): void {
  const problem = problemOf(error, requestId);
  if (error.retryAfterSeconds !== undefined) response.setHeader('Retry-After', error.retryAfterSeconds);
  if (error.allow !== undefined) response.setHeader('Allow', error.allow.join(', '));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  sendBody(response, problem.status, 'application/problem+json', JSON.stringify(problem));
}
