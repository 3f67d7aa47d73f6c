import { describe, expect, test } from '@jest/globals';
import { nodesOfFile, nodesUnder, sourceFiles, type SyntaxNode } from '../../support/source/syntax-tree.ts';

const SECRET_NAME = /(?:hash|digest|secret|password|credential|apiKey)$/i;
const EQUALITY = new Set(['===', '!==', '==', '!=']);

/** `hash` of `hash`, `stored.hash` and `stored?.hash`; undefined for whatever has no name. */
function nameOf(node: SyntaxNode): string | undefined {
  if (node.type === 'Identifier') return String(node['value']);
  if (node.type === 'MemberExpression') return nameOf(node['property'] as SyntaxNode);
  if (node.type === 'OptionalChainingExpression') return nameOf(node['base'] as SyntaxNode);
  return undefined;
}

/** Whether one secret is compared with something by an operator, which stops at the first difference. */
function comparesSecret(node: SyntaxNode): boolean {
  if (node.type !== 'BinaryExpression' || !EQUALITY.has(String(node['operator']))) return false;
  const names = [node['left'], node['right']].map((side) => nameOf(side as SyntaxNode));
  return (
    names.some((name) => SECRET_NAME.test(name ?? '')) &&
    names.every((name) => name !== undefined && name !== 'undefined')
  );
}

function callsOf(name: string, part: unknown): readonly SyntaxNode[] {
  return nodesUnder(part).filter(
    ({ type, callee }) => type === 'CallExpression' && nameOf(callee as SyntaxNode) === name,
  );
}

function functionOf(path: string, name: string): SyntaxNode {
  const found = nodesOfFile(path).find(
    (node) =>
      /^(FunctionDeclaration|MethodProperty)$/.test(node.type) &&
      nameOf((node['identifier'] ?? node['key']) as SyntaxNode) === name,
  );
  if (found === undefined) throw new Error(`there is no function ${name} in ${path}`);
  return found;
}

/**
 * Where hashes are no secrets of a caller's to guess: those of public identifiers in the guard's table, the links of the
 * audit chain, and keyed hashes of requests, which whoever sends a request cannot choose. A rotation compares what it finds
 * in a file of its own with what it wrote there.
 */
const NO_SECRETS = new Set([
  'src/custody/rotation/publish.ts',
  'src/guard/denylist/denial-table.ts',
  'src/guard/denylist/segment.ts',
  'src/storage/audit/chained-audit-trail.ts',
  'src/storage/memory/memory-keys.ts',
  'src/storage/postgres/operations/postgres-keys.ts',
  'src/storage/sqlite/operations/sqlite-keys.ts',
]);

describe('T39 secrets are compared in constant time', () => {
  test('by timingSafeEqual over hashes of one length, wherever a caller can try', () => {
    const keys = 'src/admin-keys/api-key-authenticator.ts';
    const clients = 'src/app-clients/secrets/secret-fits.ts';
    expect(callsOf('timingSafeEqual', functionOf(keys, 'isEqual'))).toHaveLength(1);
    expect(callsOf('timingSafeEqual', functionOf(clients, 'secretFits'))).toHaveLength(1);
  });

  test('also where nothing is known by that id: the way to the answer has no fork before the comparison', () => {
    const authenticate = functionOf('src/admin-keys/api-key-authenticator.ts', 'authenticate');
    expect(callsOf('isEqual', authenticate)).toHaveLength(1);
    const forks = nodesUnder(authenticate).filter(({ type }) =>
      /^(IfStatement|ConditionalExpression|SwitchStatement)$/.test(type),
    );
    expect(forks).toEqual([]);
  });

  test('and nowhere by an operator', () => {
    const found = sourceFiles('src')
      .filter((path) => !/^src\/(demo|fake-cognito)\//.test(path))
      .filter((path) => nodesOfFile(path).some(comparesSecret));
    expect(new Set(found)).toEqual(NO_SECRETS);
  });
});
