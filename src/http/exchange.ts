import type { Response } from 'express';
import type { ErrorCode } from '../errors/error-code.ts';
import type { DescribeError } from '../protocols/error-answer.ts';
import type { LimitDecision } from '../revocation/ports/request-limiter.ts';
import type { TraceContext } from '../telemetry/trace-context.ts';
import type { CookieSession } from './cookies/cookie-session.ts';

/** What one request and its answer have come to so far. The request log and the error handler read it. */
export interface Exchange {
  readonly requestId: string;
  /** Method and path template, or `unmatched`. */
  readonly route: string;
  readonly clientAddress: string;
  readonly trace: TraceContext;
  /** Writes whatever error the request ends in. */
  readonly describeError: DescribeError;
  /** How the budgets stand that the request was counted against, for its answer to tell. */
  readonly budgets: LimitDecision[];
  /** How the budget of the caller's address stands, for a route that acts on it by itself. */
  addressDecision?: LimitDecision;
  cookieSession?: CookieSession;
  /** The operation of Cognito's API that was asked for: one that is offered. */
  operation?: string;
  clientId?: string;
  fingerprint?: string;
  receiptId?: string;
  adminId?: string;
  code?: ErrorCode;
}

const KEY = 'exchange';

export function setExchange(response: Response, exchange: Exchange): void {
  response.locals[KEY] = exchange;
}

/** The exchange that `beginExchange` opened for this response. */
export function exchangeOf(response: Response): Exchange {
  return response.locals[KEY] as Exchange;
}

/** The same, of a response for which it may not have come to that. */
export function findExchange(response: Partial<Pick<Response, 'locals'>>): Exchange | undefined {
  return response.locals?.[KEY] as Exchange | undefined;
}
