import { encodingsOf } from '../test/support/canaries.ts';

/** How many of the secrets stand in a text, in any of the encodings in which software writes them. */
export function findLeaks(text: string, secrets: readonly string[]): number {
  return [...new Set(secrets)].filter((secret) => encodingsOf(secret).some((form) => text.includes(form)))
    .length;
}
