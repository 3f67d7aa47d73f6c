/** What an operator must hear of the store. For logs and metrics; no method throws. */
export interface StorageEvents {
  /** A key ring was made. Without a backup of it, a backup of the database is worth nothing. */
  keyRingMade(event: { readonly keysFile: string; readonly database: string; readonly kid: string }): void;
  /** A stored logout cannot be read, and was parked: its row was damaged, or a newer version wrote it. */
  unreadable(event: { readonly receiptId: string; readonly cause: 'undecryptable' | 'unknown-format' }): void;
  /** An entry of the denylist was not made by this service: somebody has written to the database. It is ignored. */
  forgedDenial(event: { readonly sequence: number }): void;
  /** A changed key file was not taken up. */
  keyRingRefused(event: { readonly cause: unknown }): void;
  /** The database failed, and what it was asked to write was not acknowledged. `recovered`: it works again. */
  failed(event: { readonly cause: unknown }): void;
  recovered(): void;
  /** The database can't be relied on any more: the process should end, and keep the files as they are. */
  broken(event: { readonly cause: unknown }): void;
}
