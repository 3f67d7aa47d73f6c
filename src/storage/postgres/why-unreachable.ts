/** What the driver says without a code, in words of ours: its own may quote what a server sends. */
const REASONS: readonly (readonly [saying: RegExp, reason: string])[] = [
  [/\btimeout\b/, 'no answer in time'],
  [/does not support SSL/, 'it speaks no TLS, which sslmode asks for'],
  [/client password must be/, 'it wants a password'],
  [/^Connection terminated/, 'it hung up'],
];

/** Why there is no connection to a server, in a few words: by the code of the system, of TLS or of PostgreSQL, if there is one. */
export function whyUnreachable(error: unknown): string {
  const { code, message = '' } = error as { readonly code?: string; readonly message?: string };
  if (code !== undefined) return code;
  return REASONS.find(([saying]) => saying.test(message))?.[1] ?? 'it does not answer as PostgreSQL does';
}
