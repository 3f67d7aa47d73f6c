import { hash } from 'node:crypto';
import type { LimitSubject } from '../revocation/ports/request-limiter.ts';
import { addressBlock } from './address-block.ts';

/**
 * The key under which a subject is counted. Addresses count by their block; what a caller can choose freely is
 * hashed, so that it can neither grow the key nor collide with another kind's.
 */
export function subjectKey(subject: LimitSubject): string {
  switch (subject.kind) {
    case 'client-address':
      return addressBlock(subject.address);
    case 'user':
      return hashed(subject.sub);
    case 'app-client':
      return hashedClientId(subject.clientId);
    case 'admin':
    case 'reader':
      return hashed(subject.id);
    case 'admin-failure':
      return `${addressBlock(subject.address)}|${hashed(subject.keyId)}`;
  }
}

/** Most requests are about the same app client as the one before. */
const hashedClientId = rememberingLast(hashed);

function rememberingLast(make: (value: string) => string): (value: string) => string {
  let last: { readonly value: string; readonly made: string } | undefined;
  return (value) => {
    if (last?.value !== value) last = { value, made: make(value) };
    return last.made;
  };
}

function hashed(value: string): string {
  return hash('sha256', value, 'base64url').slice(0, 22);
}
