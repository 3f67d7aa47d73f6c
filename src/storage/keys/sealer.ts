import { seal, unseal, type Opened, type Sealed, type SealContext } from './cipher.ts';
import type { KeyRing } from './key-ring.ts';
import { createRandomIvs } from './random-ivs.ts';

/** Turns an order into what the database may see of it, and back. */
export interface Sealer {
  seal(context: SealContext, plaintext: string): Sealed;
  unseal(context: SealContext, sealed: Uint8Array): Opened;
}

export function createSealer(currentRing: () => KeyRing): Sealer {
  const nextIv = createRandomIvs();
  return {
    seal: (context, plaintext) => seal(currentRing(), context, plaintext, nextIv()),
    unseal: (context, sealed) => unseal(currentRing(), context, sealed),
  };
}

/** For the engine that never leaves the process: leaves everything as it is. */
export function createTransparentSealer(): Sealer {
  return {
    seal: (_context, plaintext) => ({ kid: 'none', sealed: Buffer.from(plaintext) }),
    unseal: (_context, sealed) => ({ kind: 'opened', plaintext: Buffer.from(sealed).toString('utf8') }),
  };
}
