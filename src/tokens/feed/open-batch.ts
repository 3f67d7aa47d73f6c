import { verify } from 'node:crypto';
import { unverifiedPart } from '../unverified-part.ts';
import { decodeBatch } from './decode-batch.ts';
import type { FeedKeySet } from './feed-key.ts';
import type { RevocationBatch } from './revocation-batch.ts';
import { BATCH_ALGORITHM, BATCH_TYPE } from './sign-batch.ts';

export type BatchRefusal = 'malformed' | 'unknown-key' | 'bad-signature' | 'unsupported-version';

export type OpenedBatch =
  | { readonly kind: 'batch'; readonly batch: RevocationBatch }
  | { readonly kind: 'refused'; readonly why: BatchRefusal };

interface Parts {
  readonly kid: string;
  readonly signingInput: string;
  readonly payload: string;
  readonly signature: string;
}

/**
 * Verifies a signed batch and reads it. Nothing of a batch is looked at before its signature was found genuine; the
 * only algorithm is Ed25519, whatever the header says (RFC 8725 section 3.1). Never throws.
 *
 * @param jws what `signBatch` made
 * @param keys the keys that the reader trusts
 */
export function openBatch(jws: string, keys: FeedKeySet): OpenedBatch {
  const parts = readParts(jws);
  if (parts === undefined) return { kind: 'refused', why: 'malformed' };
  const key = keys.get(parts.kid);
  if (key === undefined) return { kind: 'refused', why: 'unknown-key' };
  const signature = Buffer.from(parts.signature, 'base64url');
  const genuine =
    key.asymmetricKeyType === 'ed25519' &&
    verify(null, Buffer.from(parts.signingInput, 'utf8'), key, signature);
  if (!genuine) return { kind: 'refused', why: 'bad-signature' };
  return decodeBatch(Buffer.from(parts.payload, 'base64url').toString('utf8'));
}

function readParts(jws: string): Parts | undefined {
  const [header, payload, signature, ...more] = jws.split('.');
  if (header === undefined || payload === undefined || signature === undefined || more.length > 0)
    return undefined;
  const kid = kidOf(header);
  return kid === undefined ? undefined : { kid, payload, signature, signingInput: `${header}.${payload}` };
}

function kidOf(part: string): string | undefined {
  const header = unverifiedPart(part);
  if (header === undefined || 'crit' in header) return undefined;
  const { alg, typ, kid } = header;
  return alg === BATCH_ALGORITHM && typ === BATCH_TYPE && typeof kid === 'string' ? kid : undefined;
}
