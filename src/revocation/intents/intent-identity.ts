import type { FinalOutcome, RevocationOrder } from './intent.ts';

/**
 * What makes two orders one and the same intent: the token, its app client, and how much is to end with it,
 * since who asks for more must not be answered with less. Undefined for orders that are never the same: a user may
 * have signed in again between two of them.
 */
export function intentIdentity(order: RevocationOrder): readonly string[] | undefined {
  if (order.act === 'end-user-sessions') return undefined;
  if (order.act === 'end-session-of-user') {
    const { userPoolId, username, sessionId, endSso } = order;
    return [`session${endSso ? '+sso' : ''}`, userPoolId, username, sessionId];
  }
  const { userPoolId, clientId } = order;
  if (order.act === 'end-own-session') {
    const { accessToken, sessionId, endSso } = order;
    return [`own-session${endSso ? '+sso' : ''}`, userPoolId, clientId, accessToken, sessionId];
  }
  if (order.act === 'end-own-sessions') return ['own', userPoolId, clientId, order.accessToken];
  const extent = `${order.accessToken === undefined ? 'token' : 'everywhere'}${order.endSso ? '+sso' : ''}`;
  return [extent, userPoolId, clientId, order.refreshToken];
}

/**
 * Whether the same order again gets this outcome as its answer, without asking Cognito anew. Only what stays true of
 * a token answers again; a refusal that a fresh access token may turn, or an end without an answer, does not.
 */
export function answersAgain(outcome: FinalOutcome): boolean {
  switch (outcome.kind) {
    case 'confirmed':
    case 'already-dead':
      return true;
    case 'rejected':
      return outcome.code === 'unsupported-token-type' || outcome.code === 'token-not-of-client';
    case 'expired':
    case 'abandoned':
      return false;
  }
}
