/** The JSON object that a body holds; undefined for anything else, also for an array. */
export function jsonObjectOf({ buffer, byteOffset, byteLength }: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
