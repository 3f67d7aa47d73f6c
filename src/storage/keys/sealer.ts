import type { AuditedRequest, RevocationOrder } from '../../revocation/intents/intent.ts';
import type { KeptOrder, KeptRequest } from '../engine/operations.ts';
import { seal, unseal, type Opened, type SealContext } from './cipher.ts';
import type { KeyRing } from './key-ring.ts';
import { createRandomIvs } from './random-ivs.ts';

/** Turns what an intent is made of into what the database may see of it, and an order back. */
export interface Sealer {
  seal(context: SealContext, order: RevocationOrder): KeptOrder;
  write(request: AuditedRequest): KeptRequest;
  unseal(context: SealContext, sealed: Uint8Array): Opened;
}

export function createSealer(currentRing: () => KeyRing): Sealer {
  const nextIv = createRandomIvs();
  return {
    seal(context, order) {
      const { kid, sealed } = seal(currentRing(), context, JSON.stringify(order), nextIv());
      return { kid, sealed, bytes: sealed.length };
    },
    write: (request) => ({ json: JSON.stringify(request) }),
    unseal: (context, sealed) => unseal(currentRing(), context, sealed),
  };
}

/**
 * For the engine in memory: leaves everything as it is. Bytes and JSON are made when they are asked for, which most never
 * are, and so cannot be asked for in another thread.
 */
export function createTransparentSealer(): Sealer {
  return {
    seal: (_context, order) => new UnsealedOrder(order),
    write: (request) => new UnwrittenRequest(request),
    unseal: (_context, sealed) => ({ kind: 'opened', plaintext: Buffer.from(sealed).toString('utf8') }),
  };
}

class UnsealedOrder implements KeptOrder {
  readonly kid = 'none';
  readonly bytes: number;
  readonly #order: RevocationOrder;

  constructor(order: RevocationOrder) {
    this.#order = order;
    this.bytes = lengthOfTexts(order);
  }

  get sealed(): Uint8Array {
    return Buffer.from(JSON.stringify(this.#order));
  }
}

class UnwrittenRequest implements KeptRequest {
  readonly #request: AuditedRequest;

  constructor(request: AuditedRequest) {
    this.#request = request;
  }

  get json(): string {
    return JSON.stringify(this.#request);
  }
}

/** Next to all that an order takes is its tokens. */
function lengthOfTexts(order: RevocationOrder): number {
  let length = 0;
  for (const value of Object.values(order)) if (typeof value === 'string') length += value.length;
  return length;
}
