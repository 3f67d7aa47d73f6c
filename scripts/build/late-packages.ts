import type { Plugin } from 'esbuild';

/**
 * Leaves packages that the service itself imports late to files of their own, beside the service's, which is read at every
 * start. Adds their names to `found`.
 */
export function latePackages(found: Set<string>): Plugin {
  return {
    name: 'late-packages',
    setup(bundle) {
      bundle.onResolve({ filter: /^@aws-sdk\/client-/ }, ({ path, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        found.add(path);
        return { path: `./${fileOf(path)}.js`, external: true };
      });
    },
  };
}

export function fileOf(packageName: string): string {
  return packageName.replace(/^@/, '').replaceAll('/', '-');
}
