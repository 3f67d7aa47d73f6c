import { runInContext, runInNewContext } from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { keepCompiledCode } from './compiled-code.ts';

/** Which tests and fake timers may replace, or which cannot be declared, or which an option of Node.js adds. */
const REPLACEABLE = new Set(['Date', 'console', 'gc', 'globalThis', 'undefined', 'NaN', 'Infinity']);

const names = (runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[])
  .filter((name) => !REPLACEABLE.has(name))
  .join(', ');

/**
 * What tests use and do not test: loaded by Node.js, and once in a process instead of once in each suite. Suites find them in
 * `tools-of-process.ts`.
 */
const toolsOfProcess = {
  supertest: () => import('supertest'),
  describedAnswers: () => import('./http/described-answers.ts'),
};

export type ToolsOfProcess = typeof toolsOfProcess;

/**
 * Node's environment of Jest, in which the names of the language (`Math`, `Object`, `Map`, …) are constants. Otherwise each
 * look at one of them asks a proxy around the global object, which takes a hundred times as long as the look itself.
 * What one suite has compiled, the next ones of the same process need not compile again.
 */
export default class LanguageConstants extends TestEnvironment {
  constructor(...[config, context]: ConstructorParameters<typeof TestEnvironment>) {
    super(config, context);
    // Coverage is counted by V8 while it compiles.
    if (!config.globalConfig.collectCoverage) keepCompiledCode();
  }

  override async setup(): Promise<void> {
    await super.setup();
    // A copy, since Jest empties what a suite has in its global object.
    Object.assign(this.global, { toolsOfProcess: { ...toolsOfProcess } });
    const context = this.getVmContext();
    if (context !== null) runInContext(`const { ${names} } = globalThis;`, context);
  }
}
