/** A place that keeps the text of secrets. */
export interface TextStore {
  /** @throws SourceFailure (rejects) */
  read(signal: AbortSignal): Promise<string>;
}

/** One that can be written to. */
export interface WritableTextStore extends TextStore {
  /**
   * Replaces the text by these secrets, on a line each.
   *
   * @throws SourceFailure (rejects)
   */
  write(secrets: readonly string[], signal: AbortSignal): Promise<void>;
}
