import { readFileSync } from 'node:fs';
import type { SourceMap, SourceMapPayload } from 'node:module';
import { join, resolve } from 'node:path';

/**
 * Has stacks in the log name places in the sources. The map is read for the first stack that is logged: Node.js, with
 * `--enable-source-maps`, would read it at every start, and search it for every connection that breaks.
 *
 * @param folder where the bundle is
 */
export function createMapPlaces(folder: string): (line: string) => string {
  const script = join(folder, 'service.js');
  let map: SourceMap | undefined;

  const originOf = (line: number, column: number): string | undefined => {
    map ??= readMap(`${script}.map`);
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) return undefined;
    return `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  };

  return (text) => {
    if (!text.includes(script)) return text;
    return text.replaceAll(/([^\s(]+):(\d+):(\d+)/g, (place, file, line, column) =>
      file === script ? (originOf(Number(line), Number(column)) ?? place) : place,
    );
  };
}

function readMap(file: string): SourceMap {
  const { SourceMap } = process.getBuiltinModule('node:module');
  return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
}
