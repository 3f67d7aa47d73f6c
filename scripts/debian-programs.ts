import { spawnSync } from 'node:child_process';

/** Programs that some suites or benchmarks drive, by the name of their Debian package. */
const PROGRAMS: Record<string, { readonly package: string; readonly usedBy: string }> = {
  'redis-server': { package: 'redis-server', usedBy: 'limits shared through Redis' },
  chromium: { package: 'chromium', usedBy: 'the demo page' },
  nginx: { package: 'nginx', usedBy: 'the service behind nginx' },
  haproxy: { package: 'haproxy', usedBy: 'the service behind HAProxy' },
  strace: { package: 'strace', usedBy: 'the tests of a failing disk' },
  curl: { package: 'curl', usedBy: 'the commands that demo, README and recipes show' },
  wrk: { package: 'wrk', usedBy: 'npm run bench' },
  aws: { package: 'awscli', usedBy: 'the recipe for the AWS CLI' },
};

export interface MissingProgram {
  readonly program: string;
  readonly usedBy: string;
  readonly reason: string;
}

/** Installs what is missing through apt-get where that is possible, and returns what is missing still. */
export function ensureDebianPrograms(
  wanted: readonly string[] = Object.keys(PROGRAMS),
): readonly MissingProgram[] {
  const absent = Object.entries(PROGRAMS).filter(
    ([program]) => wanted.includes(program) && !isInstalled(program),
  );
  if (absent.length === 0) return [];
  const reason = installReason(absent.map(([, entry]) => entry.package));
  return absent
    .filter(([program]) => !isInstalled(program))
    .map(([program, { usedBy }]) => ({ program, usedBy, reason }));
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${program}`]).status === 0;
}

/** Tries to install and says what stood in the way. */
function installReason(packages: readonly string[]): string {
  if (!isInstalled('apt-get')) return 'this machine has no apt-get';
  if (process.getuid?.() !== 0) return `install it with: sudo apt-get install ${packages.join(' ')}`;
  console.log(`Installing ${packages.join(', ')} through apt-get …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    encoding: 'utf8',
  });
  return installed.status === 0 ? '' : `apt-get failed: ${installed.stderr.trim().split('\n').at(-1) ?? ''}`;
}
