export interface IdempotentRequest {
  /** Who sent the key: two admins' equal keys are two keys. */
  readonly actorId: string;
  readonly key: string;
  /** The request, so that the same key with another body is told apart. Only a keyed hash of it is kept. */
  readonly body: string;
}

/** The right to answer for a key. */
export interface IdempotencyLease {
  readonly id: string;
  readonly leaseId: string;
}

export type IdempotentStart =
  /** Go ahead, then call `finish` or `forget`. */
  | { readonly kind: 'first'; readonly lease: IdempotencyLease }
  /** The same request is being worked on. */
  | { readonly kind: 'running' }
  | { readonly kind: 'answered'; readonly answer: string }
  /** The key was used for another request. */
  | { readonly kind: 'mismatch' };

/**
 * Remembers for a day which request an idempotency key was used for, and what it was answered. A request that was
 * begun and not finished (the process died) may be begun again after a minute.
 */
export interface IdempotencyKeys {
  /** @throws ServiceError `not-durable` when the key could not be stored */
  begin(request: IdempotentRequest): Promise<IdempotentStart>;
  /** Keeps the answer. It must hold no secret: it is stored as it is. */
  finish(lease: IdempotencyLease, answer: string): Promise<void>;
  /** The request failed without an effect: lets the key be used again. */
  forget(lease: IdempotencyLease): Promise<void>;
}
