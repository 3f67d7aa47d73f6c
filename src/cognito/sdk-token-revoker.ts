import { RevokeTokenCommand } from '@aws-sdk/client-cognito-identity-provider';
import { ServiceError } from '../errors/service-error.ts';
import type { TokenRevoker } from '../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import type { ExceptionMeanings, Meaning } from './outcome/classify-failure.ts';
import type { CognitoApi } from './cognito-api.ts';
import type { CognitoAppClient, CognitoAppClients } from './cognito-app-client.ts';
import { outcomeOf } from './outcome/outcome-of.ts';
import type { SecretVerdict } from './probe-secrets.ts';
import type { SecretVerdicts } from './secret-verdicts.ts';

const REFUSED = { kind: 'parked', cause: 'client-secret-rejected' } as const satisfies Meaning;

const REVOKE_TOKEN_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ['UnsupportedTokenTypeException', { kind: 'rejected', code: 'unsupported-token-type' }],
  ['UnsupportedOperationException', { kind: 'parked', cause: 'revocation-disabled' }],
  ['ResourceNotFoundException', { kind: 'parked', cause: 'client-not-found' }],
  // These may be about the token as well as about the app client: `settle` finds out.
  ['InvalidParameterException', { kind: 'already-dead' }],
  ['UnauthorizedException', REFUSED],
  ['NotAuthorizedException', REFUSED],
]);

type RevokeWith = (secret: string | undefined) => Promise<UpstreamOutcome>;

/** Revokes refresh tokens through the AWS SDK. The operation is unsigned: no AWS credentials are looked up for it. */
export function createSdkTokenRevoker(
  clients: CognitoAppClients,
  api: CognitoApi,
  verdicts: SecretVerdicts,
): TokenRevoker {
  return {
    revoke: async ({ clientId, refreshToken, endSso }, signal) => {
      const appClient = clients.find(clientId);
      if (appClient === undefined) {
        throw new ServiceError('unknown-client', 'This app client is not configured.');
      }
      const revokeWith: RevokeWith = (secret) =>
        revokeAt(
          api,
          appClient,
          { refreshToken, secret, linked: endSso && appClient.sessionTracking },
          signal,
        );
      const outcome = await tryEachSecret(appClient.secrets, revokeWith);
      return isRefusal(outcome) || outcome.kind === 'already-dead'
        ? settle(outcome, await verdicts.of(appClient, signal), revokeWith)
        : outcome;
    },
  };
}

/** Two secrets are configured while one is being rotated; either may be the one that Cognito still takes. */
async function tryEachSecret(
  [first, ...others]: readonly string[],
  revokeWith: RevokeWith,
): Promise<UpstreamOutcome> {
  let outcome = await revokeWith(first);
  for (const secret of others) {
    if (!isRefusal(outcome)) return outcome;
    outcome = await revokeWith(secret);
  }
  return outcome;
}

type Refusal = Extract<UpstreamOutcome, { kind: 'parked' }>;
type Blamable = Refusal | Extract<UpstreamOutcome, { kind: 'already-dead' }>;

function isRefusal(outcome: UpstreamOutcome): outcome is Refusal {
  return outcome.kind === 'parked' && outcome.cause === 'client-secret-rejected';
}

/**
 * Says whose fault it was that Cognito refused: the configuration's, or the token's. Without that, the token of
 * another app client would pass for a wrong secret, and a wrong app client id for a dead token.
 */
async function settle(
  outcome: Blamable,
  verdict: SecretVerdict,
  revokeWith: RevokeWith,
): Promise<UpstreamOutcome> {
  if (typeof verdict === 'object') return verdict;
  if (verdict === 'bad') return { ...REFUSED, exceptionName: outcome.exceptionName };
  const final = verdict === 'superfluous' ? await revokeWith(undefined) : outcome;
  if (!isRefusal(final)) return final;
  return {
    kind: 'rejected',
    code: 'token-not-of-client',
    exceptionName: final.exceptionName ?? 'Unknown',
  };
}

interface Revocation {
  readonly refreshToken: string;
  readonly secret: string | undefined;
  /** Whether the managed-login session behind the token is to end as well. */
  readonly linked: boolean;
}

async function revokeAt(
  api: CognitoApi,
  appClient: CognitoAppClient,
  { refreshToken, secret, linked }: Revocation,
  signal: AbortSignal,
): Promise<UpstreamOutcome> {
  const command = new RevokeTokenCommand({
    Token: refreshToken,
    ClientId: appClient.clientId,
    ClientSecret: secret,
    ...(linked ? { RevokeAssociatedSessions: 'LINKED' } : {}),
  });
  const send = () => api.at(appClient).send(command, { abortSignal: signal });
  const outcome = await outcomeOf(send, REVOKE_TOKEN_MEANINGS, signal);
  if (!linked || outcome.kind !== 'already-dead') return outcome;

  const unlinked = await revokeAt(api, appClient, { refreshToken, secret, linked: false }, signal);
  return unlinked.kind === 'confirmed' ? linkingRefused(outcome.exceptionName) : unlinked;
}

/** It was `RevokeAssociatedSessions` that Cognito found invalid, not the token: the user is still signed in there. */
function linkingRefused(exceptionName: string): UpstreamOutcome {
  return { kind: 'parked', cause: 'operation-not-enabled', exceptionName };
}
