import { appendFileSync } from 'node:fs';

/**
 * Marks a token or secret that a test uses, so that the test command can search everything that the run printed
 * for it. Returns the value, to be used in place.
 */
export function canary(value: string): string {
  const file = process.env['CANARY_FILE'];
  if (file !== undefined) appendFileSync(file, `${value}\n`);
  return value;
}

/** The forms in which a secret could slip into an output: as it is, and in the encodings that software applies. */
export function encodingsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  return [
    ...new Set([
      secret,
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
      encodeURIComponent(secret),
    ]),
  ];
}
