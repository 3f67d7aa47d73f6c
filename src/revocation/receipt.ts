/** Of a user-wide sign-out, `refreshToken` speaks of every refresh token of the user. */
export type EffectName =
  | 'refreshToken'
  | 'accessTokens'
  | 'managedLogin'
  /** Whether the user can sign in again: `dead` once the user is disabled. */
  | 'signIn';

/**
 * `dead`: now. `pending`: accepted, being retried. `expires`: dies at `until` by itself. `alive`: needs the
 * `remedy`. `notRequested`: left alone, since nobody asked.
 */
export type EffectState = 'dead' | 'pending' | 'expires' | 'alive' | 'notRequested';

export interface Effect {
  readonly effect: EffectName;
  readonly state: EffectState;
  /** ISO 8601 time at which the state ends by itself; of a managed login that is alive only if no browser uses it before. */
  readonly until?: string;
  readonly enforcedBy?: 'guard';
  /** `logoutUrl`: to be opened in the user's browser. `endSso`: give the order again, with this switch. */
  readonly remedy?: 'logoutUrl' | 'endSso';
}

/** The honest answer to a request to end a session. Claims nothing that is not known. */
export interface Receipt {
  readonly status: 'revoked' | 'accepted';
  readonly receiptId: string;
  readonly effects: readonly Effect[];
  readonly logoutUrl?: string;
}
