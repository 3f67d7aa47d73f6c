import type { ServerResponse } from 'node:http';
import { CONTENT_TYPE, errorAnswer } from '../api/aws-json.ts';
import { CognitoError } from '../cognito-error.ts';
import type { Fault, FaultKind } from '../faults.ts';
import { emptyAnswer, type Answer } from './answer.ts';
import { sendAnswer } from './send-answer.ts';

const HUGE_BODY_BYTES = 200 * 1024 * 1024;
const CHUNK = Buffer.alloc(64 * 1024, ' ');

type Replacing = Fault & { readonly kind: FaultKind };

/** Does to the response what the fault says. Returns the status that was sent, undefined where none is. */
export function sendFault(response: ServerResponse, fault: Replacing, selfUrl: string): number | undefined {
  if (fault.kind === 'hang') return undefined;
  if (fault.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return undefined;
  }
  if (fault.kind === 'drip') return drip(response, fault.intervalMs ?? 100);
  if (fault.kind === 'huge-body') return flood(response, fault.bytes ?? HUGE_BODY_BYTES);
  const answer = ANSWERS[fault.kind](fault, selfUrl);
  sendAnswer(response, { ...answer, headers: { ...answer.headers, ...retryAfter(fault) } });
  return answer.status;
}

type AnsweredKind = Exclude<FaultKind, 'hang' | 'reset' | 'drip' | 'huge-body'>;

const ANSWERS: Record<AnsweredKind, (fault: Fault, selfUrl: string) => Answer> = {
  throttle: () => errorAnswer(new CognitoError('TooManyRequestsException', 'Rate exceeded')),
  'internal-error': () => errorAnswer(new CognitoError('InternalErrorException', 'Internal error', 500)),
  'access-denied': ({ operation }) => errorAnswer(accessDenied(operation)),
  forbidden: () => errorAnswer(new CognitoError('ForbiddenException', 'Request blocked')),
  exception: ({ exception = 'UnknownException', message }) =>
    errorAnswer(new CognitoError(exception, message)),
  'html-503': () => html(503, 'Service Temporarily Unavailable'),
  'html-403': () => html(403, 'Request blocked'),
  'truncated-json': () => ({ status: 200, headers: { 'content-type': CONTENT_TYPE }, body: '{"a":' }),
  redirect: ({ location }, selfUrl) => emptyAnswer(302, { location: location ?? `${selfUrl}/` }),
};

/** IAM's words name the caller, the action and the resource. */
function accessDenied(operation: string): CognitoError {
  return new CognitoError(
    'AccessDeniedException',
    `User: arn:aws:sts::111122223333:assumed-role/logout/fake is not authorized to perform: cognito-idp:${operation} because no identity-based policy allows the cognito-idp:${operation} action`,
  );
}

function html(status: number, title: string): Answer {
  const body = `<html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function retryAfter({ retryAfterSeconds }: Fault): Answer['headers'] {
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}

function drip(response: ServerResponse, intervalMs: number): number {
  response.writeHead(200, { 'content-type': CONTENT_TYPE });
  response.flushHeaders();
  const timer = setInterval(() => response.write(' '), intervalMs);
  response.once('close', () => clearInterval(timer));
  return 200;
}

/** Writes as fast as the other side reads, and never more than a chunk ahead of it. */
function flood(response: ServerResponse, bytes: number): number {
  let bytesLeft = bytes;
  response.writeHead(200, { 'content-type': CONTENT_TYPE, 'content-length': bytes });
  const write = (): void => {
    while (bytesLeft > 0 && !response.destroyed) {
      const chunk = CHUNK.subarray(0, Math.min(CHUNK.length, bytesLeft));
      bytesLeft -= chunk.length;
      if (!response.write(chunk)) return;
    }
    if (bytesLeft === 0) response.end();
  };
  response.on('drain', write);
  write();
  return 200;
}
