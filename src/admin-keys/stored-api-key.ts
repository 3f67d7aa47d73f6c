import type { AdminAct } from '../revocation/admin-act.ts';

export const API_KEY_SCOPES = ['admin', 'feed'] as const;

/** `admin` opens the admin routes; `feed`, for resource servers, the denylist: feed, introspection, gateways. */
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** What is kept of an API key. */
export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly hash: string;
  readonly scopes: readonly ApiKeyScope[];
  readonly userPoolIds: 'all' | readonly string[];
  /** What the scope `admin` opens. */
  readonly acts: readonly AdminAct[];
  readonly expiresAtMs: number | undefined;
}
