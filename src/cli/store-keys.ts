/** `npm run store-keys`: makes the key file of a store, or adds a new key to it. */
import { ConfigurationError } from '../errors/configuration-error.ts';
import { addActiveKey } from '../storage/keys/add-active-key.ts';
import { makeKeyRingFile } from '../storage/keys/make-key-ring.ts';

const USAGE = `Makes or rotates the keys that stored tokens are encrypted with.

  npm run -s store-keys -- make <file>     makes a new key file, and never replaces one that is there
  npm run -s store-keys -- rotate <file>   adds a new key and makes it the active one

After "rotate" send SIGHUP to every instance, so that it takes the file up. Keys of before stay in the file: remove one
only when no stored logout needs it any more.`;

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

async function main([act, file, ...more]: readonly string[]): Promise<number> {
  if (act === '--help' || act === '-h') return say(USAGE);
  if (file === undefined || more.length > 0 || (act !== 'make' && act !== 'rotate'))
    return fail(EXIT_USAGE, USAGE);
  try {
    if (act === 'rotate')
      return say(`Added the key ${await addActiveKey(file)}, which is the active one now.`);
    const { active } = await makeKeyRingFile(file);
    return say(`Made ${file} with the key ${active}. Back it up, apart from the database.`);
  } catch (error) {
    return fail(EXIT_FAILED, problemOf(error));
  }
}

function problemOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return code === 'EEXIST'
    ? 'The file is there already, and was left alone: another ring could not open what is stored.'
    : `The file cannot be read or written (${code}).`;
}

function say(text: string): number {
  console.log(text);
  return 0;
}

function fail(exitCode: number, text: string): number {
  console.error(text);
  return exitCode;
}

process.exitCode = await main(process.argv.slice(2));
