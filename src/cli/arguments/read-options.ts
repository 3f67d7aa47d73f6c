import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from '../command-error.ts';

/**
 * Reads arguments that are all options.
 *
 * @throws UsageError
 */
export function readOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  return parse(() => parseArgs({ args: [...args], options }).values);
}

/**
 * Reads arguments that are one word and options.
 *
 * @param what is missing where there is no word
 * @throws UsageError
 */
export function readOneWord<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  what: string,
  options: Options,
) {
  const { positionals, values } = parse(() =>
    parseArgs({ args: [...args], options, allowPositionals: true }),
  );
  const [word, ...more] = positionals;
  if (word === undefined || more.length > 0) throw new UsageError(`Name ${what}, and nothing else.`);
  return { word, values };
}

function parse<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
    const isOfArguments = String(code).startsWith('ERR_PARSE_ARGS');
    throw new UsageError(isOfArguments ? String(message) : 'The arguments cannot be read.');
  }
}
