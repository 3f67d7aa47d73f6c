import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';
import { lateModule } from './late-module.ts';

const NAMESPACE = 'late-package';
const require = createRequire(import.meta.url);

/**
 * Leaves packages that only some services use, or not at their start, to files of their own, beside the service's, which is
 * read at every start. Adds their names to `found`.
 */
export function latePackages(found: Set<string>): Plugin {
  return {
    name: 'late-packages',
    setup(bundle) {
      bundle.onResolve({ filter: /^/, namespace: NAMESPACE }, ({ path }) => ({ path, external: true }));
      bundle.onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        found.add(path);
        return { path: `./${fileOf(path)}.js`, external: true };
      });
      // None is for a request to load, which must not fail for want of a file. YAML is for files of settings that are no JSON.
      bundle.onResolve({ filter: /^(?:ioredis|pg|yaml)$/ }, ({ path }) => {
        found.add(path);
        return { path, namespace: NAMESPACE };
      });
      bundle.onLoad({ filter: /^/, namespace: NAMESPACE }, ({ path }) => ({
        contents: lateModule(`./${fileOf(path)}.js`, Object.keys(require(path) as object)),
      }));
    },
  };
}

export function fileOf(packageName: string): string {
  return packageName.replace(/^@/, '').replaceAll('/', '-');
}
