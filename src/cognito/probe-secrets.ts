import { randomBytes } from 'node:crypto';
import type { AdmitMore } from '../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import { classifyFailure, type ExceptionMeanings, type Meaning } from './outcome/classify-failure.ts';
import type { CognitoApi } from './cognito-api.ts';
import type { CognitoAppClient } from './cognito-app-client.ts';
import { admitAll, NOT_ADMITTED } from './outcome/not-admitted.ts';
import { withinSignal } from './outcome/within-signal.ts';

/**
 * `good`: Cognito takes a configured secret, or rightly none is configured. `bad`: it takes none of them, or wants one
 * where none is configured. `superfluous`: a secret is configured for a public app client. An outcome: Cognito could
 * not tell.
 */
export type SecretVerdict = 'good' | 'bad' | 'superfluous' | UpstreamOutcome;

/**
 * Asks Cognito about the secrets of an app client. Never throws.
 *
 * @param admitMore asked before every call; left out, all may go out
 */
export type ProbeSecrets = (
  appClient: CognitoAppClient,
  signal: AbortSignal,
  admitMore?: AdmitMore,
) => Promise<SecretVerdict>;

/** Legal in shape, and never anybody's token: what is asked with it can change nothing. */
const MEANINGLESS_TOKEN = 'cognito-logout.asks-about-a-client-secret.no-token';

const PROBE_MEANINGS: ExceptionMeanings = new Map<string, Meaning>([
  ['ResourceNotFoundException', { kind: 'parked', cause: 'client-not-found' }],
]);

/** What Cognito said to one secret: words that are compared with each other, and never read. */
type Reply = { readonly words: string } | UpstreamOutcome;

/**
 * GetTokensFromRefreshToken checks the secret before the token, so that with a meaningless token it answers
 * differently to a right secret than to a wrong one. What the answers say is not relied on: each is held against the
 * answer to a secret that is certainly wrong. A public app client answers the same to any secret and to none.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html
 */
export function createProbeSecrets(api: CognitoApi): ProbeSecrets {
  async function ask(
    appClient: CognitoAppClient,
    secret: string | undefined,
    signal: AbortSignal,
  ): Promise<Reply> {
    const input = {
      RefreshToken: MEANINGLESS_TOKEN,
      ClientId: appClient.clientId,
      ClientSecret: secret,
    };
    try {
      await withinSignal(signal, async () => {
        const client = await api.at(appClient);
        await client.getTokensFromRefreshToken(input, { abortSignal: signal });
      });
      return { words: '' };
    } catch (error) {
      return replyOf(error);
    }
  }

  return async (appClient, signal, admitMore = admitAll) => {
    const wrongSecret = randomBytes(24).toString('hex');
    const secrets = [wrongSecret, undefined, ...appClient.secrets];
    const admitted = async (secret: string | undefined): Promise<Reply> =>
      (await admitMore('app-client')) ? ask(appClient, secret, signal) : NOT_ADMITTED;
    const replies = await Promise.all(secrets.map(admitted));
    const failure = replies.find((reply) => 'kind' in reply);
    return failure ?? judge(replies.map((reply) => ('words' in reply ? reply.words : '')));
  };
}

function replyOf(error: unknown): Reply {
  const outcome = classifyFailure(error, PROBE_MEANINGS);
  const isWords = outcome.kind === 'parked' && outcome.cause === 'unknown-exception';
  return isWords ? { words: `${outcome.exceptionName}: ${(error as Error).message}` } : outcome;
}

function judge([toWrong, toNone, ...toConfigured]: readonly string[]): SecretVerdict {
  const isPublic = toNone === toWrong;
  if (toConfigured.length === 0) return isPublic ? 'good' : 'bad';
  if (toConfigured.some((words) => words !== toWrong)) return 'good';
  return isPublic ? 'superfluous' : 'bad';
}
