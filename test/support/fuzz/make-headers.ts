import type { Random } from './random.ts';
import { hostileWords, type FuzzWords } from './words.ts';

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/x-amz-json-1.1',
  ';',
];

const OTHERS: readonly (readonly [string, readonly string[]])[] = [
  ['Accept', ['text/html', '*/*', 'text/html;q=x']],
  ['Accept-Encoding', ['gzip', 'br;q=1.0, *;q=0']],
  ['Content-Encoding', ['gzip', 'identity', 'deflate']],
  ['Connection', ['keep-alive', 'upgrade', 'close, te', 'X-Request-Id']],
  ['Upgrade', ['websocket', 'h2c']],
  ['Expect', ['100-continue', '200-ok']],
  ['TE', ['trailers', 'chunked']],
  ['Trailer', ['Content-Length', 'Authorization']],
  ['If-None-Match', ['*', '"x"']],
  ['Range', ['bytes=0-1', 'bytes=-99999999999']],
  ['Sec-Fetch-Site', ['same-origin', 'cross-site', 'none', '']],
  ['Access-Control-Request-Method', ['POST', 'PUT', 'post', '']],
  ['Access-Control-Request-Headers', ['content-type', 'x-evil', ',,,', 'a'.repeat(2000)]],
  ['X-Forwarded-For', ['6.6.6.6', '::1', 'unknown', ',,', '6.6.6.6, 7.7.7.7', 'a'.repeat(3000)]],
  ['X-Forwarded-Host', ['evil.example']],
  ['X-Forwarded-Proto', ['http', 'javascript']],
  ['X-HTTP-Method-Override', ['DELETE']],
  ['X-Amz-Target', ['AWSCognitoIdentityProviderService.RevokeToken', 'x.y.z', '.']],
  ['Idempotency-Key', ['1', 'a'.repeat(300)]],
  ['traceparent', ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '00-0-0-0', 'ff']],
  ['X-Request-Id', ['0123456789', 'a', 'a'.repeat(65), '\x1b[2J']],
  ['Max-Forwards', ['0']],
  ['Host', ['other.example']],
];

/** Header lines without the ones that frame the body. */
export function makeHeaders(random: Random, words: FuzzWords): readonly string[] {
  const lines = random.chance(0.97) ? ['Host: service'] : [];
  if (random.chance(0.8)) lines.push(`Content-Type: ${random.chance(0.7) ? TYPES[0] : random.pick(TYPES)}`);
  if (random.chance(0.3)) lines.push(`Authorization: ${authorization(random, words)}`);
  if (random.chance(0.3)) lines.push(`Origin: ${origin(random, words)}`);
  if (random.chance(0.3)) lines.push(`Cookie: ${cookies(random, words)}`);
  while (random.chance(0.4)) {
    const [name, values] = random.pick(OTHERS);
    lines.push(`${name}: ${random.chance(0.8) ? random.pick(values) : random.pick(hostileWords(words))}`);
  }
  if (random.chance(0.01)) lines.push(...Array.from({ length: 120 }, (_, n) => `X-${n}: a`));
  if (random.chance(0.01)) lines.push(`X-Long: ${'a'.repeat(20_000)}`);
  return lines;
}

function authorization(random: Random, words: FuzzWords): string {
  const word = random.pick(hostileWords(words));
  return random.pick([
    `Bearer ${words.apiKey}`,
    `Bearer ${random.pick(words.tokens)}`,
    `Bearer ${word}`,
    `bearer   ${word}`,
    'Bearer',
    `Basic ${Buffer.from(word).toString('base64')}`,
    word,
  ]);
}

function origin(random: Random, words: FuzzWords): string {
  return random.pick([
    words.origin,
    words.origin,
    'null',
    'https://evil.example',
    `${words.origin}.evil`,
    '',
  ]);
}

function cookies(random: Random, words: FuzzWords): string {
  const pair = () => {
    const name = random.pick([words.cookie, words.cookie, 'other', '', '__proto__', 'a b']);
    return `${name}${random.pick(['=', '=', '=', '', '=='])}${random.pick(hostileWords(words))}`;
  };
  return Array.from({ length: 1 + random.below(3) }, pair).join(random.pick(['; ', ';', ',']));
}
