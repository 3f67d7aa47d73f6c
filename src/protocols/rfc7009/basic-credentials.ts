export interface BasicCredentials {
  readonly id: string | undefined;
  readonly secret: string | undefined;
}

const BASIC = /^basic(?: +(.*))?$/i;

/** What is in an `Authorization: Basic` header. A public client may leave out the secret, and the colon with it. */
export function basicCredentials(authorization: string | undefined): BasicCredentials | undefined {
  const match = BASIC.exec(authorization ?? '');
  if (match === null) return undefined;
  const pair = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  if (colon === -1) return { id: readable(pair), secret: undefined };
  return { id: readable(pair.slice(0, colon)), secret: readable(pair.slice(colon + 1)) };
}

/**
 * Ids and secrets in a Basic header are form-encoded (RFC 6749 section 2.3.1), and many libraries send them as they
 * are. No id and no secret of Cognito, and no API key, has a percent sign or a blank, so that a value with a percent sign
 * can only be an encoded one, and a plus sign in any other is a plus sign.
 */
function readable(value: string): string | undefined {
  if (value === '') return undefined;
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}
