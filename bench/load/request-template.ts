import { randomBytes } from 'node:crypto';

/** Where a generator puts what differs from request to request. */
export const UNIQUE_PLACE = '<unique-to-the-request>';
export const ACCESS_TOKEN_PLACE = '<access-token>';
/** How many characters of the token are the generator's. */
export const UNIQUE_CHARACTERS = 20;

export interface RequestShape {
  readonly path: string;
  readonly encoding: 'json' | 'form';
  /** The body, with the places in it. */
  readonly body: string;
  /** Of each access token, where the body has a place for one. */
  readonly accessTokenCharacters?: number;
}

/**
 * A whole HTTP request but for what differs from one to the next. The refresh token has the length, alphabet and five
 * parts of Cognito's (1.7 kB), and no two requests have the same.
 */
export function requestTemplate({ path, encoding, body, accessTokenCharacters = 0 }: RequestShape): string {
  const length = body
    .replace(UNIQUE_PLACE, '_'.repeat(UNIQUE_CHARACTERS))
    .replace(ACCESS_TOKEN_PLACE, '_'.repeat(accessTokenCharacters)).length;
  const type = encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nAccept: application/json\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n${body}`;
}

/** A refresh token with a place for what makes it unique: header, encrypted key, vector, ciphertext and tag of a JWE. */
export function refreshTokenTemplate(): string {
  const header = { cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' };
  const part = (characters: number) => randomBytes(characters).toString('base64url').slice(0, characters);
  return [
    Buffer.from(JSON.stringify(header)).toString('base64url'),
    part(342),
    part(16),
    `${part(600)}${UNIQUE_PLACE}${part(600)}`,
    part(22),
  ].join('.');
}
