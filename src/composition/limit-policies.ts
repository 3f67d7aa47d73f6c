import type { Config } from '../config/config.ts';
import { DEFAULT_LIMIT_POLICIES, type LimitPolicies } from '../rate-limit/limit-policy.ts';

/** The limits that the variables ask for. */
export function limitPolicies(limits: Config['rateLimit']): LimitPolicies {
  const {
    'client-address': address,
    user,
    'app-client': appClient,
    admin,
    'admin-failure': failure,
  } = DEFAULT_LIMIT_POLICIES;
  return {
    'client-address': { ...address, limit: limits.addressPerMinute, windowSeconds: 60 },
    user: { ...user, limit: limits.userPerMinute, windowSeconds: 60 },
    'app-client': { ...appClient, limit: limits.appClientPerSecond, windowSeconds: 1 },
    admin: { ...admin, limit: limits.adminPerSecond * 2, windowSeconds: 2 },
    'admin-failure': { ...failure, limit: limits.adminFailuresPer15Minutes, windowSeconds: 900 },
  };
}
