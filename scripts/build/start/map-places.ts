import { readFileSync } from 'node:fs';
import type { SourceMap, SourceMapPayload } from 'node:module';
import { join, resolve } from 'node:path';
import { literalPattern } from '../../../src/telemetry/scrub-text.ts';

/**
 * Has stacks in the log name places in the sources. The map is read for the first stack that is logged: Node.js, with
 * `--enable-source-maps`, would read it at every start, and search it for every connection that breaks.
 *
 * @param folder where the bundle is
 */
export function createMapPlaces(folder: string): (text: string) => string {
  const script = join(folder, 'service.js');
  const places = new RegExp(`${literalPattern(script)}:(\\d+):(\\d+)`, 'g');
  let map: SourceMap | undefined;

  const originOf = (line: number, column: number): string | undefined => {
    map ??= readMap(`${script}.map`);
    const entry = map?.findEntry(line - 1, column - 1);
    if (entry === undefined || !('originalSource' in entry)) return undefined;
    return `${resolve(folder, entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  };

  return (text) => {
    if (!text.includes(script)) return text;
    return text.replaceAll(places, (place, line, column) => originOf(Number(line), Number(column)) ?? place);
  };
}

/** Undefined without one that can be read: a line with a place in the bundle is better than none. */
function readMap(file: string): SourceMap | undefined {
  const { SourceMap } = process.getBuiltinModule('node:module');
  try {
    return new SourceMap(JSON.parse(readFileSync(file, 'utf8')) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
