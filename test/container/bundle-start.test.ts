import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { COMPILED_UNDER } from '../../scripts/build/compile-service.ts';
import { imageFlags } from '../support/container/image-flags.ts';

const START = new URL('../../scripts/build/start/', import.meta.url).href;

let bundle: string;

beforeEach(() => {
  bundle = mkdtempSync(join(tmpdir(), 'cognito-logout-bundle-'));
});

afterEach(() => rmSync(bundle, { recursive: true }));

function writeService(body: string): void {
  writeFileSync(
    join(bundle, 'service.js'),
    `(function (exports, require, module) {\nexports.runService = () => {${body}}\n})`,
  );
}

/** What a process prints that loads the bundle and runs it. */
function run(program: string, options: readonly string[] = []): string {
  const imports = `import { createRequire } from 'node:module'; import { loadService } from '${START}load-service.ts'; import { createMapPlaces } from '${START}map-places.ts';`;
  const folder = JSON.stringify(bundle);
  const script = `${imports} const folder = ${folder}; const service = loadService(folder, createRequire(import.meta.url)); ${program}`;
  const { stdout, stderr } = spawnSync(process.execPath, [...options, '--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  return stdout + stderr;
}

test('a bundle runs what it says, also when another of the same length was compiled before', () => {
  writeService("console.log('former')");
  expect(run('service.keepCompiled(); service.runService()')).toBe('former\n');
  expect(readdirSync(bundle).filter((name) => name.endsWith('.compiled'))).toHaveLength(1);
  expect(run('service.runService()')).toBe('former\n');

  writeService("console.log('latter')");
  expect(run('service.runService()')).toBe('latter\n');
});

test('a bundle runs without what was compiled of it, and with something useless in its place', () => {
  writeService("console.log('runs')");
  expect(run('service.keepCompiled(); service.runService()')).toBe('runs\n');
  const [compiled = ''] = readdirSync(bundle).filter((name) => name.endsWith('.compiled'));
  writeFileSync(join(bundle, compiled), 'useless');
  expect(run('service.runService()')).toBe('runs\n');
});

test('the image starts from what was compiled: V8 takes it only under the options that count', () => {
  writeService("console.log('runs')");
  run('service.keepCompiled()', COMPILED_UNDER);
  expect(run('console.log(service.isCompiled)', imageFlags())).toBe('true\n');
  expect(run('console.log(service.isCompiled)')).toBe('false\n');
});

test('stacks in the log name places in the sources', () => {
  writeService("throw new Error('thrown')");
  const map = { version: 3, sources: ['../src/origin.ts'], names: [], mappings: ';AAIK' };
  writeFileSync(join(bundle, 'service.js.map'), JSON.stringify(map));
  const output = run(
    'try { service.runService() } catch ({ stack }) { console.log(createMapPlaces(folder)(JSON.stringify({ stack }))) }',
  );
  expect(output).toMatch(/Error: thrown\\n +at \S*runService \(.*\/src\/origin\.ts:5:6\)\\n/);
  expect(output).not.toContain('service.js');
});

test('without a map that can be read, stacks keep the places in the bundle', () => {
  writeService("throw new Error('thrown')");
  writeFileSync(join(bundle, 'service.js.map'), 'useless');
  const output = run(
    'try { service.runService() } catch ({ stack }) { console.log(createMapPlaces(folder)(stack) === stack) }',
  );
  expect(output).toBe('true\n');
});
