import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  remove(): void;
}

/** A file system of its own, of a few megabytes. */
export function mountSmallDisk(kilobytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'cognito-logout-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=700`, 'tmpfs', path]);
  if (mounted.status !== 0) {
    rmSync(path, { recursive: true });
    throw new Error('a small file system cannot be mounted here');
  }
  return {
    path,
    remove() {
      spawnSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    },
  };
}

/** Why small disks cannot be had here; undefined where they can. */
export function reasonAgainstSmallDisks(): string | undefined {
  try {
    mountSmallDisk(64).remove();
    return undefined;
  } catch {
    return 'needs the right to mount a tmpfs';
  }
}
