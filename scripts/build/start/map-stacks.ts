import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { join, resolve } from 'node:path';

/** What the types of Node.js leave out. */
interface Frame extends NodeJS.CallSite {
  toString(): string;
}

/**
 * Has stacks name places in the sources, as `--enable-source-maps` does for files that Node.js loads by itself. The map is
 * read for the first stack that anybody reads.
 *
 * @param folder where the bundle is
 */
export function mapStacks(folder: string): void {
  const script = join(folder, 'service.js');
  let map: SourceMap | undefined;

  const originOf = (line: number, column: number): string | undefined => {
    map ??= new SourceMap(JSON.parse(readFileSync(`${script}.map`, 'utf8')) as SourceMapPayload);
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) return undefined;
    return `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  };

  const textOf = (frame: Frame): string => {
    const text = frame.toString();
    const line = frame.getLineNumber();
    const column = frame.getColumnNumber();
    if (frame.getFileName() !== script || line === null || column === null) return text;
    const place = `${script}:${line}:${column}`;
    return text.replace(place, () => originOf(line, column) ?? place);
  };

  Error.prepareStackTrace = (error, frames) =>
    [String(error), ...frames.map((frame) => `    at ${textOf(frame)}`)].join('\n');
}
