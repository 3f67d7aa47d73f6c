import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';
import { lateModule } from './late-module.ts';

/** What pino asks as soon as it is loaded. The service is on the main thread: the database's thread has a file of its own. */
const KNOWN: Readonly<Record<string, object>> = { worker_threads: { isMainThread: true } };

/** An assertion that holds needs nothing of it. */
const ASSERT = 'module.exports = (value, message) => { if (!value) whole()(value, message); };';

const NAMESPACE = 'late-built-in';
const require = createRequire(import.meta.url);

/** Parts of Node.js that packages and the service load at once, and use late or never, are loaded when they are used. */
export const lateBuiltIns: Plugin = {
  name: 'late-built-ins',
  setup(bundle) {
    bundle.onResolve({ filter: /^/, namespace: NAMESPACE }, ({ path }) => ({ path, external: true }));
    bundle.onResolve(
      { filter: /^(?:node:)?(?:assert|fs\/promises|https|worker_threads|zlib)$/ },
      ({ path }) => ({
        path: path.replace('node:', ''),
        namespace: NAMESPACE,
      }),
    );
    bundle.onLoad({ filter: /^/, namespace: NAMESPACE }, ({ path }) => ({ contents: lateBuiltIn(path) }));
  },
};

function lateBuiltIn(name: string): string {
  const names = Object.keys(require(`node:${name}`) as object);
  const module = lateModule(`node:${name}`, names, KNOWN[name]);
  return name === 'assert' ? `${ASSERT} ${module}` : module;
}
