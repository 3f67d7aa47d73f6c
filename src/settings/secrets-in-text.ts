import { clientSecret } from './formats/cognito-names.ts';
import type { Parsed } from './parse.ts';
import { createSecret, type Secret } from './secret.ts';

/** As many as an app client may have at Cognito. */
export const SECRETS_MAX = 2;

/**
 * Reads what a source holds: a secret, or two on a line each, in the order in which to try them. A secret has no
 * character that could be mistaken for the end of a line.
 */
export function secretsInText(text: string): Parsed<readonly Secret[]> {
  const lines = [...new Set(text.replace(/\r?\n$/, '').split(/\r?\n/))];
  if (lines.length > SECRETS_MAX) {
    return { problem: 'must hold one secret, or two on a line each: an app client has no more of them.' };
  }
  const problem = lines.map((line) => clientSecret(line)).find((parsed) => 'problem' in parsed);
  return problem ?? { value: lines.map(createSecret) };
}

/** The other way round. */
export function textOfSecrets(secrets: readonly string[]): string {
  return secrets.join('\n');
}
