import type { ClientFacts } from '../ports/client-facts.ts';

/** `error`: sessions do not end as they should. `warning`: they may not. `notice`: good to know. */
export type Severity = 'error' | 'warning' | 'notice';

/** Something that can be wrong with an app client or the service, what it means and how to mend it. */
export interface FindingRule {
  /** Stays the same for ever: alarms and scripts name it. */
  readonly id: string;
  readonly severity: Severity;
  /** Where it is an error, whatever `severity` says. */
  readonly isErrorWhere?: (facts: ClientFacts) => boolean;
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
  /** What was seen, where it applies; undefined where it does not, or where too little could be read. */
  readonly seen: (facts: ClientFacts) => string | undefined;
}
