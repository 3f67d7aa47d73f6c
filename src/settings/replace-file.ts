import { randomBytes } from 'node:crypto';
import { chmod, chown, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncDirectory, writeDurably } from './write-durably.ts';

/**
 * Replaces a file in one step, so that whoever reads it sees it as it was or as it is, and makes sure that it has reached
 * the disk. One that is there keeps its owner and its rights; a new one is for its owner alone. A link stays a link.
 *
 * @throws Error (rejects) of the file system; then the file is as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const before = await stat(target).catch(() => undefined);
  const draft = `${target}.${randomBytes(4).toString('hex')}`;
  try {
    await writeDurably(draft, text);
    if (before !== undefined) {
      await chown(draft, before.uid, before.gid);
      await chmod(draft, before.mode & 0o777);
    }
    await rename(draft, target);
  } finally {
    await rm(draft, { force: true });
  }
  await syncDirectory(dirname(target));
}
