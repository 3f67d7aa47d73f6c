import type { DenialTarget } from '../../tokens/denylist/denial.ts';

/** What a denial is about: `subject` is the `origin_jti`, the `sub` or the client id, and empty for a user pool. */
export interface DenialSubject {
  readonly kind: DenialTarget['kind'];
  readonly userPoolId: string;
  readonly subject: string;
}

export interface DenialRow extends DenialSubject {
  /** Random: tells two histories apart that have a sequence number in common. */
  readonly entryId: string;
  readonly notBeforeSeconds: number | null;
  readonly expiresAtSeconds: number;
  /** Over everything but the number, in hexadecimal. */
  readonly signature: string;
}

/** Numbers follow the order in which the entries became visible. */
export interface NumberedDenialRow extends DenialRow {
  readonly sequence: number;
}

/** A place in the history: the entry that it comes right behind. */
export interface DenialPlace {
  readonly sequence: number;
  readonly entryId: string;
}

/** Before the first entry. */
export const DENIALS_ORIGIN: DenialPlace = { sequence: 0, entryId: '0' };

export interface DenialRows {
  /** Whether the place that was asked for is one of this history. If not, the rows begin at the beginning. */
  readonly isKnown: boolean;
  readonly rows: readonly NumberedDenialRow[];
  readonly head: DenialPlace;
}

/** How long an entry is kept after its end, so that readers who were away for so long still find their place. */
export const ENDED_DENIALS_KEPT_SECONDS = 86_400;
