import { spawnSync } from 'node:child_process';

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string }[];
}

const START = '<!-- drawing: made by `npm run docs` -->';
const END = '<!-- end of drawing -->';

/** A Mermaid flow chart with an arrow for each room that imports another one. */
export function drawRooms(): string {
  const arrows = new Set<string>();
  for (const { source, dependencies } of cruise()) {
    const from = roomOf(source);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved);
      // Everything may use the errors and the vocabulary of tokens: those arrows would only hide the others.
      if (from !== to && from !== '' && !['', 'errors', 'tokens'].includes(to))
        arrows.add(`  ${from} --> ${to}`);
    }
  }
  return ['```mermaid', 'flowchart LR', ...[...arrows].toSorted(), '```'].join('\n');
}

/**
 * Puts a drawing between the page's markers.
 *
 * @throws Error when the page has no markers
 */
export function replaceDrawing(page: string, drawing: string): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('the page has no place for the drawing');
  return `${before}${START}\n\n${drawing}\n\n${END}${after}`;
}

function roomOf(path: string): string {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? (path === 'src/main.ts' ? 'main' : '');
}

function cruise(): readonly Module[] {
  const args = [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    'src',
    '--config',
    '.dependency-cruiser.js',
    '--output-type',
    'json',
  ];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return (JSON.parse(stdout) as { modules: readonly Module[] }).modules;
}
