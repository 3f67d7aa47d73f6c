import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { SessionTracking } from './session-tracking.ts';

type Refusal = Extract<UpstreamOutcome, { kind: 'rejected' | 'parked' }>;
type Undecided = Extract<UpstreamOutcome, { kind: 'retry' }>;

/** Whose documented meaning leaves open whether the user pool keeps no records, or what was named is not there. */
const DOUBTFUL = new Set([
  'InvalidParameterException',
  'NotAuthorizedException',
  'ResourceNotFoundException',
]);

/** Whether a refusal may just as well come from session tracking being off, or the user pool not being there. */
export function isInDoubt(outcome: { readonly kind: string }): outcome is Refusal {
  const { exceptionName } = outcome as Partial<Refusal>;
  return exceptionName !== undefined && DOUBTFUL.has(exceptionName);
}

/** The refusal as it stands once it is known whether the user pool tracks sessions; until then it decides nothing. */
export function resolved(refusal: Refusal, tracking: SessionTracking): Refusal | Undecided {
  const { exceptionName = 'Unknown' } = refusal;
  if (tracking === 'off') return { kind: 'rejected', code: 'feature-unavailable', exceptionName };
  if (tracking === 'no-such-pool') return { kind: 'parked', cause: 'user-pool-not-found', exceptionName };
  if (tracking === 'unknown') return { kind: 'retry', cause: 'undecided', exceptionName };
  return refusal;
}
