import { safeJsonParse } from 'aws-jwt-verify/safe-json-parse';
import type { Clock } from '../../revocation/ports/clock.ts';
import type { ProviderMetadata, ProviderMetadataSource } from '../../revocation/ports/provider-metadata.ts';
import { builtInMetadata, type UserPoolWithDomain } from './built-in-metadata.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import type { UpstreamConnections } from '../upstream-connections.ts';
import { userPoolUrl } from './user-pool-url.ts';

const FRESH_MS = 3_600_000;
const REFETCH_AFTER_FAILURE_MS = 10_000;
const FETCH_TIMEOUT_MS = 3_000;

interface Kept {
  metadata: ProviderMetadata | undefined;
  mayFetchAtMs: number;
  fetching: Promise<void> | undefined;
}

export interface UserPoolMetadataOptions {
  readonly clients: { all(): readonly UserPoolWithDomain[] };
  readonly connections: UpstreamConnections;
  readonly clock: Clock;
  /** What one request waits for the first fetch at most; the fetch goes on for those that come after it. */
  readonly waitTimeoutMs: number;
}

/**
 * Keeps the discovery document of each configured user pool, fetched once an hour while somebody asks. Whoever asks
 * meanwhile gets what there is; only the very first waits.
 * Source: https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
export function createUserPoolMetadata(options: UserPoolMetadataOptions): ProviderMetadataSource {
  const { clients, connections, clock, waitTimeoutMs } = options;
  const pools = new Map<string, Kept>();

  async function fetchInto(kept: Kept, pool: UserPoolWithDomain): Promise<void> {
    try {
      kept.metadata = await fetchMetadata(connections, pool);
      kept.mayFetchAtMs = clock.nowMs() + FRESH_MS;
    } catch {
      kept.mayFetchAtMs = clock.nowMs() + REFETCH_AFTER_FAILURE_MS;
    } finally {
      kept.fetching = undefined;
    }
  }

  return {
    of: async (userPoolId) => {
      const pool = poolOf(userPoolId, clients.all());
      if (pool === undefined) return undefined;
      const kept = pools.get(userPoolId) ?? { metadata: undefined, mayFetchAtMs: 0, fetching: undefined };
      pools.set(userPoolId, kept);
      if (clock.nowMs() >= kept.mayFetchAtMs) kept.fetching ??= fetchInto(kept, pool);
      const { fetching } = kept;
      if (kept.metadata === undefined && fetching !== undefined) {
        await withinSignal(AbortSignal.timeout(waitTimeoutMs), () => fetching).catch(() => undefined);
      }
      return kept.metadata ?? builtInMetadata(pool);
    },
  };
}

/** The pool of the first app client in it, with the domain of the first that has one. */
function poolOf(userPoolId: string, clients: readonly UserPoolWithDomain[]): UserPoolWithDomain | undefined {
  const inPool = clients.filter((client) => client.userPoolId === userPoolId);
  const [first] = inPool;
  const domain = inPool.find((client) => client.domain !== undefined)?.domain;
  return first === undefined ? undefined : { ...first, domain };
}

async function fetchMetadata(
  connections: UpstreamConnections,
  pool: UserPoolWithDomain,
): Promise<ProviderMetadata> {
  const { status, body } = await connections.exchange({
    url: `${userPoolUrl(pool)}/.well-known/openid-configuration`,
    method: 'GET',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(FETCH_TIMEOUT_MS),
  });
  const document = safeJsonParse(Buffer.from(body).toString('utf8'));
  if (status !== 200 || !isMetadataOf(pool, document)) throw new Error(`no metadata but HTTP ${status}`);
  return document;
}

/** A proxy's page for a missing document is none; nor is the document of another pool. */
function isMetadataOf({ userPoolId }: UserPoolWithDomain, document: unknown): document is ProviderMetadata {
  return (
    typeof document === 'object' &&
    document !== null &&
    'issuer' in document &&
    typeof document.issuer === 'string' &&
    document.issuer.endsWith(`/${userPoolId}`)
  );
}
