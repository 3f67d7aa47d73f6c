/**
 * Puts the service into a few files, so that it starts without looking for hundreds of them: `dist/bundle/main.js`, what it
 * loads only when it is needed beside it, and the thread of the database. Native packages stay where they are.
 *
 *     npm run bundle
 */
import { createRequire, isBuiltin } from 'node:module';
import { dirname } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Packages of CommonJS ask for parts of Node.js by `require`, which modules do not have by themselves. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from 'node:module';
const require = createRequireOfBundle(import.meta.url);`;

/**
 * Parts of Node.js come by `require`: an import has Node.js read all that a part exports, and `node:http` loads the whole of
 * `fetch` and WebSocket for that.
 */
const builtins: Plugin = {
  name: 'builtins',
  setup(bundle) {
    bundle.onResolve({ filter: /./ }, ({ path, kind }) =>
      isBuiltin(path) && kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    bundle.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

/**
 * What is imported when it is needed has the names that it has in Node.js. By itself, esbuild gives a package of CommonJS
 * no names then, and the AWS SDK would find none of its sources of credentials.
 */
const lateImports: Plugin = {
  name: 'late-imports',
  setup(bundle) {
    bundle.onResolve({ filter: /./ }, ({ path, kind, importer }) => {
      const isOwn = path.startsWith('.') && !importer.includes('node_modules');
      if (kind !== 'dynamic-import' || isOwn || isBuiltin(path)) return undefined;
      return { path: createRequire(importer).resolve(path), namespace: 'late' };
    });
    bundle.onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: withNames(path),
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};

function withNames(path: string): string {
  const from = JSON.stringify(path);
  const loaded = createRequire(import.meta.url)(path) as object;
  if (Object.prototype.toString.call(loaded) === '[object Module]') return `export * from ${from};`;
  const names = Object.keys(loaded).filter((name) => /^[A-Za-z_]\w*\$?$/.test(name) && name !== 'default');
  return `import all from ${from}; export default all; export const { ${names.join(', ')} } = all;`;
}

/** What packages load at once, and the service uses in part, late or not at all. */
const NARROWED: Readonly<Record<string, string>> = {
  undici: `module.exports = {
    Client: require('undici/lib/dispatcher/client.js'),
    buildConnector: require('undici/lib/core/connect.js'),
    errors: require('undici/lib/core/errors.js'),
  };`,
  // The service reads bodies and queries by itself.
  'body-parser': 'module.exports = {};',
  qs: `module.exports = { parse: (...given) => require('qs/lib/index.js').parse(...given) };`,
  // A table of all media types, for what a browser accepts.
  'mime-types': `const all = () => require('mime-types/index.js');
    module.exports = {
      lookup: (path) => all().lookup(path),
      contentType: (name) => all().contentType(name),
      charset: (type) => all().charset(type),
      extension: (type) => all().extension(type),
    };`,
};

const narrowed: Plugin = {
  name: 'narrowed',
  setup(bundle) {
    bundle.onResolve({ filter: new RegExp(`^(${Object.keys(NARROWED).join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'narrowed',
    }));
    bundle.onLoad({ filter: /./, namespace: 'narrowed' }, ({ path }) => ({
      contents: NARROWED[path] ?? '',
      loader: 'js',
      resolveDir: process.cwd(),
    }));
  },
};

await build({
  entryPoints: { main: 'src/main.ts', 'sqlite-worker': 'src/storage/sqlite/sqlite-worker.ts' },
  outdir: 'dist/bundle',
  // Flat, so that the thread's file is found beside whichever file starts it.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  external: ['better-sqlite3', 'pg-native'],
  plugins: [builtins, lateImports, narrowed],
  banner: { js: REQUIRE },
  // Names stay, for whoever reads a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'warning',
});
