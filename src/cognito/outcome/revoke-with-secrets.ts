import type { AdmitMore } from '../../revocation/ports/token-revoker.ts';
import type { ParkCause, UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { SecretVerdict } from '../probe-secrets.ts';
import type { Moment } from '../secret-verdicts.ts';
import { NOT_ADMITTED } from './not-admitted.ts';

/** Asks to revoke the token with one secret, or with none. */
export type RevokeWith = (secret: string | undefined) => Promise<UpstreamOutcome>;

export interface RevocationWithSecrets {
  /** In the order in which to try them. */
  readonly secrets: readonly string[];
  readonly revokeWith: RevokeWith;
  /** How this upstream refuses an app client whose secret is wrong. */
  readonly refusal: Extract<ParkCause, 'client-secret-rejected' | 'client-refused'>;
  /** Asked before every call but the first. */
  readonly admitMore: AdmitMore;
  readonly moment: () => Moment;
  /** Finds out whether the configuration is at fault, for a refusal of what began at `refusedSince`. */
  readonly judge: (refusedSince: Moment | undefined) => Promise<SecretVerdict>;
}

/**
 * Revokes with the first secret that Cognito takes: two are configured while one is being rotated. Where Cognito
 * refused, says whose fault it was, the configuration's or the token's. Without that, the token of another app client
 * would pass for a wrong secret, and a wrong app client id for a dead token.
 */
export function revokeWithSecrets(revocation: RevocationWithSecrets): Promise<UpstreamOutcome> {
  const begun = revocation.moment();
  return revocation
    .revokeWith(revocation.secrets[0])
    .then((outcome) => (isInDoubt(outcome) ? settleDoubt(revocation, { outcome, begun }) : outcome));
}

async function settleDoubt(revocation: RevocationWithSecrets, first: Tried): Promise<UpstreamOutcome> {
  const tried = await tryOtherSecrets(revocation, first);
  return isInDoubt(tried.outcome) ? judged(revocation, tried.outcome, tried.begun) : tried.outcome;
}

interface Tried {
  readonly outcome: UpstreamOutcome;
  readonly begun: Moment;
}

async function tryOtherSecrets(
  { secrets, revokeWith, admitMore, moment }: RevocationWithSecrets,
  first: Tried,
): Promise<Tried> {
  let { outcome, begun } = first;
  for (const secret of secrets.slice(1)) {
    if (!isRefusal(outcome)) break;
    if (!(await admitMore('token'))) return { outcome: NOT_ADMITTED, begun };
    begun = moment();
    outcome = await revokeWith(secret);
  }
  return { outcome, begun };
}

async function judged(
  revocation: RevocationWithSecrets,
  outcome: InDoubt,
  begun: Moment,
): Promise<UpstreamOutcome> {
  // That a token is dead is no matter of the secret, only of whether there is such an app client.
  const verdict = await revocation.judge(isRefusal(outcome) ? begun : undefined);
  if (typeof verdict === 'object') return verdict;
  if (verdict === 'bad') {
    return { kind: 'parked', cause: revocation.refusal, exceptionName: outcome.exceptionName };
  }
  const isToBeAskedWithout = verdict === 'superfluous';
  if (isToBeAskedWithout && !(await revocation.admitMore('token'))) return NOT_ADMITTED;
  const final = isToBeAskedWithout ? await revocation.revokeWith(undefined) : outcome;
  if (!isRefusal(final)) return final;
  return {
    kind: 'rejected',
    code: 'token-not-of-client',
    exceptionName: final.exceptionName ?? 'Unknown',
  };
}

type Refusal = Extract<UpstreamOutcome, { kind: 'parked' }>;
type InDoubt = Refusal | Extract<UpstreamOutcome, { kind: 'already-dead' }>;

/** Refusals that a token may be to blame for, as well as the app client. */
const REFUSALS: readonly ParkCause[] = ['client-secret-rejected', 'client-refused', 'revocation-refused'];

function isRefusal(outcome: UpstreamOutcome): outcome is Refusal {
  return outcome.kind === 'parked' && REFUSALS.includes(outcome.cause);
}

function isInDoubt(outcome: UpstreamOutcome): outcome is InDoubt {
  return isRefusal(outcome) || outcome.kind === 'already-dead';
}
