import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { runService } from '../../../src/composition/process/run-service.ts';

export interface LoadedService {
  readonly runService: typeof runService;
  /** Whether V8 has taken what was compiled before. */
  readonly isCompiled: boolean;
  /** Writes what V8 has compiled until now into the bundle, for later starts. */
  readonly keepCompiled: () => void;
}

type Run = (
  exports: object,
  require: NodeJS.Require,
  module: object,
  filename: string,
  dirname: string,
) => void;

/**
 * Loads the bundled service as CommonJS, with what V8 has compiled of exactly this text before, if that is there. The compile
 * cache of Node.js has only what V8 compiles before a file runs, and nothing of what it compiles when a function is called.
 *
 * @param folder where the bundle is
 * @param require for what is not in the file: parts of Node.js, native packages, and what lies beside it
 */
export function loadService(folder: string, require: NodeJS.Require): LoadedService {
  const filename = join(folder, 'service.js');
  const bytes = readFileSync(filename);
  const compiledFile = join(folder, 'service.compiled');
  const cachedData = compiledOf(bytes, readIfThere(compiledFile));
  // All of it is ASCII.
  const script = new Script(bytes.toString('latin1'), {
    filename,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module = { exports: {} };
  const run = script.runInThisContext() as Run;
  run(module.exports, require, module, filename, folder);
  return {
    ...(module.exports as Pick<LoadedService, 'runService'>),
    isCompiled: script.cachedDataRejected === false,
    keepCompiled: () => writeFileSync(compiledFile, Buffer.concat([script.createCachedData(), bytes])),
  };
}

/** Behind what V8 has compiled stands the text that it is of: V8 itself compares no more of it than its length. */
function compiledOf(text: Buffer, kept: Buffer | undefined): Buffer | undefined {
  const isOfText = kept?.subarray(-text.length).equals(text) ?? false;
  return isOfText ? kept?.subarray(0, -text.length) : undefined;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
