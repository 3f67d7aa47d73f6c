import type { LimitDecision, LimitSubject } from '../revocation/ports/request-limiter.ts';
import type { Count, Counter, CreateCounter } from './counter.ts';
import type { LimitPolicy } from './limit-policy.ts';

export interface LimitReport {
  readonly policy: LimitSubject['kind'];
  /** `would-refuse`: over the limit, and let through because of shadow mode. */
  readonly decision: 'allowed' | 'refused' | 'would-refuse';
}

export interface PolicyLimiterOptions {
  readonly createCounter: CreateCounter;
  /** Let through what is over the limit. */
  readonly shadow: boolean;
  /** Hears of every `take`; must not throw. */
  readonly report: (report: LimitReport) => void;
}

export interface PolicyLimiter {
  take(key: string): Promise<LimitDecision>;
  giveBack(key: string): Promise<void>;
  peek(key: string): Promise<LimitDecision>;
}

/** A count that no number of uses reaches by itself. */
const BLOCKED = 1_000_000_000;

/**
 * Decides by one policy: `take` counts one use and allows the first `limit` of them, `peek` foretells what the next
 * `take` would say.
 */
export function createPolicyLimiter(
  name: LimitSubject['kind'],
  policy: LimitPolicy,
  { createCounter, shadow, report }: PolicyLimiterOptions,
): PolicyLimiter {
  const uses = createCounter(name, policy.windowSeconds);
  const lengthenBlock =
    policy.block === undefined ? undefined : createLengthenBlock(name, policy.block, uses, createCounter);
  const refusal = shadow ? 'would-refuse' : 'refused';
  const decide = (isWithin: boolean, { used, resetMs }: Count): LimitDecision => ({
    allowed: isWithin || shadow,
    policy: name,
    limit: policy.limit,
    windowSeconds: policy.windowSeconds,
    remaining: Math.max(0, policy.limit - used),
    resetSeconds: Math.ceil(resetMs / 1000),
  });

  const decideTake = (count: Count): LimitDecision => {
    const isWithin = count.used <= policy.limit;
    report({ policy: name, decision: isWithin ? 'allowed' : refusal });
    return decide(isWithin, count);
  };
  const takeAndBlock = async (key: string, lengthenBlock: (key: string) => Promise<number>) => {
    const count = await uses.add(key);
    const decision = decideTake(count);
    return count.used === policy.limit ? { ...decision, resetSeconds: await lengthenBlock(key) } : decision;
  };

  return {
    take: (key) =>
      lengthenBlock === undefined ? uses.add(key).then(decideTake) : takeAndBlock(key, lengthenBlock),
    giveBack: (key) => uses.remove(key),
    async peek(key) {
      const count = await uses.read(key);
      return decide(count.used < policy.limit, count);
    },
  };
}

/** Blocks a key for twice as long as the last time, and says for how many seconds. */
function createLengthenBlock(
  name: LimitSubject['kind'],
  { seconds, secondsMax }: { readonly seconds: number; readonly secondsMax: number },
  uses: Counter,
  createCounter: CreateCounter,
): (key: string) => Promise<number> {
  const blocks = createCounter(`${name}-block`, secondsMax);
  return async (key) => {
    const { used: earlierBlocks } = await blocks.read(key);
    const blockSeconds = Math.min(secondsMax, seconds * 2 ** earlierBlocks);
    await blocks.set(key, earlierBlocks + 1, blockSeconds + secondsMax);
    await uses.set(key, BLOCKED, blockSeconds);
    return blockSeconds;
  };
}
