import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Makes Node.js say that it is another version. */
function posingAs(version: string): string {
  return `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`;
}

function oneSentenceFor(version: string): readonly unknown[] {
  const escaped = version.replaceAll('.', '\\.');
  return [
    expect.stringMatching(
      new RegExp(`^cognito-logout needs Node\\.js 22\\.19 or later, .* this is ${escaped}: .*\\.$`),
    ),
    '',
  ];
}

test.each(['18.20.8', '20.20.2', '22.9.0', '22.18.0'])(
  'Node.js %s gets one sentence, before anything else loads',
  (version) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', posingAs(version), 'src/main.ts'],
      { encoding: 'utf8', env: {} },
    );
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.split('\n')).toEqual(oneSentenceFor(version));
  },
  30_000,
);

test.each(['22.19.0', '22.22.1', '24.0.0', '26.1.0'])(
  'Node.js %s gets as far as the configuration',
  (version) => {
    const { stderr } = spawnSync(process.execPath, ['--import', posingAs(version), 'src/main.ts'], {
      encoding: 'utf8',
      env: {},
    });
    expect(stderr).toMatch(/^The configuration has \d+ problems:\n/);
  },
  30_000,
);

const machineNode = nodeOfTheMachine();
if (machineNode !== undefined && Number.parseInt(machineNode.version, 10) < 22) {
  const { path, version } = machineNode;

  test(`the built service says the same sentence to this machine's own Node.js ${version}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-dist-'));
    const dist = join(folder, 'dist');
    try {
      const built = spawnSync(
        process.execPath,
        ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', dist],
        { encoding: 'utf8' },
      );
      expect(built.stdout).toBe('');
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
      const { status, stdout, stderr } = spawnSync(path, [join(dist, 'main.js')], {
        encoding: 'utf8',
        env: {},
      });
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr.split('\n')).toEqual(oneSentenceFor(version));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
}

/** The `node` that a person at this machine would start, without the one that npm puts before it. */
function nodeOfTheMachine(): { readonly path: string; readonly version: string } | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  for (const folder of folders.filter((each) => each !== '' && !each.includes('node_modules'))) {
    const path = join(folder, 'node');
    const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { path, version: stdout.trim().replace(/^v/, '') };
  }
  return undefined;
}
