import { open, rm } from 'node:fs/promises';

/**
 * Writes a new file and makes sure that it has reached the disk. One that cannot be written to its end is not left there.
 *
 * @param mode who may do what with it, as far as the process's umask lets; left out: its owner alone
 */
export async function writeDurably(path: string, text: string, mode = 0o600): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes sure that what was made or renamed in a directory has reached the disk. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
