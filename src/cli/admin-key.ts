/** `npm run admin-key`: makes an API key for the admin routes, shows it once, and gives the entry that is kept of it. */
import { parseArgs } from 'node:util';
import { apiKeyHash, createApiKey } from '../admin-keys/api-key.ts';
import { apiKeySchema } from '../admin-keys/api-keys-schema.ts';
import { apiKeysFileWith, appendApiKey, type ApiKeyEntry } from '../admin-keys/append-api-key.ts';
import { ADMIN_ACTS } from '../revocation/admin-act.ts';
import { checkShape } from '../settings/check-shape.ts';

const ACTS = Object.entries(ADMIN_ACTS)
  .map(([act, what]) => `                   ${act.padEnd(22)} ${what}`)
  .join('\n');

const USAGE = `Makes an API key for the admin routes.

  npm run -s admin-key -- --id support-desk --name "Support desk"

  --id           stands in the key and in audit records: lower-case letters, digits, hyphens
  --name         who holds the key, for people
  --scope        admin (the default), or feed, for resource servers; may be repeated
  --user-pool    a user pool whose sessions the key may end; may be repeated. Left out: every configured pool
  --act          something that the key may do; may be repeated. Left out: all but disable-users, manage-clients and
                 manage-parked. One of
${ACTS}
  --expires-at   when the key stops working, such as 2027-01-31T00:00:00Z. Left out: never
  --file         the API keys file to add the entry to (made if it is not there). Left out: the entry is printed`;

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

function main(args: readonly string[]): number {
  const options = readOptions(args);
  if (options instanceof TypeError) return fail(EXIT_USAGE, [options.message, '', USAGE]);
  if (options.help === true) {
    console.log(USAGE);
    return 0;
  }
  const key = createApiKey(options.id ?? '');
  const entry = entryFor(key, options);
  const checked = checkShape(apiKeySchema, entry, '');
  if ('problems' in checked) return fail(EXIT_USAGE, [...checked.problems, '', USAGE]);
  return options.file === undefined ? print(key, entry) : addToFile(options.file, key, entry);
}

type Options = Exclude<ReturnType<typeof readOptions>, TypeError>;

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        id: { type: 'string' },
        name: { type: 'string' },
        scope: { type: 'string', multiple: true },
        'user-pool': { type: 'string', multiple: true },
        act: { type: 'string', multiple: true },
        'expires-at': { type: 'string' },
        file: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (error) {
    return error instanceof TypeError ? error : new TypeError('The arguments cannot be read.');
  }
}

function entryFor(key: string, options: Options): ApiKeyEntry {
  const { 'user-pool': userPoolIds, act: acts, 'expires-at': expiresAt } = options;
  return {
    id: options.id ?? '',
    name: options.name ?? '',
    hash: apiKeyHash(key),
    scopes: options.scope ?? ['admin'],
    ...(userPoolIds === undefined ? {} : { userPoolIds }),
    ...(acts === undefined ? {} : { acts }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function print(key: string, entry: ApiKeyEntry): number {
  console.log(`The key, shown this once. Keep it where secrets are kept:\n\n  ${key}\n`);
  console.log(`For the file that ADMIN_API_KEYS_FILE names:\n\n${apiKeysFileWith(entry)}`);
  return 0;
}

/** The key goes to standard output alone, so that it can be piped to where it is kept. */
function addToFile(file: string, key: string, entry: ApiKeyEntry): number {
  try {
    const problems = appendApiKey(file, entry);
    if (problems.length > 0)
      return fail(
        EXIT_FAILED,
        problems.map((problem) => `The file ${problem}`),
      );
  } catch (error) {
    return fail(EXIT_FAILED, [
      `The file cannot be written: ${error instanceof Error ? error.message : 'unknown'}`,
    ]);
  }
  console.error(`Added ${entry.id} to ${file}. The key, shown this once:`);
  console.log(key);
  return 0;
}

function fail(exitCode: number, lines: readonly string[]): number {
  console.error(lines.join('\n'));
  return exitCode;
}

process.exitCode = main(process.argv.slice(2));
