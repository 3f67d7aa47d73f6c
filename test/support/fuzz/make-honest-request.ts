import type { Random } from './random.ts';
import type { FuzzWords } from './words.ts';

/** A request as browsers, apps and admins send them, so that the fuzz also gets to what lies behind the checks. */
export function makeHonestRequest(random: Random, words: FuzzWords): string {
  return random.weighted([
    [4, () => logout(random, words)],
    [2, () => cookieLogout(random, words)],
    [3, () => adminRevoke(random, words)],
    [1, () => preflight(random, words)],
    [1, () => read(random, words)],
  ])();
}

function logout(random: Random, { clientId, tokens }: FuzzWords): string {
  const fields = {
    refreshToken: random.pick(tokens),
    ...(random.chance(0.7) && { clientId }),
    ...(random.chance(0.4) && { accessToken: random.pick(tokens) }),
    ...(random.chance(0.2) && { everywhere: true }),
    ...(random.chance(0.2) && { endSso: true }),
  };
  return random.chance(0.7)
    ? post('/logout', 'application/json', JSON.stringify(fields))
    : post('/logout', 'application/x-www-form-urlencoded', formOf(fields), ['Accept: text/html']);
}

function cookieLogout(random: Random, { cookie, origin, tokens }: FuzzWords): string {
  const site = random.chance(0.5) ? `Origin: ${origin}` : 'Sec-Fetch-Site: same-origin';
  return post('/logout', 'application/json', '{}', [`Cookie: ${cookie}=${random.pick(tokens)}`, site]);
}

function adminRevoke(random: Random, { apiKey, clientId, userPoolId, tokens }: FuzzWords): string {
  const body = random.pick([
    { refreshToken: random.pick(tokens), clientId, reason: 'fuzz' },
    { username: 'alice', userPoolId, reason: 'fuzz' },
    { username: 'nobody', userPoolId, reason: 'fuzz' },
  ]);
  return post('/admin/revoke', 'application/json', JSON.stringify(body), [`Authorization: Bearer ${apiKey}`]);
}

function preflight(random: Random, { origin }: FuzzWords): string {
  const asked = random.pick(['content-type', 'content-type, authorization', 'x-amz-target', 'x-evil']);
  return request('OPTIONS', '/logout', [
    `Origin: ${origin}`,
    'Access-Control-Request-Method: POST',
    `Access-Control-Request-Headers: ${asked}`,
  ]);
}

function read(random: Random, { apiKey }: FuzzWords): string {
  const path = random.pick(['/openapi.json', '/problems/internal', '/readyz', '/admin/clients', '/nothing']);
  return request(random.pick(['GET', 'HEAD']), path, [`Authorization: Bearer ${apiKey}`]);
}

function post(path: string, type: string, body: string, headers: readonly string[] = []): string {
  return request('POST', path, [`Content-Type: ${type}`, `Content-Length: ${body.length}`, ...headers], body);
}

function request(method: string, path: string, headers: readonly string[], body = ''): string {
  return [`${method} ${path} HTTP/1.1`, 'Host: service', ...headers, '', body].join('\r\n');
}

function formOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
