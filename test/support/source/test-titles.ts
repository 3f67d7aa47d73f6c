import { nodesOfFile, type SyntaxNode } from './syntax-tree.ts';

function rootOf(callee: unknown): string {
  const node = callee as SyntaxNode;
  if (node.type === 'Identifier') return String(node['value']);
  const inner = node['callee'] ?? node['object'];
  return inner === undefined ? '' : rootOf(inner);
}

/** The text of a title, with `${…}` where a template has an expression. */
function textOf(part: unknown): string | undefined {
  const node = part as SyntaxNode | undefined;
  if (node?.type === 'StringLiteral') return String(node['value']);
  if (node?.type !== 'TemplateLiteral') return undefined;
  return (node['quasis'] as readonly { cooked: string }[]).map(({ cooked }) => cooked).join('${…}');
}

/**
 * The titles of the tests and suites of a file as they are written there: those of `each` with their `%s`, and also
 * with the first column of its table in place of it.
 */
export function titlesIn(file: string): ReadonlySet<string> {
  const calls = nodesOfFile(file).filter(
    ({ type, callee }) => type === 'CallExpression' && isTestCall(callee as SyntaxNode),
  );
  return new Set(
    calls.flatMap((call) => {
      const title = textOf(argumentsOf(call)[isConditionalSuite(call['callee']) ? 1 : 0]);
      return title === undefined
        ? []
        : [title, ...firstColumn(call).map((text) => title.replace('%s', text))];
    }),
  );
}

function argumentsOf(call: SyntaxNode): readonly unknown[] {
  return ((call['arguments'] ?? []) as readonly { expression: unknown }[]).map(
    ({ expression }) => expression,
  );
}

/** The texts in the first column of the table of an `each` that has its table in place. */
function firstColumn({ callee }: SyntaxNode): readonly string[] {
  const table = elementsOf(argumentsOf(callee as SyntaxNode)[0]);
  return table.map((row) => textOf(elementsOf(row)[0] ?? row)).filter((text) => text !== undefined);
}

function elementsOf(part: unknown): readonly unknown[] {
  const node = innermost(part);
  if (node?.type !== 'ArrayExpression') return [];
  return (node['elements'] as readonly { expression: unknown }[]).map(({ expression }) => expression);
}

/** What stands within `… as const`. */
function innermost(part: unknown): SyntaxNode | undefined {
  const node = part as SyntaxNode | undefined;
  return node?.type === 'TsConstAssertion' ? innermost(node['expression']) : node;
}

/** `describeWithProgram` and `describeWhere` say what they need before their title. */
function isConditionalSuite(callee: unknown): boolean {
  return ['describeWithProgram', 'describeWhere'].includes(rootOf(callee));
}

function isTestCall(callee: SyntaxNode): boolean {
  if (isConditionalSuite(callee)) return true;
  if (callee.type === 'Identifier') return /^(test|describe)$/.test(String(callee['value']));
  return callee.type === 'CallExpression' && /^(test|describe)$/.test(rootOf(callee['callee']));
}
