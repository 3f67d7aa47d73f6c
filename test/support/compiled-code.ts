import vm from 'node:vm';

interface Compiled {
  readonly code: string;
  readonly data: Buffer;
}

/** With what its declaration in @types/node lacks. */
type CacheableModule = vm.SourceTextModule & { createCachedData(): Buffer };

const { compileFunction, SourceTextModule } = vm;

/** By the file that they come from, and the names of their parameters. */
const functions = new Map<string, Compiled>();
const modules = new Map<string, Compiled>();

/**
 * From now on, what Jest compiles a second time in this process is not parsed again. Each suite gets all modules anew, in a
 * context of its own, and runs them as before; what V8 made of their text comes from here.
 */
export function keepCompiledCode(): void {
  Object.assign(vm, {
    compileFunction: compileFunctionOnce,
    SourceTextModule: new Proxy(SourceTextModule, {
      construct: (_class, [code, options]: [string, vm.SourceTextModuleOptions?]) =>
        compileModuleOnce(code, options),
    }),
  });
}

function compileFunctionOnce(
  code: string,
  parameters?: readonly string[],
  options: vm.CompileFunctionOptions = {},
): ReturnType<typeof compileFunction> {
  const key = [options.filename, ...(parameters ?? [])].join();
  const cachedData = dataOf(functions.get(key), code);
  if (cachedData !== undefined) return compileFunction(code, parameters, { ...options, cachedData });
  const compiled = compileFunction(code, parameters, { ...options, produceCachedData: true });
  if (compiled.cachedData !== undefined) functions.set(key, { code, data: compiled.cachedData });
  return compiled;
}

function compileModuleOnce(code: string, options: vm.SourceTextModuleOptions = {}): vm.SourceTextModule {
  const { identifier = '' } = options;
  const cachedData = dataOf(modules.get(identifier), code);
  try {
    if (cachedData !== undefined) return new SourceTextModule(code, { ...options, cachedData });
  } catch (error) {
    if (!isRejected(error)) throw error;
  }
  const compiled = new SourceTextModule(code, options) as CacheableModule;
  modules.set(identifier, { code, data: compiled.createCachedData() });
  return compiled;
}

function dataOf(compiled: Compiled | undefined, code: string): Buffer | undefined {
  return compiled?.code === code ? compiled.data : undefined;
}

/** As after a change of V8's flags. For functions V8 compiles anew by itself then, for modules Node.js throws. */
function isRejected(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_VM_MODULE_CACHED_DATA_REJECTED';
}
