/** Takes secrets out of a text, whatever put them there. */
export type ScrubText = (text: string) => string;

const SCRUBBED = '[scrubbed]';

/** Shorter secrets would take words out of ordinary text. */
const SECRET_LENGTH_MIN = 8;

/** Each is linear: no two neighbouring repetitions can match the same character. */
const SHAPES: readonly RegExp[] = [
  // JWT and JWE, whole or cut off; then the same in base64 and hexadecimal digits.
  /eyJ[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*)*/g,
  /ZXlK[A-Za-z0-9+/_-]{8,}/g,
  /65794[aA][0-9a-fA-F]{8,}/g,
  /\b(?:basic|bearer)(?:\s|%20){1,4}[A-Za-z0-9+/=._~%-]{6,}/gi,
  /clk_[A-Za-z0-9_.-]{4,}/g,
];

/**
 * The net behind the logger's allow-list: removes everything shaped like a token or credential, and the given
 * secrets in every form in which software writes them (as they are, URL-encoded, in JSON, hexadecimal, and
 * base64 at any offset, as within `Basic` credentials).
 */
export function createScrubText(secrets: readonly string[] = []): ScrubText {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= SECRET_LENGTH_MIN).flatMap(formsOf))];
  const patterns = forms.length === 0 ? SHAPES : [anyOf(forms), ...SHAPES];
  return (text) => {
    let scrubbed = text;
    for (const pattern of patterns) scrubbed = scrubbed.replace(pattern, SCRUBBED);
    return scrubbed;
  };
}

function anyOf(forms: readonly string[]): RegExp {
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(literalPattern).join('|'), 'g');
}

/** The pattern that matches a text as it is, to be put together with others. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function formsOf(secret: string): readonly string[] {
  const hex = Buffer.from(secret, 'utf8').toString('hex');
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    hex,
    hex.toUpperCase(),
    Buffer.from(secret, 'utf8').toString('base64'),
    Buffer.from(secret, 'utf8').toString('base64').replaceAll('=', ''),
    Buffer.from(secret, 'utf8').toString('base64url'),
    ...base64FormsOf(secret, 'base64'),
    ...base64FormsOf(secret, 'base64url'),
  ];
}

/** Base64 of a text depends on its offset modulo three. The digits that its neighbours have a share in are left out. */
function base64FormsOf(secret: string, encoding: 'base64' | 'base64url'): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret, 'utf8')]);
    const wholeBits = bytes.length * 8;
    return bytes.toString(encoding).slice(Math.ceil((offset * 8) / 6), Math.floor(wholeBits / 6));
  });
}
