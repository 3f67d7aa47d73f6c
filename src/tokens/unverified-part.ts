/**
 * What the header or the payload of a JWT says before anybody has verified it: good for finding out whose keys that takes,
 * and for nothing else.
 *
 * @param part one of those between the points of the token
 * @returns undefined where it is no JSON object in base64url (RFC 7519 section 7.2)
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
