import type { CallSignal } from '../revocation/ports/call-signal.ts';
import type { Clock } from '../revocation/ports/clock.ts';
import type { AdmitMore } from '../revocation/ports/token-revoker.ts';
import type { UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import type { CognitoAppClient } from './cognito-app-client.ts';
import type { ProbeSecrets, SecretVerdict } from './probe-secrets.ts';
import { admitAll } from './outcome/not-admitted.ts';
import { withinSignal } from './outcome/within-signal.ts';

const VERDICT_LIFE_MS = 30_000;
/** For a probe that found nothing out. */
const FAILED_PROBE_LIFE_MS = 2_000;
const PROBE_EVERY_SECONDS = 2;

interface KeptVerdict {
  readonly secrets: readonly string[];
  readonly verdict: Promise<SecretVerdict>;
  readonly begun: Moment;
  readonly begunAtMs: number;
  expiresAtMs: number;
}

/** A place in the order of all calls and probes, which no clock that is set can change. */
export type Moment = number;

/** Whether the secrets of an app client are the ones that Cognito has for it. */
export interface SecretVerdicts {
  /** To be taken before a call of which it may have to be judged why it was refused. */
  moment(): Moment;
  /**
   * Ends within the signal's deadline, as a `retry` outcome if need be. Never throws.
   *
   * @param question see `Question`
   */
  of(appClient: CognitoAppClient, signal: CallSignal, question?: Question): Promise<SecretVerdict>;
}

export interface Question {
  /**
   * When the call began that Cognito refused, where that is what is to be judged: what acquits the secret was then
   * found out later than that.
   */
  readonly refusedSince?: Moment | undefined;
  /** The secrets that were tried: should others have been taken over meanwhile, nothing is found out about these. */
  readonly refusedSecrets?: readonly string[] | undefined;
  /** Asked before every call of a probe that this question makes necessary; left out, all may go out. */
  readonly admitMore?: AdmitMore;
}

/**
 * Keeps each app client's verdict for 30 s, and lets all who ask meanwhile share one probe. But that a secret was good
 * before a call says nothing of its refusal: Cognito may have dropped the secret in between, and the token would be
 * blamed for that, once for all. So such a verdict is found out anew, every two seconds at most, and who asks in between
 * has to come back: a flood of foreign tokens takes next to nothing of the quota, which is shared with the users' own
 * refreshes. Changed secrets are judged anew at once.
 *
 * @param probeTimeoutMs how long a probe may take, however short the time of those who wait for it
 */
export function createSecretVerdicts(
  probe: ProbeSecrets,
  clock: Clock,
  probeTimeoutMs: number,
): SecretVerdicts {
  const kept = new Map<string, KeptVerdict>();
  let latest: Moment = 0;
  const moment = (): Moment => (latest += 1);

  function begin(appClient: CognitoAppClient, admitMore: AdmitMore): KeptVerdict {
    const entry: KeptVerdict = {
      secrets: appClient.secrets,
      begun: moment(),
      begunAtMs: clock.nowMs(),
      verdict: probe(appClient, AbortSignal.timeout(probeTimeoutMs), admitMore),
      expiresAtMs: Infinity,
    };
    kept.set(appClient.clientId, entry);
    void expire(entry);
    return entry;
  }

  async function expire(entry: KeptVerdict): Promise<void> {
    const lifeMs = isRetry(await entry.verdict) ? FAILED_PROBE_LIFE_MS : VERDICT_LIFE_MS;
    entry.expiresAtMs = clock.nowMs() + lifeMs;
  }

  function usable(appClient: CognitoAppClient): KeptVerdict | undefined {
    const entry = kept.get(appClient.clientId);
    const isUsable =
      entry !== undefined && clock.nowMs() < entry.expiresAtMs && equal(entry.secrets, appClient.secrets);
    return isUsable ? entry : undefined;
  }

  async function judge(appClient: CognitoAppClient, question: Question): Promise<SecretVerdict> {
    const { refusedSince = 0, refusedSecrets, admitMore = admitAll } = question;
    if (hasOthers(appClient, refusedSecrets)) return UNDECIDED;
    const entry = usable(appClient) ?? begin(appClient, admitMore);
    const verdict = await entry.verdict;
    if (entry.begun > refusedSince || !isAcquittal(verdict)) return verdict;
    if (hasOthers(appClient, refusedSecrets)) return UNDECIDED;
    const newest = usable(appClient) ?? begin(appClient, admitMore);
    if (newest.begun > refusedSince) return newest.verdict;
    const ageMs = clock.nowMs() - newest.begunAtMs;
    const isTooSoon = ageMs >= 0 && ageMs < PROBE_EVERY_SECONDS * 1000;
    return isTooSoon ? UNDECIDED : begin(appClient, admitMore).verdict;
  }

  return {
    moment,
    of: (appClient, signal, question = {}) =>
      withinSignal(signal, () => judge(appClient, question)).catch(() => OUT_OF_TIME),
  };
}

const OUT_OF_TIME: UpstreamOutcome = { kind: 'retry', cause: 'timeout', exceptionName: undefined };

const UNDECIDED: UpstreamOutcome = {
  kind: 'retry',
  cause: 'undecided',
  exceptionName: undefined,
  retryAfterSeconds: PROBE_EVERY_SECONDS,
};

/** Whether it leaves the token alone to blame. */
function isAcquittal(verdict: SecretVerdict): boolean {
  return verdict === 'good' || verdict === 'superfluous';
}

function isRetry(verdict: SecretVerdict): boolean {
  return typeof verdict === 'object' && verdict.kind === 'retry';
}

function equal(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}

function hasOthers({ secrets }: CognitoAppClient, refusedSecrets: Question['refusedSecrets']): boolean {
  return refusedSecrets !== undefined && !equal(secrets, refusedSecrets);
}
