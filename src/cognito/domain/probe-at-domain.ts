import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import { admitAll, NOT_ADMITTED } from '../outcome/not-admitted.ts';
import type { ProbeSecrets, SecretVerdict } from '../probe-secrets.ts';
import type { RevokeAtDomain } from './revoke-at-domain.ts';

/** Legal in shape, and never anybody's token: revoking it changes nothing. */
const MEANINGLESS_TOKEN = 'cognito-logout.asks-about-an-app-client.no-token';

/**
 * A token that is none is a success for an app client that the domain takes, and nothing else is. So a meaningless one
 * tells whether it takes the configured secrets, and whether token revocation is on.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html
 */
export function createProbeAtDomain(revokeAtDomain: RevokeAtDomain): ProbeSecrets {
  return async (appClient, signal, admitMore = admitAll) => {
    const ask = async (secret: string | undefined): Promise<UpstreamOutcome> => {
      if (!(await admitMore('app-client'))) return NOT_ADMITTED;
      return revokeAtDomain(appClient, { token: MEANINGLESS_TOKEN, secret }, signal);
    };
    const [withNone, ...withSecrets] = await Promise.all([undefined, ...appClient.secrets].map(ask));
    return judge(withNone as UpstreamOutcome, withSecrets);
  };
}

function judge(withNone: UpstreamOutcome, withSecrets: readonly UpstreamOutcome[]): SecretVerdict {
  const asConfigured = withSecrets.length === 0 ? [withNone] : withSecrets;
  const failure = [withNone, ...withSecrets].find(({ kind }) => kind === 'retry');
  if (failure !== undefined) return failure;
  if (withSecrets.length > 0 && isTaken(withNone)) return 'superfluous';
  if (asConfigured.some(isTaken)) return 'good';
  return asConfigured.find((outcome) => !isClientRefused(outcome)) ?? 'bad';
}

function isTaken({ kind }: UpstreamOutcome): boolean {
  return kind === 'confirmed' || kind === 'rejected';
}

function isClientRefused(outcome: UpstreamOutcome): boolean {
  return outcome.kind === 'parked' && outcome.cause === 'client-refused';
}
