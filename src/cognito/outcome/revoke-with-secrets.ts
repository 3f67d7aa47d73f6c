import type { ParkCause, UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import type { SecretVerdict } from '../probe-secrets.ts';

/** Asks to revoke the token with one secret, or with none. */
export type RevokeWith = (secret: string | undefined) => Promise<UpstreamOutcome>;

export interface RevocationWithSecrets {
  /** In the order in which to try them. */
  readonly secrets: readonly string[];
  readonly revokeWith: RevokeWith;
  /** How this upstream refuses an app client whose secret is wrong. */
  readonly refusal: Extract<ParkCause, 'client-secret-rejected' | 'client-refused'>;
  /** Finds out whether the configuration is at fault. */
  readonly judge: () => Promise<SecretVerdict>;
}

/**
 * Revokes with the first secret that Cognito takes: two are configured while one is being rotated. Where Cognito
 * refused, says whose fault it was, the configuration's or the token's. Without that, the token of another app client
 * would pass for a wrong secret, and a wrong app client id for a dead token.
 */
export async function revokeWithSecrets(revocation: RevocationWithSecrets): Promise<UpstreamOutcome> {
  const outcome = await tryEachSecret(revocation);
  if (!isInDoubt(outcome)) return outcome;
  const verdict = await revocation.judge();
  if (typeof verdict === 'object') return verdict;
  if (verdict === 'bad') {
    return { kind: 'parked', cause: revocation.refusal, exceptionName: outcome.exceptionName };
  }
  const final = verdict === 'superfluous' ? await revocation.revokeWith(undefined) : outcome;
  if (!isRefusal(final)) return final;
  return {
    kind: 'rejected',
    code: 'token-not-of-client',
    exceptionName: final.exceptionName ?? 'Unknown',
  };
}

async function tryEachSecret({ secrets, revokeWith }: RevocationWithSecrets): Promise<UpstreamOutcome> {
  const [first, ...others] = secrets;
  let outcome = await revokeWith(first);
  for (const secret of others) {
    if (!isRefusal(outcome)) return outcome;
    outcome = await revokeWith(secret);
  }
  return outcome;
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
