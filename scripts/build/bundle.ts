/**
 * Puts the service into one file, so that it starts without looking for hundreds of them, and beside it what V8 compiles of it
 * for a start and a logout; `main.js`, which starts it from both; packages that only some services use, or late; and the thread
 * of the database. Native packages stay where they are.
 *
 *     npm run bundle
 */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { build, type BuildOptions } from 'esbuild';
import { compileService } from './compile-service.ts';
import { lateBuiltIns } from './late-built-ins.ts';
import { fileOf, latePackages } from './late-packages.ts';
import { narrowed } from './narrowed.ts';
import { unmappedPackages } from './unmapped-packages.ts';

const BUNDLE = 'dist/bundle';

const OPTIONS: BuildOptions = {
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node22',
  // What is imported late comes by `require`, too: in a script that V8 has compiled, an import is an experiment of Node.js.
  supported: { 'dynamic-import': false },
  external: ['better-sqlite3', 'pg-native'],
  plugins: [narrowed, unmappedPackages],
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.url': '__url',
    // undici leaves a parser out then, as in Node.js itself.
    esbuildDetection: 'true',
  },
  // Names stay, for whoever reads a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

mkdirSync('dist', { recursive: true });
const folder = mkdtempSync(`${BUNDLE}-`);
try {
  await writeBundle();
  await compileService(folder);
  putInPlace();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function writeBundle(): Promise<void> {
  writeFileSync(`${folder}/package.json`, '{ "type": "commonjs" }\n');
  const thread = 'src/storage/sqlite/sqlite-worker.ts';
  const main = 'scripts/build/start/main.ts';
  const late = new Set<string>();
  await build({
    ...OPTIONS,
    outdir: folder,
    plugins: [latePackages(late), lateBuiltIns, narrowed, unmappedPackages],
    sourcemap: 'linked',
    sourcesContent: false,
    entryPoints: { service: 'src/composition/process/run-service.ts' },
    banner: {
      js: `(function (exports, require, module, __filename, __dirname) {
const __url = require('node:url').pathToFileURL(__filename).href;`,
    },
    footer: { js: '})' },
  });
  const packages = Object.fromEntries([...late].map((name) => [fileOf(name), name]));
  await build({ ...OPTIONS, outdir: folder, entryPoints: { main, 'sqlite-worker': thread, ...packages } });
}

/** Whole, and in place of a whole one, since the service may be started meanwhile. */
function putInPlace(): void {
  chmodSync(folder, 0o755);
  do {
    const former = mkdtempSync(`${BUNDLE}-`);
    renames(BUNDLE, `${former}/bundle`);
    rmSync(former, { recursive: true });
  } while (!renames(folder, BUNDLE));
}

/** Another one may have taken the bundle away, or put its own there. */
function renames(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(code)) return false;
    throw error;
  }
}
