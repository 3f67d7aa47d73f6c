import type { Config } from '../config/config.ts';
import { DEFAULT_LIMIT_POLICIES, type LimitPolicies } from '../rate-limit/limit-policy.ts';
import type { SharedCounters } from '../rate-limit/redis/shared-counters.ts';
import { createRequestLimiter } from '../rate-limit/request-limiter.ts';
import type { RequestLimiter } from '../revocation/ports/request-limiter.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export interface Limits extends Pick<SharedCounters, 'known' | 'close'> {
  readonly limiter: RequestLimiter;
}

/** The limits that the variables ask for, shared through Redis where there is one. */
export async function createLimits(config: Config['rateLimit'], telemetry: Telemetry): Promise<Limits> {
  const counters = await sharedCounters(config, telemetry);
  const limiter = createRequestLimiter({
    policies: limitPolicies(config),
    shadow: config.shadow,
    report: (event) => telemetry.limitDecided(event),
    ...(counters === undefined ? {} : { createCounter: counters.createCounter }),
  });
  return { limiter, known: counters?.known ?? Promise.resolve(), close: () => counters?.close() };
}

async function sharedCounters(
  { redisUrl }: Config['rateLimit'],
  telemetry: Telemetry,
): Promise<SharedCounters | undefined> {
  if (redisUrl === undefined) return undefined;
  const { createSharedCounters } = await import('../rate-limit/redis/shared-counters.ts');
  return createSharedCounters({
    url: redisUrl.reveal(),
    onChange: (state) => telemetry.limiterChanged({ state }),
  });
}

function limitPolicies(limits: Config['rateLimit']): LimitPolicies {
  const {
    'client-address': address,
    user,
    'app-client': appClient,
    admin,
    reader,
    'admin-failure': failure,
  } = DEFAULT_LIMIT_POLICIES;
  return {
    'client-address': { ...address, limit: limits.addressPerMinute, windowSeconds: 60 },
    user: { ...user, limit: limits.userPerMinute, windowSeconds: 60 },
    'app-client': { ...appClient, limit: limits.appClientPerSecond, windowSeconds: 1 },
    admin: { ...admin, limit: limits.adminPerSecond * 2, windowSeconds: 2 },
    reader: { ...reader, limit: limits.readerPerSecond, windowSeconds: 1 },
    'admin-failure': { ...failure, limit: limits.adminFailuresPer15Minutes, windowSeconds: 900 },
  };
}
