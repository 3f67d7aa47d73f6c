import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';

const COMPILED = 'node_modules/.cache/cognito-logout-bench';

/** Compiles a baseline, so that it starts from JavaScript as the service does. Returns the path of the program. */
export function baselineProgram(name: string): string {
  mkdirSync(COMPILED, { recursive: true });
  const program = join(COMPILED, `${name}.mjs`);
  writeFileSync(program, stripTypeScriptTypes(readFileSync(`bench/baselines/${name}.ts`, 'utf8')));
  return program;
}
