/** What is told of the store of accepted logouts. */
export interface StorageTelemetry {
  /** Whether what is accepted outlives the process (`durable`) or not (`none`). */
  storeOpened(event: { readonly durability: string }): void;
  /** Keys were made for a new database. Without a backup of them, a backup of the database is worth nothing. */
  keyRingMade(event: { readonly keysFile: string; readonly database: string; readonly kid: string }): void;
  /** A changed key file was not taken up, and the keys before it stay in use. */
  keyRingRefused(event: { readonly cause: unknown }): void;
  /** A stored logout cannot be read any more, and was parked. */
  intentUnreadable(event: { readonly receiptId: string; readonly cause: string }): void;
  /** An entry of the denylist was written by somebody else, and is ignored. */
  denialForged(event: { readonly sequence: number }): void;
  /** The store did not do what it was asked to do, and nothing was acknowledged. */
  storeFailed(event: { readonly cause: unknown }): void;
  storeRecovered(): void;
  /** The store can't be relied on any more: nothing is accepted until the process was started anew. */
  storeBroken(event: { readonly cause: unknown }): void;
}
