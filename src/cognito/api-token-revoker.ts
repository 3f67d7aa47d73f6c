import type { CallSignal } from '../revocation/ports/call-signal.ts';
import type { AdmitMore, TokenRevoker } from '../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import type { ExceptionMeanings, Meaning } from './outcome/classify-failure.ts';
import { requireAppClient, type CognitoAppClient, type CognitoAppClients } from './cognito-app-client.ts';
import { admitAll, NOT_ADMITTED } from './outcome/not-admitted.ts';
import { outcomeOfBounded } from './outcome/outcome-of.ts';
import { revokeWithSecrets, type RevokeWith } from './outcome/revoke-with-secrets.ts';
import type { SecretVerdicts } from './secret-verdicts.ts';
import type { UnsignedCall } from './transport/unsigned-call.ts';

const REFUSED = { kind: 'parked', cause: 'client-secret-rejected' } as const satisfies Meaning;

const REVOKE_TOKEN_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ['UnsupportedTokenTypeException', { kind: 'rejected', code: 'unsupported-token-type' }],
  ['UnsupportedOperationException', { kind: 'parked', cause: 'revocation-disabled' }],
  ['ResourceNotFoundException', { kind: 'parked', cause: 'client-not-found' }],
  // These may be about the token as well as about the app client: `revokeWithSecrets` finds out.
  ['InvalidParameterException', { kind: 'already-dead' }],
  ['UnauthorizedException', REFUSED],
  ['NotAuthorizedException', REFUSED],
]);

/**
 * Revokes refresh tokens at Cognito's API.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export function createApiTokenRevoker(
  clients: CognitoAppClients,
  call: UnsignedCall,
  verdicts: SecretVerdicts,
): TokenRevoker {
  return {
    revoke: async ({ clientId, refreshToken, endSso }, signal, admitMore = admitAll) => {
      const appClient = requireAppClient(clients, clientId);
      const { secrets } = appClient;
      const revokeWith: RevokeWith = (secret) =>
        revokeAt(
          call,
          appClient,
          { refreshToken, secret, linked: endSso && appClient.sessionTracking },
          { signal, admitMore },
        );
      return revokeWithSecrets({
        secrets,
        revokeWith,
        refusal: REFUSED.cause,
        moment: () => verdicts.moment(),
        admitMore,
        judge: (refusedSince) =>
          verdicts.of(appClient, signal, { refusedSince, refusedSecrets: secrets, admitMore }),
      });
    },
  };
}

interface Revocation {
  readonly refreshToken: string;
  readonly secret: string | undefined;
  /** Whether the managed-login session behind the token is to end as well. */
  readonly linked: boolean;
}

interface Bounds {
  readonly signal: CallSignal;
  readonly admitMore: AdmitMore;
}

function revokeAt(
  call: UnsignedCall,
  appClient: CognitoAppClient,
  { refreshToken, secret, linked }: Revocation,
  bounds: Bounds,
): Promise<UpstreamOutcome> {
  // What is undefined is not sent.
  const input = {
    Token: refreshToken,
    ClientId: appClient.clientId,
    ClientSecret: secret,
    RevokeAssociatedSessions: linked ? 'LINKED' : undefined,
  };
  const called = call(appClient, 'RevokeToken', input, bounds.signal);
  const revoking = outcomeOfBounded(called, REVOKE_TOKEN_MEANINGS, bounds.signal);
  if (!linked) return revoking;
  const unlinked = () => revokeAt(call, appClient, { refreshToken, secret, linked: false }, bounds);
  return withoutLinkIfInvalid(revoking, unlinked, bounds.admitMore);
}

/** What is invalid may be the token as well as the link: only without the latter it is known. */
async function withoutLinkIfInvalid(
  revoking: Promise<UpstreamOutcome>,
  revokeUnlinked: () => Promise<UpstreamOutcome>,
  admitMore: AdmitMore,
): Promise<UpstreamOutcome> {
  const outcome = await revoking;
  if (outcome.kind !== 'already-dead') return outcome;
  if (!(await admitMore('token'))) return NOT_ADMITTED;
  const unlinked = await revokeUnlinked();
  return unlinked.kind === 'confirmed' ? linkingRefused(outcome.exceptionName) : unlinked;
}

/** It was `RevokeAssociatedSessions` that Cognito found invalid, not the token: the user is still signed in there. */
function linkingRefused(exceptionName: string): UpstreamOutcome {
  return { kind: 'parked', cause: 'operation-not-enabled', exceptionName };
}
