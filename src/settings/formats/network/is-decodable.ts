/** Whether every percent sign in a part of a URL begins an encoded byte of UTF-8 (RFC 3986 section 2.1). */
export function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== undefined;
  } catch {
    return false;
  }
}
