import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  constants,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system whose disk is a file. */
export interface LoopDisk {
  readonly path: string;
  /**
   * The disk as a power cut at this moment would leave it: with what reached it, and without what the kernel still
   * keeps in memory. Whoever writes has to stand still meanwhile. It is mounted as a machine does that starts again.
   */
  cutPower(): LoopDisk;
  remove(): void;
}

const BYTES = 192 * 1024 * 1024;

export function createLoopDisk(): LoopDisk {
  const directory = mkdtempSync(join(tmpdir(), 'cognito-logout-loop-'));
  const image = join(directory, 'disk');
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  try {
    run('mkfs.ext4', '-q', '-F', image);
    return mount(directory, image);
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

function mount(directory: string, image: string): LoopDisk {
  const path = join(directory, 'mounted');
  mkdirSync(path);
  run('mount', '-o', 'loop', image, path);
  return {
    path,
    cutPower() {
      const copyDirectory = mkdtempSync(join(tmpdir(), 'cognito-logout-loop-'));
      const copy = join(copyDirectory, 'disk');
      copyFileSync(image, copy, constants.COPYFILE_FICLONE);
      return mount(copyDirectory, copy);
    },
    remove() {
      spawnSync('umount', ['--lazy', path]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Why no disk can be made of a file here; undefined where one can. */
export function reasonAgainstLoopDisks(): string | undefined {
  try {
    createLoopDisk().remove();
    return undefined;
  } catch {
    return 'needs loop devices, mkfs.ext4 and the right to mount';
  }
}

function run(program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(program, args);
  if (status !== 0) throw new Error(`${program} does not work here`);
}
