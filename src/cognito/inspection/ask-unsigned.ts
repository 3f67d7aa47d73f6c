import type { Reading } from '../../doctor/reading.ts';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClient } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import { hindranceOf } from './hindrance-of.ts';
import { listenTo } from './raw-answer.ts';

/** Legal in shape, and never anybody's token: what is asked with it can change nothing. */
const MEANINGLESS_TOKEN = 'cognito-logout.asks-whether-cognito-answers.no-token';

export interface UnsignedAnswer {
  readonly unsigned: Reading<'answered'>;
  readonly clockAheadMs: number | undefined;
}

/** Asks something that needs no AWS credentials, and looks at whether and when Cognito answered. */
export async function askUnsigned(
  api: CognitoApi,
  client: CognitoAppClient,
  clock: Clock,
  signal: AbortSignal,
): Promise<UnsignedAnswer> {
  const sdk = await import('@aws-sdk/client-cognito-identity-provider');
  const command = new sdk.GetTokensFromRefreshTokenCommand({
    RefreshToken: MEANINGLESS_TOKEN,
    ClientId: client.clientId,
  });
  const answer = listenTo(command);
  const askedAtMs = clock.nowMs();
  const unsigned = await readingOf(() =>
    withinSignal(signal, async () => (await api.at(client)).send(command, { abortSignal: signal })),
  );
  const dateMs = answer()?.dateMs;
  // The date is that of some moment in between, cut to the second.
  const middleMs = (askedAtMs + clock.nowMs()) / 2;
  return { unsigned, clockAheadMs: dateMs === undefined ? undefined : dateMs + 500 - middleMs };
}

/** A refusal of the token or of the missing secret is what was to be expected. */
async function readingOf(call: () => Promise<unknown>): Promise<Reading<'answered'>> {
  try {
    await call();
    return { kind: 'read', value: 'answered' };
  } catch (error) {
    const hindrance = hindranceOf(error, 'app-client');
    const isExpected = hindrance.kind === 'denied' || hindrance.kind === 'refused';
    return isExpected ? { kind: 'read', value: 'answered' } : hindrance;
  }
}
