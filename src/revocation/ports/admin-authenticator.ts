import type { AdminAct } from '../admin-act.ts';

/** An admin, or a resource server, who proved who they are, and what they may do. */
export interface AdminIdentity {
  /** Stable id for the audit record: an API key's id, or a user's `sub`. */
  readonly id: string;
  readonly name: string;
  readonly via: 'api-key' | 'access-token';
  /** User pools whose users the admin may touch; `all` means every configured pool. */
  readonly userPoolIds: 'all' | readonly string[];
  /** What the admin may do there. */
  readonly acts: readonly AdminAct[];
  /** When an API key stops working, also for what was begun with it; undefined if that is not known to happen. */
  readonly expiresAtMs?: number | undefined;
}

export type AdminAuthentication =
  | { readonly kind: 'authenticated'; readonly admin: AdminIdentity }
  /** The credential is wrong, expired or unknown. `why` is a word for the log, never for the caller. */
  | { readonly kind: 'unauthenticated'; readonly why: string }
  /** The credential is genuine, and does not give admin rights. */
  | { readonly kind: 'forbidden'; readonly why: string };

/**
 * Proves an admin by the credential of an `Authorization: Bearer` header (an API key or a Cognito access token).
 * Takes the same time for an unknown key as for a wrong one; makes no call to Cognito's API.
 */
export interface AdminAuthenticator {
  /** @throws ServiceError `not-durable` when nobody can say whether an access token is genuine or denied */
  authenticate(credential: string): Promise<AdminAuthentication>;
}
