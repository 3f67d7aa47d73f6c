import { readFileSync } from 'node:fs';
import { nodesOfFile, sourceFiles } from './syntax-tree.ts';

/** An operation of an AWS service that a file calls by the AWS SDK. */
export interface CalledOperation {
  readonly file: string;
  /** The package that it is imported from, at the top of the file or when it is needed. */
  readonly client: string;
  readonly operation: string;
}

const CLIENT_PACKAGE = /'(@aws-sdk\/client-[a-z-]+)'/g;

/**
 * Every operation that the code of a folder calls by the AWS SDK: the names in a file that end in `Command` and are
 * exports of an SDK package that the file names. So it does not matter how the file imports them.
 */
export async function calledOperations(
  folder: string,
  isLeftOut: (file: string) => boolean,
): Promise<readonly CalledOperation[]> {
  const files = sourceFiles(folder).filter((file) => !isLeftOut(file));
  const called = await Promise.all(files.map(operationsIn));
  return called.flat();
}

async function operationsIn(file: string): Promise<readonly CalledOperation[]> {
  const packages = new Set(
    [...readFileSync(file, 'utf8').matchAll(CLIENT_PACKAGE)].map(([, name = '']) => name),
  );
  const commands = packages.size === 0 ? [] : commandNames(file);
  const byPackage = await Promise.all([...packages].map((client) => operationsOf(file, client, commands)));
  return byPackage.flat();
}

async function operationsOf(
  file: string,
  client: string,
  commands: readonly string[],
): Promise<readonly CalledOperation[]> {
  const exports = (await import(client)) as Record<string, unknown>;
  return commands
    .filter((name) => Object.hasOwn(exports, name))
    .map((name) => ({ file, client, operation: name.slice(0, -'Command'.length) }));
}

function commandNames(file: string): readonly string[] {
  const names = nodesOfFile(file)
    .filter(({ type }) => type === 'Identifier')
    .map((node) => String(node['value']));
  return [...new Set(names)].filter((name) => name.endsWith('Command'));
}
