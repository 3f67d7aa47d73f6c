import { randomUUID } from 'node:crypto';
import { CognitoError } from '../cognito-error.ts';
import type { Answer, Received } from '../http/answer.ts';

export const CONTENT_TYPE = 'application/x-amz-json-1.1';
const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/** Name of the operation that `X-Amz-Target` asks for, if it is one of this service at all. */
export function targetOf({ headers }: Received): string | undefined {
  const target = headers['x-amz-target'];
  if (typeof target !== 'string' || !target.startsWith(TARGET_PREFIX)) return undefined;
  return target.slice(TARGET_PREFIX.length);
}

/**
 * The members of a request.
 *
 * @throws CognitoError SerializationException for a body that is not a JSON object
 */
export function parseInput(body: string): Record<string, unknown> {
  const value = parseJson(body === '' ? '{}' : body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CognitoError('SerializationException');
  }
  return value as Record<string, unknown>;
}

export function resultAnswer(result: object | undefined): Answer {
  return { status: 200, headers: headersOfAll(), body: result === undefined ? '' : JSON.stringify(result) };
}

/** The error form of AWS JSON 1.1 as Cognito sends it: the type in `x-amzn-ErrorType` has a colon behind it. */
export function errorAnswer({ type, wireMessage, status }: CognitoError): Answer {
  return {
    status,
    headers: {
      ...headersOfAll(),
      'x-amzn-ErrorType': `${type}:`,
      ...(wireMessage === undefined ? {} : { 'x-amzn-ErrorMessage': headerSafe(wireMessage) }),
    },
    body: JSON.stringify({ __type: type, message: wireMessage }),
  };
}

function headersOfAll(): Record<string, string> {
  return { 'content-type': CONTENT_TYPE, 'x-amzn-RequestId': randomUUID() };
}

/** Messages may echo input, which a header cannot always carry. */
function headerSafe(message: string): string {
  return message.replace(/[^\x20-\x7e]/g, '?');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CognitoError('SerializationException');
  }
}
