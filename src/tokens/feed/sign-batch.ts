import { sign } from 'node:crypto';
import { encodeBatch } from './encode-batch.ts';
import type { FeedSigner } from './feed-key.ts';
import type { RevocationBatch } from './revocation-batch.ts';

/** Says what the signature is for, so that nothing else that a key ever signs can pass for a batch (RFC 8725 3.11). */
export const BATCH_TYPE = 'revocation-batch+jws';
export const BATCH_ALGORITHM = 'EdDSA';

/**
 * Signs a batch: a JWS in compact serialisation (RFC 7515 section 3.1) with Ed25519 (RFC 8037 section 3.1), so that
 * readers need not trust what stands between them and the service.
 */
export function signBatch(batch: RevocationBatch, signer: FeedSigner): string {
  const header = JSON.stringify({ alg: BATCH_ALGORITHM, typ: BATCH_TYPE, kid: signer.kid });
  const signingInput = `${base64url(header)}.${base64url(encodeBatch(batch))}`;
  const signature = sign(null, Buffer.from(signingInput, 'utf8'), signer.privateKey);
  return `${signingInput}.${signature.toString('base64url')}`;
}

function base64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
