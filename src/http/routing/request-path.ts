const SCHEME_AND_AUTHORITY = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*/;

/**
 * Reduces a request target to its path and query. A server has to accept the absolute form (RFC 9112 section
 * 3.2.2); nothing here depends on the authority that it names, and an authority that is no valid one must not
 * reach a URL parser that throws.
 */
export function originForm(target: string | undefined): string {
  if (target === undefined) return '/';
  if (target.startsWith('/') || target === '*') return target;
  const rest = target.replace(SCHEME_AND_AUTHORITY, '');
  return rest.startsWith('/') ? rest : '/';
}

/** The path of a request target in origin form. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/);
  return end === -1 ? target : target.slice(0, end);
}

export function hasQuery(target: string): boolean {
  return target.includes('?');
}

/** What is behind the question mark of a request target, without a fragment. */
export function queryOf(target: string): string {
  const [beforeFragment = ''] = target.split('#', 1);
  const start = beforeFragment.indexOf('?');
  return start === -1 ? '' : beforeFragment.slice(start + 1);
}
