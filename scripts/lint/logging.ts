/** Lint rules that keep what comes from callers out of the log. Loaded by `.oxlintrc.json`. */

interface AstNode {
  readonly type: string;
  readonly name?: unknown;
  readonly value?: unknown;
  readonly [property: string]: unknown;
}

interface RuleContext {
  report(problem: { node: AstNode; message: string }): void;
}

type Visitor = Readonly<Record<string, (node: AstNode) => void>>;

/** Names of what holds, or may quote, something that a caller or Cognito sent. */
const RISKY_NAMES =
  /^(req|request|res|response|err|error|e|ex|exception|thrown|reason|body|rawBody|headers|rawHeaders|cookies?|query|url|originalUrl|message|stack|input|payload|credentials?|authorization|password|(\w+)?([sS]ecret|[tT]oken)s?)$/;

/** Errors that these events take apart themselves, keeping class, code and places only. */
const TAKES_CAUSE = new Set(['requestFailed', 'crashed']);
const ERROR_NAMES = /^(err|error|e|ex|exception|thrown|reason)$/;

const EVENT_FIELDS =
  'Events of telemetry are made of ids, codes and numbers. Do not pass requests, responses, errors, bodies, headers, URLs, tokens or secrets, whole or in part: name the field that is meant.';

/** `telemetry.event(…)` and `anything.telemetry.event(…)`: no argument may hold something that others wrote. */
const eventFields = {
  create: (context: RuleContext): Visitor => ({
    CallExpression(node) {
      const event = eventOf(node);
      if (event === undefined) return;
      for (const argument of node['arguments'] as readonly AstNode[]) {
        for (const risky of riskyIn(argument, TAKES_CAUSE.has(event))) {
          context.report({ node: risky, message: EVENT_FIELDS });
        }
      }
    },
  }),
};

/** Writing to the streams of the process goes past telemetry, and past the scrubber. */
const noProcessOutput = {
  create: (context: RuleContext): Visitor => ({
    MemberExpression(node) {
      const object = node['object'] as AstNode;
      if (object.name === 'process' && /^(stdout|stderr|_rawDebug|emitWarning)$/.test(nameOfMember(node))) {
        context.report({
          node,
          message: 'Log through an event of telemetry, not to the streams of the process.',
        });
      }
    },
    ImportDeclaration(node) {
      const { value } = node['source'] as AstNode;
      if (/^(pino|(node:)?console)$/.test(String(value))) {
        context.report({ node, message: 'Log through an event of telemetry.' });
      }
    },
  }),
};

const plugin = {
  meta: { name: 'logging' },
  rules: { 'event-fields': eventFields, 'no-process-output': noProcessOutput },
};

export default plugin;

/** The name of the event that a call tells telemetry; undefined for any other call. */
function eventOf(call: AstNode): string | undefined {
  const callee = call['callee'] as AstNode;
  if (callee.type !== 'MemberExpression') return undefined;
  const object = callee['object'] as AstNode;
  const receiver = object.type === 'MemberExpression' ? nameOfMember(object) : object.name;
  return receiver === 'telemetry' ? nameOfMember(callee) : undefined;
}

/** Risky names in an expression, not counting the keys of objects. */
function riskyIn(node: AstNode, takesCause: boolean): readonly AstNode[] {
  switch (node.type) {
    case 'Identifier':
      return RISKY_NAMES.test(textOf(node)) ? [node] : [];
    case 'MemberExpression':
      return RISKY_NAMES.test(nameOfMember(node)) ? [node] : riskyIn(node['object'] as AstNode, takesCause);
    case 'Property':
      return takesCause && nameOfKey(node) === 'cause'
        ? riskyIn(node.value as AstNode, takesCause).filter((risky) => !isError(risky))
        : riskyIn(node.value as AstNode, takesCause);
    default:
      return childrenOf(node).flatMap((child) => riskyIn(child, takesCause));
  }
}

function isError(node: AstNode): boolean {
  return node.type === 'Identifier' && ERROR_NAMES.test(textOf(node));
}

function nameOfMember(member: AstNode): string {
  return textOf(member['property'] as AstNode);
}

function nameOfKey(property: AstNode): string {
  return textOf(property['key'] as AstNode);
}

/** Of an identifier its name, of a quoted key its value. */
function textOf({ name, value }: AstNode): string {
  return [name, value].find((text) => typeof text === 'string') ?? '';
}

function childrenOf(node: AstNode): readonly AstNode[] {
  return Object.entries(node)
    .filter(([name]) => name !== 'parent')
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is AstNode => typeof value === 'object' && value !== null && 'type' in value);
}
