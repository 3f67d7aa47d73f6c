import type { OutboundLimit } from '../../revocation/ports/outbound/outbound-budget.ts';
import type { OutboundCall } from '../../revocation/ports/outbound/outbound-gate.ts';

/** Cognito's quotas, and how much of them this service may use. */
export interface OutboundQuotas {
  /** Calls per second that Cognito allows for RevokeToken (category UserToken). */
  readonly revokeTokenPerSecond: number;
  /** Calls per second that Cognito allows for signing users out (category UserUpdate). */
  readonly signOutPerSecond: number;
  /** The service's part of each, above 0 and up to 1: the rest is left to the users' own calls. */
  readonly share: number;
}

/** What calls of one kind, in one Region, have to keep to. */
export interface OutboundLimits {
  readonly all: OutboundLimit;
  /** For those who have proved nothing: a tenth, so that nobody's garbage takes the place of users. */
  readonly unproven: OutboundLimit;
}

const UNPROVEN_SHARE = 0.1;
/** Keeps any one second within 115 % of the rate. */
const BURST_SHARE = 0.1;

/**
 * The limits of a call. Cognito counts per AWS account and Region, over all user pools; one database belongs to one
 * account, and a user pool's id begins with its Region.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
export function outboundLimits(
  { operation, userPoolId }: Pick<OutboundCall, 'operation' | 'userPoolId'>,
  quotas: OutboundQuotas,
): OutboundLimits {
  const region = userPoolId.slice(0, Math.max(0, userPoolId.indexOf('_')));
  const isRevocation = operation === 'RevokeToken';
  const kind = isRevocation ? 'revoke-token' : 'sign-out';
  const quota = isRevocation ? quotas.revokeTokenPerSecond : quotas.signOutPerSecond;
  const perSecond = quota * quotas.share;
  return {
    all: limit(`${region}/${kind}`, perSecond),
    unproven: limit(`${region}/${kind}/unproven`, perSecond * UNPROVEN_SHARE),
  };
}

function limit(key: string, perSecond: number): OutboundLimit {
  return { key, perSecond, burst: Math.max(1, Math.floor(perSecond * BURST_SHARE)) };
}
