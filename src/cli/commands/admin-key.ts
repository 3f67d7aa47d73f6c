import { apiKeyHash, createApiKey } from '../../admin-keys/api-key.ts';
import { apiKeySchema } from '../../admin-keys/api-keys-schema.ts';
import { apiKeysFileWith, appendApiKey, type ApiKeyEntry } from '../../admin-keys/append-api-key.ts';
import { ADMIN_ACTS } from '../../revocation/admin-act.ts';
import { checkShape } from '../../settings/check-shape.ts';
import { reasonOf } from '../../settings/secret-file.ts';
import { readOptions } from '../arguments/read-options.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import { remark, say, sayJson } from '../output/say.ts';

const OPTIONS = {
  id: { type: 'string' },
  name: { type: 'string' },
  scope: { type: 'string', multiple: true },
  'user-pool': { type: 'string', multiple: true },
  act: { type: 'string', multiple: true },
  'expires-at': { type: 'string' },
  file: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const ACTS = Object.entries(ADMIN_ACTS)
  .map(([act, what]) => `                   ${act.padEnd(22)} ${what}`)
  .join('\n');

const USAGE = `Makes an API key for the admin routes.

  cognito-logout admin-key --id support-desk --name "Support desk"

  --id           stands in the key and in audit records: lower-case letters, digits, hyphens
  --name         who holds the key, for people
  --scope        admin (the default), or feed, for resource servers; may be repeated
  --user-pool    a user pool whose sessions the key may end; may be repeated. Left out: every configured pool
  --act          something that the key may do; may be repeated. Left out: all but disable-users, manage-clients and
                 manage-parked. One of
${ACTS}
  --expires-at   when the key stops working, such as 2027-01-31T00:00:00Z. Left out: never
  --file         the API keys file to add the entry to (made if it is not there). Left out: the entry is printed
  --json         for machines: {"key":…,"entry":…}, with the key, which is shown this once, and the entry of the file

Exit codes: 0 done, 1 the file cannot be used, 2 wrong arguments.`;

/** `admin-key`. */
export const adminKey: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const key = createApiKey(options.id ?? '');
    const entry = entryFor(key, options);
    const checked = checkShape(apiKeySchema, entry, '');
    if ('problems' in checked) throw new UsageError(checked.problems.map(asOption).join('\n'));
    if ((checked.value.expiresAt ?? Infinity) <= Date.now()) {
      throw new UsageError(
        '--expires-at is over already, so that the key would never work. Name a later time.',
      );
    }
    if (options.file !== undefined) await addToFile(options.file, entry, io);
    if (options.json === true) await sayJson(io, { key, entry });
    else await say(io, options.file === undefined ? keyAndEntry(key, entry) : key);
    return EXIT.done;
  },
};

const OPTION_OF: Readonly<Record<string, string>> = {
  id: '--id',
  name: '--name',
  scopes: '--scope',
  userPoolIds: '--user-pool',
  acts: '--act',
  expiresAt: '--expires-at',
};

/** A problem of the entry, with the option in place of the field that it was given for. */
function asOption(problem: string): string {
  return problem.replace(/^(\w+)(?:\[\d+\])?/, (found, field: string) => OPTION_OF[field] ?? found);
}

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>;

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

function keyAndEntry(key: string, entry: ApiKeyEntry): string {
  const shown = `The key, shown this once. Keep it where secrets are kept:\n\n  ${key}\n`;
  return `${shown}\nFor the file that ADMIN_API_KEYS_FILE names:\n\n${apiKeysFileWith(entry)}`;
}

/** The key goes to standard output alone, so that it can be piped to where it is kept. */
async function addToFile(file: string, entry: ApiKeyEntry, io: CommandIo): Promise<void> {
  let problems: readonly string[];
  try {
    problems = await appendApiKey(file, entry);
  } catch (error) {
    throw new CommandError(`--file names a file that cannot be written (${reasonOf(error)}).`);
  }
  if (problems.length > 0) throw new CommandError(problems.map((problem) => `--file ${problem}`).join('\n'));
  remark(io, `Added ${entry.id} to ${file}. The key, shown this once:`);
}
