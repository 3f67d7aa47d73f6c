import type { Clock } from '../revocation/ports/clock.ts';
import type { UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import type { CognitoAppClient } from './cognito-app-client.ts';
import type { ProbeSecrets, SecretVerdict } from './probe-secrets.ts';
import { withinSignal } from './outcome/within-signal.ts';

const VERDICT_LIFE_MS = 30_000;
/** For a probe that found nothing out. */
const FAILED_PROBE_LIFE_MS = 2_000;

interface KeptVerdict {
  readonly secrets: readonly string[];
  readonly verdict: Promise<SecretVerdict>;
  expiresAtMs: number;
}

/** Whether the secrets of an app client are the ones that Cognito has for it. */
export interface SecretVerdicts {
  /** Ends within the signal's deadline, as a `retry` outcome if need be. Never throws. */
  of(appClient: CognitoAppClient, signal: AbortSignal): Promise<SecretVerdict>;
}

/**
 * Keeps each app client's verdict for 30 s, and lets all who ask meanwhile share one probe, so that a flood of foreign
 * tokens costs no more of the quota (shared with the users' own refreshes) than one token. Changed secrets are judged
 * anew at once.
 *
 * @param probeTimeoutMs how long a probe may take, however short the time of those who wait for it
 */
export function createSecretVerdicts(
  probe: ProbeSecrets,
  clock: Clock,
  probeTimeoutMs: number,
): SecretVerdicts {
  const kept = new Map<string, KeptVerdict>();

  function begin(appClient: CognitoAppClient): KeptVerdict {
    const verdict = probe(appClient, AbortSignal.timeout(probeTimeoutMs));
    const entry: KeptVerdict = { secrets: appClient.secrets, verdict, expiresAtMs: Infinity };
    kept.set(appClient.clientId, entry);
    void expire(entry);
    return entry;
  }

  async function expire(entry: KeptVerdict): Promise<void> {
    const lifeMs = isRetry(await entry.verdict) ? FAILED_PROBE_LIFE_MS : VERDICT_LIFE_MS;
    entry.expiresAtMs = clock.nowMs() + lifeMs;
  }

  return {
    of: async (appClient, signal) => {
      const entry = kept.get(appClient.clientId);
      const isUsable =
        entry !== undefined && clock.nowMs() < entry.expiresAtMs && equal(entry.secrets, appClient.secrets);
      const { verdict } = isUsable ? entry : begin(appClient);
      return withinSignal(signal, () => verdict).catch(() => OUT_OF_TIME);
    },
  };
}

const OUT_OF_TIME: UpstreamOutcome = { kind: 'retry', cause: 'timeout', exceptionName: undefined };

function isRetry(verdict: SecretVerdict): boolean {
  return typeof verdict === 'object' && verdict.kind === 'retry';
}

function equal(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index]);
}
