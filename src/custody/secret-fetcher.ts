import type { AppClientSettings } from '../app-clients/app-client-settings.ts';
import { isRemote, type RemoteSource, type SecretSource } from '../app-clients/secrets/secret-source.ts';
import { SECRETS_MAX, secretsInText } from '../settings/secrets-in-text.ts';
import { withinSignal } from '../cognito/outcome/within-signal.ts';
import type { Secret } from '../settings/secret.ts';
import { sourceFailureOf, SourceFailure } from './source-failure.ts';
import type { TextStore } from './stores/text-store.ts';

/** An app client with its secrets, or why they could not be had. */
export type FetchedClient =
  | { readonly settings: AppClientSettings }
  | { readonly settings: AppClientSettings; readonly failed: FailedSource };

export interface FailedSource {
  readonly source: RemoteSource;
  readonly failure: SourceFailure;
}

/** Fetches secrets that are kept elsewhere. */
export interface SecretFetcher {
  /**
   * Gives each app client with all of its secrets. One whose source gives none has what failed instead, and no part of its
   * secrets. Never throws.
   */
  fetch(clients: readonly AppClientSettings[]): Promise<readonly FetchedClient[]>;
}

export interface SecretFetcherParts {
  readonly open: (source: RemoteSource) => TextStore;
  /** Resolves after the time. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Within these, whatever passes soon passes; a start waits some 20 s at most. */
const ATTEMPT_TIMEOUT_MS = 5_000;
const PAUSES_MS = [500, 2_000];

export function createSecretFetcher({ open, pause }: SecretFetcherParts): SecretFetcher {
  async function secretsOf(source: SecretSource): Promise<readonly Secret[]> {
    if (!isRemote(source)) return source.secrets;
    const parsed = secretsInText(await readPatiently(source));
    if ('problem' in parsed) throw new SourceFailure('malformed', source.kind);
    return parsed.value;
  }

  async function readPatiently(source: RemoteSource): Promise<string> {
    const store = open(source);
    for (const pauseMs of PAUSES_MS) {
      try {
        return await readOnce(store, source);
      } catch (error) {
        if (!(error as SourceFailure).passes) throw error;
        await pause(pauseMs);
      }
    }
    return readOnce(store, source);
  }

  async function fetchOne(settings: AppClientSettings): Promise<FetchedClient> {
    const { secretSources: sources = [] } = settings;
    const remote = sources.filter(isRemote);
    const [first] = remote;
    if (first === undefined) return { settings };
    const answers = await Promise.allSettled(sources.map(secretsOf));
    const secrets: Secret[] = [];
    for (const [index, answer] of answers.entries()) {
      const source = sources[index];
      if (answer.status === 'rejected' && source !== undefined && isRemote(source)) {
        return { settings, failed: { source, failure: sourceFailureOf(answer.reason, source.kind) } };
      }
      if (answer.status === 'fulfilled') secrets.push(...answer.value);
    }
    const distinct = withoutRepeats(secrets);
    return distinct.length > SECRETS_MAX
      ? { settings, failed: { source: first, failure: new SourceFailure('too-many', first.kind) } }
      : { settings: { ...settings, secrets: distinct } };
  }

  return { fetch: (clients) => Promise.all(clients.map(fetchOne)) };
}

async function readOnce(store: TextStore, { kind }: RemoteSource): Promise<string> {
  const signal = AbortSignal.timeout(ATTEMPT_TIMEOUT_MS);
  const text = await withinSignal(signal, () => store.read(signal)).catch((error: unknown) => {
    throw sourceFailureOf(error, kind);
  });
  if (text === '') throw new SourceFailure('empty', kind);
  return text;
}

function withoutRepeats(secrets: readonly Secret[]): readonly Secret[] {
  return [...new Map(secrets.map((secret) => [secret.reveal(), secret])).values()];
}
