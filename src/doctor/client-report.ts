import type { FindingRule } from './findings/finding-rule.ts';
import { FINDING_RULES } from './findings/finding-rules.ts';
import type { ClientFacts } from './ports/client-facts.ts';

/** What was found, with the rule's own words. */
export interface Finding extends Omit<FindingRule, 'seen' | 'isErrorWhere'> {
  readonly seen: string;
}

export interface ClientReport {
  readonly clientId: string;
  readonly userPoolId: string;
  readonly checkedAtMs: number;
  readonly findings: readonly Finding[];
}

/** Holds every rule against what was read. */
export function clientReport(facts: ClientFacts, checkedAtMs: number): ClientReport {
  const { clientId, userPoolId } = facts.configured;
  const findings = FINDING_RULES.flatMap(({ seen, isErrorWhere, severity, ...rule }) => {
    const what = seen(facts);
    if (what === undefined) return [];
    return [{ ...rule, severity: isErrorWhere?.(facts) === true ? 'error' : severity, seen: what }];
  });
  return { clientId, userPoolId, checkedAtMs, findings };
}
