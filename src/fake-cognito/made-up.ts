import { randomBytes } from 'node:crypto';

/** An id of an app client as Cognito makes them up: 26 lower-case letters and digits. */
export function madeUpClientId(): string {
  return lettersAndDigits(26);
}

/** A client secret as Cognito makes them up: 52 lower-case letters and digits. */
export function madeUpSecret(): string {
  return lettersAndDigits(52);
}

/** A session id as Cognito makes them up: the kind, and 25 lower-case letters and digits. */
export function madeUpSessionId(kind: 'tkn' | 'sso'): string {
  return `${kind}${lettersAndDigits(25)}`;
}

/** An id of a user pool as Cognito makes them up: the Region, and 9 letters and digits. */
export function madeUpPoolId(region: string): string {
  return `${region}_${randomBytes(32).toString('base64').replace(/[+/=]/g, '').slice(0, 9)}`;
}

function lettersAndDigits(length: number): string {
  return [...randomBytes(length)].map((byte) => (byte % 36).toString(36)).join('');
}
