/** What a row needs that a real pool may not offer. */
export type Need = 'faults' | 'domain' | 'another-pool';

/** An answer of Cognito, as far as a row may judge it. Holds no token and no secret. */
export interface Observed {
  readonly status: number;
  /** `__type` of the API, `error` of the domain. */
  readonly type: string | undefined;
  /** With `{client}` and `{pool}` in place of the ids that the call used. */
  readonly message: string | undefined;
  readonly bodyBytes: number;
  /** Names and values that the row asks about besides. */
  readonly facts?: Readonly<Record<string, unknown>>;
}
