import { readFileSync } from 'node:fs';
import { refuseSecrets } from './arguments/refuse-secrets.ts';
import { CommandError, UsageError } from './command-error.ts';
import type { CommandIo } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, EXIT_CODES } from './exit.ts';
import { remark, say } from './output/say.ts';

/**
 * Runs one command: finds it by the first words, answers `--help` and `--version`, and says what went wrong.
 *
 * @returns the exit code. Never throws.
 */
export async function runCli(args: readonly string[], io: CommandIo): Promise<number> {
  const found = commandOf(args);
  try {
    refuseSecrets(args);
    if (found === undefined) return await general(args, io);
    const command = await found.load();
    if (isHelpAsked(found.rest)) {
      await say(io, command.usage);
      return EXIT.done;
    }
    return await command.run(found.rest, io);
  } catch (error) {
    return failed(error, found?.name, io);
  }
}

function commandOf(args: readonly string[]) {
  for (const words of [2, 1]) {
    const name = args.slice(0, words).join(' ');
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (entry !== undefined) return { name, load: entry.load, rest: args.slice(words) };
  }
  return undefined;
}

/** Without a command: the list of them, or of those that begin with the given word. */
async function general(args: readonly string[], io: CommandIo): Promise<number> {
  const [first = ''] = args;
  if (first === '--version') {
    await say(io, version());
    return EXIT.done;
  }
  const group = Object.keys(COMMANDS).filter((name) => name.startsWith(`${first} `));
  const list = listOf(group.length === 0 ? Object.keys(COMMANDS) : group);
  if (isHelpAsked(args) || first === 'help') {
    await say(io, list);
    return EXIT.done;
  }
  remark(io, first === '' ? list : `There is no such command.\n\n${list}`);
  return EXIT.usage;
}

function listOf(names: readonly string[]): string {
  const lines = names.map((name) => `  ${name.padEnd(18)}${COMMANDS[name]?.summary ?? ''}`);
  return `cognito-logout ends sessions of Amazon Cognito users.

  cognito-logout <command> [options]

${lines.join('\n')}

  cognito-logout <command> --help explains a command; cognito-logout --version names the version.

${EXIT_CODES}`;
}

function isHelpAsked(args: readonly string[]): boolean {
  const options = args.includes('--') ? args.slice(0, args.indexOf('--')) : args;
  return options.includes('--help') || options.includes('-h');
}

function failed(error: unknown, name: string | undefined, io: CommandIo): number {
  if (io.interrupted.aborted) return EXIT.interrupted;
  if (error instanceof CommandError) {
    remark(io, error.message);
    return EXIT.failed;
  }
  if (error instanceof UsageError) {
    remark(
      io,
      `${error.message}\nHow it is used: cognito-logout ${name === undefined ? '' : `${name} `}--help`,
    );
    return EXIT.usage;
  }
  // What nobody foresaw may quote anything: its name says enough to look for it.
  remark(io, `It failed in a way that is a fault of this program (${nameOf(error)}).`);
  return EXIT.failed;
}

function nameOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  return (
    [code, name].find((word): word is string => typeof word === 'string' && /^\w{1,48}$/.test(word)) ??
    'unknown'
  );
}

/** The package is two folders up, in the sources as in what is built from them. */
function version(): string {
  const { version: own } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { readonly version: string };
  return own;
}
