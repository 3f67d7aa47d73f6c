import { createPrivateKey } from 'node:crypto';
import { feedSigner, type FeedSigner } from './feed-key.ts';

/** The PKCS #8 wrapping of an Ed25519 private key, without the 32 bytes of the key itself (RFC 8410 section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The signer whose private key is this seed (RFC 8032 section 5.1.5: any 32 bytes are one). */
export function feedKeyOfSeed(seed: Uint8Array): FeedSigner {
  const key = Buffer.concat([PKCS8_PREFIX, seed]);
  return feedSigner(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}
