/**
 * What the header or the payload of a JWT says before anybody has verified it (RFC 7519 section 7.2): good for finding out
 * what it claims to be, and whose keys or app client that takes. It proves nothing.
 *
 * @param part one of those between the points of the token
 * @returns undefined where it does not decode to a JSON object. What is no character of base64url is passed over
 */
export function unverifiedPart(part: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (part === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
