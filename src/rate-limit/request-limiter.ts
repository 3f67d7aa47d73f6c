import type { LimitSubject, RequestLimiter } from '../revocation/ports/request-limiter.ts';
import type { CreateCounter } from './counter.ts';
import { DEFAULT_LIMIT_POLICIES, type LimitPolicies } from './limit-policy.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { createPolicyLimiter, type LimitReport, type PolicyLimiter } from './policy-limiter.ts';
import { subjectKey } from './subject-key.ts';

export interface RequestLimiterOptions {
  readonly policies?: Partial<LimitPolicies>;
  /** Count and report, and refuse nothing: to try limits out on real traffic. Failed admin logins stay limited. */
  readonly shadow?: boolean;
  /** Hears of every `take`; must not throw. */
  readonly report?: (report: LimitReport) => void;
  /** Where the counts are kept: this process's memory unless given. */
  readonly createCounter?: CreateCounter;
}

/** Limits by the policies of `DEFAULT_LIMIT_POLICIES`, each of which may be replaced. */
export function createRequestLimiter(options: RequestLimiterOptions = {}): RequestLimiter {
  const { shadow = false, report = () => {}, createCounter = createMemoryCounter } = options;
  const policies = { ...DEFAULT_LIMIT_POLICIES, ...options.policies };
  const limiter = (kind: LimitSubject['kind']) =>
    createPolicyLimiter(kind, policies[kind], {
      createCounter,
      report,
      shadow: shadow && kind !== 'admin-failure',
    });
  const limiters: Record<LimitSubject['kind'], PolicyLimiter> = {
    'client-address': limiter('client-address'),
    user: limiter('user'),
    'app-client': limiter('app-client'),
    admin: limiter('admin'),
    reader: limiter('reader'),
    'admin-failure': limiter('admin-failure'),
  };

  return {
    take: (subject) => limiters[subject.kind].take(subjectKey(subject)),
    giveBack: (subject) => limiters[subject.kind].giveBack(subjectKey(subject)),
    peek: (subject) => limiters[subject.kind].peek(subjectKey(subject)),
  };
}
