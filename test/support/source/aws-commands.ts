import { readFileSync } from 'node:fs';
import { nodesOfFile, sourceFiles, type SyntaxNode } from './syntax-tree.ts';

/** An operation of an AWS service that a file calls by the AWS SDK. */
export interface CalledOperation {
  readonly file: string;
  /** The package that it is imported from, at the top of the file or when it is needed. */
  readonly client: string;
  readonly operation: string;
}

const CLIENT_PACKAGE = /'(@aws-sdk\/client-[a-z-]+)'/g;
/** Who has the API of Cognito has the client of the SDK, without naming its package. */
const COGNITO_API = /\/cognito-api\.ts'/;
const COGNITO_PACKAGE = '@aws-sdk/client-cognito-identity-provider';

/**
 * Every operation that the code of a folder calls by the AWS SDK: in the files that name an SDK package or have the API of
 * Cognito, the names that end in `Command` and the methods that are called, if the package has such a command. So it does
 * not matter how a file comes to the SDK.
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
  const text = readFileSync(file, 'utf8');
  const named = [...text.matchAll(CLIENT_PACKAGE)].map(([, name = '']) => name);
  const packages = new Set([...named, ...(COGNITO_API.test(text) ? [COGNITO_PACKAGE] : [])]);
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
  const nodes = nodesOfFile(file);
  const classes = nodes
    .filter(({ type }) => type === 'Identifier')
    .map((node) => String(node['value']))
    .filter((name) => name.endsWith('Command'));
  const methods = nodes
    .filter(({ type }) => type === 'CallExpression')
    .map((node) => node['callee'] as SyntaxNode)
    .filter(({ type }) => type === 'MemberExpression')
    .map((callee) => String((callee['property'] as SyntaxNode)['value']))
    .map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Command`);
  return [...new Set([...classes, ...methods])];
}
