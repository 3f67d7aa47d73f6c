import { UsageError } from '../command-error.ts';

/** JWTs and JWEs begin like this: base64url of `{"`. */
const TOKEN = /eyJ/;
/** An API key of this service. */
const API_KEY = /\bclk_[a-z0-9-]+\./;
/** As long as a secret of an app client, and longer than any name or id that a command takes. A path has more than letters. */
const LONG = /(?<![\w/.@+-])[A-Za-z0-9_+-]{48,}(?![\w/.@+-])/;

/**
 * Refuses arguments that look like tokens, keys or secrets: whoever lists the processes of the machine sees them, and
 * the shell keeps them in its history. Quotes none of them.
 *
 * @throws UsageError
 */
export function refuseSecrets(args: readonly string[]): void {
  if (!args.some((arg) => [TOKEN, API_KEY, LONG].some((pattern) => pattern.test(arg)))) return;
  throw new UsageError(
    'An argument looks like a token, a key or a secret, as every word of 48 characters or more does. Arguments are seen by everybody on this machine and stay in the ' +
      "shell's history: give it in a file or on standard input instead (--help says how), and consider that one known to others.",
  );
}
