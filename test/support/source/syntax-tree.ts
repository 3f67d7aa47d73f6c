import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';

/** A node of swc's syntax tree, of which a test reads what it needs. */
export interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Every node of a TypeScript file, each before what it consists of. */
export function nodesOfFile(path: string): readonly SyntaxNode[] {
  const tree = parseSync(readFileSync(path, 'utf8'), { syntax: 'typescript', target: 'es2023' });
  return nodesUnder(tree);
}

/** Every node of a part of a tree, each before what it consists of. */
export function nodesUnder(part: unknown): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const visit = (value: unknown): void => {
    if (isNode(value)) nodes.push(value);
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(part);
  return nodes;
}

/** The TypeScript files of a folder and its folders. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => join(folder, path))
    .sort();
}
