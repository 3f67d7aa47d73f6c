/** Of an AbortSignal, as much as a call needs that is to end with it. Every AbortSignal is one. */
export interface CallSignal {
  readonly aborted: boolean;
  /** Why it aborted. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
