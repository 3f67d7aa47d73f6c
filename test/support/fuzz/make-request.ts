import { makeBody } from './make-body.ts';
import { makeHeaders } from './make-headers.ts';
import { makeHonestRequest } from './make-honest-request.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';
import type { FuzzWords } from './words.ts';

const METHODS = [
  'GET',
  'HEAD',
  'OPTIONS',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'CONNECT',
  'PRI',
  'FOO',
  'post',
  '',
];

const TARGETS = [
  '/admin/clients',
  '/openapi.json',
  '/problems/internal',
  '/problems/%2e%2e',
  '/livez',
  '/readyz',
  '/metrics',
  '/',
  '//logout',
  '/logout/',
  '/LOGOUT',
  '/%6cogout',
  '/logout?refreshToken=Fuzz_Canary',
  '/logout#x',
  '/logout;x=1',
  '/..;/logout',
  '/logout/../admin/clients',
  '/logout%00',
  '/%E0%A4%A',
  '/admin/receipts/%zz',
  '/admin/users/%ff/sessions',
  '/admin/clients/%E0%A4%A/token-revocation',
  '/sessions/%C0%80',
  '/__proto__',
  '/constructor',
  '/\xff\xfe',
  `/${'a'.repeat(3000)}`,
  `/${'../'.repeat(500)}`,
  '*',
  'logout',
  '',
  'http://service/logout',
  'http://evil.example/logout',
  'http://[::1/logout',
  'ftp://service/logout',
  '\\logout',
];

export interface FuzzRequest {
  readonly bytes: string;
  /** Made by the grammar alone, with a body of the length that it announces: more may follow on its connection. */
  readonly isFramed: boolean;
}

/** One request of the fuzz: honest or by the grammar of dishonest ones, now and then with its bytes changed as well. */
export function makeRequest(random: Random, words: FuzzWords): FuzzRequest {
  const { bytes, isFramed } = random.weighted([
    [4, () => ({ bytes: makeHonestRequest(random, words), isFramed: true })],
    [4, () => ({ bytes: framedRequest(random, words), isFramed: true })],
    [3, () => ({ bytes: oddlyFramedRequest(random, words), isFramed: false })],
  ])();
  return random.chance(0.7) ? { bytes, isFramed } : { bytes: mutate(bytes, random), isFramed: false };
}

function framedRequest(random: Random, words: FuzzWords): string {
  const body = makeBody(random, words);
  const chunked = random.chance(0.2);
  const framing = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  return requestText(random, words, [framing], chunked ? chunks(random, body) : body);
}

/** Lengths that lie, framings that exclude each other, and chunks that are none. */
function oddlyFramedRequest(random: Random, words: FuzzWords): string {
  const body = makeBody(random, words);
  const lengths = [
    `Content-Length: ${body.length}`,
    `Content-Length: ${random.below(100)}`,
    'Content-Length: 99999999999999999999',
    'Content-Length: -1',
    'Content-Length: 0x10',
    'Content-Length:',
  ];
  const codings = [
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding:\tchunked',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  ];
  const framing = [...lengths, ...codings].filter(() => random.chance(0.15));
  return requestText(random, words, framing, random.chance(0.5) ? chunks(random, body) : body);
}

function requestText(random: Random, words: FuzzWords, framing: readonly string[], body: string): string {
  const [method, target] = random.weighted([
    [5, () => ['POST', '/logout']],
    [2, () => ['POST', '/admin/revoke']],
    [1, () => ['POST', random.pick(TARGETS)]],
    [1, () => [random.pick(METHODS), random.pick(['/logout', '/admin/revoke'])]],
    [1, () => [random.pick(METHODS), random.pick(TARGETS)]],
  ])();
  const version = random.chance(0.96)
    ? 'HTTP/1.1'
    : random.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/0.9', 'HTTP/', '']);
  const lines = [...makeHeaders(random, words), ...framing];
  return [`${method} ${target} ${version}`, ...lines, '', body].join('\r\n');
}

function chunks(random: Random, body: string): string {
  let text = '';
  for (let at = 0; at < body.length;) {
    const size = Math.min(body.length - at, 1 + random.below(500));
    const extension = random.chance(0.1) ? `;${'x'.repeat(random.below(200))}` : '';
    text += `${size.toString(16)}${extension}\r\n${body.slice(at, at + size)}\r\n`;
    at += size;
  }
  return `${text}0\r\n${random.chance(0.1) ? 'Trailer-Field: x\r\n' : ''}\r\n`;
}
