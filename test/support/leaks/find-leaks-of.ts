import { encodingsOf } from '../canaries.ts';

/** Shorter pieces of a token could stand in a text by chance. */
const PIECE_LENGTH_MIN = 16;

/** Of each form, so many characters are looked up at every place of the text. */
const KEY_LENGTH = 12;

/**
 * Which of the secrets stand in a text: whole, or one of the parts that dots divide a token into, as they are,
 * URL-encoded, hexadecimal, or in base64 at any offset. Gives the names of the secrets. Takes one pass over the text,
 * however many secrets there are.
 */
export function findLeaksOf(secrets: Readonly<Record<string, string>>, text: string): readonly string[] {
  const byKey = indexOf(secrets);
  const beginnings = new Uint8Array(BEGINNINGS);
  for (const key of byKey.keys()) beginnings[beginningAt(key, 0)] = 1;
  const found = new Set<string>();
  for (let at = 0; at + KEY_LENGTH <= text.length; at += 1) {
    if (beginnings[beginningAt(text, at)] === 0) continue;
    for (const { name, form } of byKey.get(text.slice(at, at + KEY_LENGTH)) ?? []) {
      if (text.startsWith(form, at)) found.add(name);
    }
  }
  return [...found].sort();
}

/** Nearly every place of a text is ruled out by its first three characters, without a look at any form. */
const BEGINNINGS = 65_536;

function beginningAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) % BEGINNINGS;
}

interface NamedForm {
  readonly name: string;
  readonly form: string;
}

function indexOf(secrets: Readonly<Record<string, string>>): ReadonlyMap<string, readonly NamedForm[]> {
  const forms = Object.entries(secrets).flatMap(([name, secret]) =>
    [...new Set(piecesOf(secret).flatMap(formsOf))].map((form) => ({ name, form })),
  );
  const byKey = new Map<string, NamedForm[]>();
  for (const named of forms) {
    const key = named.form.slice(0, KEY_LENGTH);
    byKey.set(key, [...(byKey.get(key) ?? []), named]);
  }
  return byKey;
}

function piecesOf(secret: string): readonly string[] {
  return [secret, ...secret.split('.').filter((part) => part.length >= PIECE_LENGTH_MIN)];
}

function formsOf(piece: string): readonly string[] {
  const hex = Buffer.from(piece, 'utf8').toString('hex');
  const escaped = encodeURIComponent(piece);
  return [...encodingsOf(piece), ...encodingsOf(escaped), hex.toUpperCase(), ...base64Within(piece)];
}

/** Base64 of a longer text that holds the piece: its digits depend on where in the text it begins, modulo three. */
function base64Within(piece: string): readonly string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(piece, 'utf8')]);
    const whole = bytes.toString('base64').slice(offset === 0 ? 0 : 4, -4);
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
