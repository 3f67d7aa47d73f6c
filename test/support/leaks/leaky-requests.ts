/** A request line's first two words, header lines and body: what comes of it is not asked, only what leaks. */
export interface LeakyRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly string[];
  readonly body?: string;
}

export type Route = Pick<LeakyRequest, 'method' | 'target' | 'headers'>;

const JSON_TYPE = 'Content-Type: application/json';
const FORM_TYPE = 'Content-Type: application/x-www-form-urlencoded';

const FIELDS = `
  refreshToken accessToken idToken clientId everywhere endSso username userPoolId sessionId reason
  token token_type_hint client_id client_secret refresh_token id_token_hint post_logout_redirect_uri state Token ClientId ClientSecret AccessToken
  __proto__
`
  .trim()
  .split(/\s+/);

const HEADERS = `
  X-Api-Key X-Amz-Security-Token X-Amz-Target X-Amz-User-Agent X-Amz-Date DPoP X-Forwarded-For
  X-Forwarded-Host X-Forwarded-Proto Forwarded X-Real-IP Via From X-Request-Id traceparent tracestate
  baggage Idempotency-Key X-Csrf-Token Host Origin Referer User-Agent Accept Accept-Language
  Accept-Encoding Content-Type Content-Encoding Content-Length Transfer-Encoding Expect Range
  If-None-Match Sec-Fetch-Site Access-Control-Request-Method Access-Control-Request-Headers Upgrade
`
  .trim()
  .split(/\s+/);

const SCHEMES = ['Bearer', 'Basic', 'DPoP', 'Token', 'ApiKey', 'bearer  ', ''];
const COOKIES = ['__Host-refresh_token', '__Host-access_token', 'session', ''];

/** Requests with a text in each place where a request to a route can hold one. */
export function leakyRequests(route: Route, text: string): readonly LeakyRequest[] {
  return [
    ...inTarget(route, text),
    ...inHeaders(route, text),
    ...(route.method === 'POST' ? inBody(route, text) : []),
  ];
}

function inTarget(route: Route, text: string): readonly LeakyRequest[] {
  const escaped = encodeURIComponent(text);
  const targets = [
    `${route.target}?refresh_token=${escaped}`,
    `${route.target}?${escaped}`,
    `${route.target}/${escaped}`,
    `${route.target}#${escaped}`,
    `/${escaped}`,
    `http://user:${escaped}@service${route.target}`,
    `http://${escaped.slice(0, 63)}${route.target}`,
  ];
  return [
    ...targets.map((target) => ({ ...route, target })),
    { ...route, method: 'PUT', target: `${route.target}?${escaped}` },
    { ...route, method: text.replaceAll(/[^A-Za-z]/g, '').slice(0, 100) },
  ];
}

function inHeaders(route: Route, text: string): readonly LeakyRequest[] {
  const lines = [
    ...HEADERS.map((name) => `${name}: ${text}`),
    ...SCHEMES.map((scheme) => `Authorization: ${scheme} ${text}`),
    `Authorization: Basic ${Buffer.from(`client:${text}`).toString('base64')}`,
    `Authorization: AWS4-HMAC-SHA256 Credential=${text}/20261122/eu-west-1/cognito-idp/aws4_request, Signature=${text}`,
    ...COOKIES.map((name) => `Cookie: ${name}=${text}`),
    `Cookie: a=1; __Host-refresh_token=${text}; __Host-refresh_token=${text}2`,
    `X-${text.replaceAll(/[^A-Za-z0-9]/g, '')}: 1`,
    ` folded-${text}: 1`,
  ];
  const sent = route.method === 'POST' ? { headers: [...route.headers, JSON_TYPE], body: '{}' } : {};
  return lines.map((line) => {
    const { headers = route.headers, body } = { ...sent };
    const kept = headers.filter((other) => nameOf(other) !== nameOf(line));
    return { ...route, headers: [...kept, line], ...(body === undefined ? {} : { body }) };
  });
}

const nameOf = (line: string) => line.slice(0, line.indexOf(':'));

function inBody(route: Route, text: string): readonly LeakyRequest[] {
  const json = (body: string) => ({ ...route, headers: [...route.headers, JSON_TYPE], body });
  const form = (body: string) => ({ ...route, headers: [...route.headers, FORM_TYPE], body });
  const typed = (type: string) => ({
    ...route,
    headers: [...route.headers, `Content-Type: ${type}`],
    body: text,
  });
  return [
    ...FIELDS.map((field) => json(JSON.stringify({ [field]: text }))),
    ...FIELDS.map((field) => form(`${field}=${encodeURIComponent(text)}`)),
    json(JSON.stringify({ [text]: text })),
    json(JSON.stringify({ refreshToken: { nested: [text] } })),
    json(JSON.stringify([text])),
    json(JSON.stringify(text)),
    json(text),
    json(`{"refreshToken":"${text.repeat(40)}"}`),
    json(`{"refreshToken":"${text}`),
    json(`{"refreshToken":"${text}",}`),
    json(`{"refreshToken":"${text}","refreshToken":"${text}"}`),
    json(`\ufeff{"refreshToken":"${text}"}`),
    form(`${text}=${text}&${text}`),
    form(`refreshToken=${text}&refreshToken=${text}`),
    form(`refreshToken=%E0%A4%A${text}`),
    ...['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'application/x-amz-json-1.1'].map(
      typed,
    ),
    { ...route, headers: route.headers, body: text },
  ];
}
