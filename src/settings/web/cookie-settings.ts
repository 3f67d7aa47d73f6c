/** How cookies that hold tokens were set: browsers clear a cookie only with the same name, path and domain. */
export interface CookieSettings {
  readonly refreshToken: string;
  readonly accessToken?: string | undefined;
  readonly idToken?: string | undefined;
  readonly path: string;
  readonly domain?: string | undefined;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: 'strict' | 'lax' | 'none';
}

interface CookieProblem {
  readonly field: keyof CookieSettings;
  readonly problem: string;
}

/** Combinations that no browser stores (RFC 6265bis sections 4.1.3 and 5.7), so that they can't be meant. */
export function cookieProblems(cookies: CookieSettings): readonly CookieProblem[] {
  const problems: CookieProblem[] = [];
  if (cookies.sameSite === 'none' && !cookies.secure) {
    problems.push({
      field: 'secure',
      problem: 'must be true when SameSite is none: browsers refuse the cookie.',
    });
  }
  for (const field of ['refreshToken', 'accessToken', 'idToken'] as const) {
    const problem = prefixProblem(cookies[field] ?? '', cookies);
    if (problem !== undefined) problems.push({ field, problem });
  }
  if (new Set(namesOf(cookies)).size < namesOf(cookies).length) {
    problems.push({ field: 'refreshToken', problem: 'must differ from the names of the other cookies.' });
  }
  return problems;
}

function prefixProblem(name: string, { path, domain, secure }: CookieSettings): string | undefined {
  const prefix = /^__(host|secure)-/i.exec(name)?.[1]?.toLowerCase();
  if (prefix === 'host' && !(path === '/' && domain === undefined && secure)) {
    return 'begins with __Host-, which needs the path /, no domain, and secure.';
  }
  if (prefix === 'secure' && !secure) return 'begins with __Secure-, which needs secure.';
  return undefined;
}

function namesOf({ refreshToken, accessToken, idToken }: CookieSettings): readonly string[] {
  return [refreshToken, accessToken, idToken].filter((name) => name !== undefined);
}
