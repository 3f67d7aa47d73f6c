import type { CallDetails } from '../call-log.ts';
import { hashToken } from '../hash-token.ts';
import type { Received } from '../http/answer.ts';
import { callerOf } from './caller.ts';

/** What the call log keeps of a request to the API; of one that cannot be read, nothing. */
export function describeApiCall(received: Received): CallDetails {
  const input = membersOf(received.body);
  const parameters = asObject(input['AuthParameters']);
  const token = first(
    input['Token'],
    input['RefreshToken'],
    input['AccessToken'],
    parameters['REFRESH_TOKEN'],
  );
  const secret = first(input['ClientSecret']);
  const facts = {
    clientId: first(input['ClientId']),
    userPoolId: first(input['UserPoolId']),
    username: first(input['Username'], parameters['USERNAME']),
    tokenHash: token === undefined ? undefined : hashToken(token),
    secretHash: secret === undefined ? undefined : hashToken(secret),
    accessKeyId: callerOf(received)?.accessKeyId,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function membersOf(body: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(body));
  } catch {
    return {};
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function first(...values: readonly unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string');
}
