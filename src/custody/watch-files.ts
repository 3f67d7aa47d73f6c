import { watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

export interface FileWatch {
  /** Watches these files from now on, and no others; none once closed. */
  follow(paths: readonly string[]): void;
  /** For good: a reload that is on its way may still ask for files to be followed. */
  close(): void;
}

/**
 * Hears of changes of files by watching the folders that they are in: an editor that replaces a file, and Kubernetes, which
 * swaps a link beside the files, change the folder and never the file that was there. What cannot be watched is not: a
 * change there is found when the files are read next.
 *
 * @param changed called for every sign of a change, of which one change gives several
 */
export function watchFiles(changed: () => void): FileWatch {
  const watchers = new Map<string, FSWatcher>();
  let isClosed = false;

  function open(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', () => close(folder));
      watchers.set(folder, watcher);
    } catch {
      // Not there, no rights, or no more watches on this machine.
    }
  }

  function close(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }

  return {
    follow(paths) {
      if (isClosed) return;
      const folders = new Set(paths.map((path) => dirname(path)));
      for (const folder of watchers.keys()) if (!folders.has(folder)) close(folder);
      for (const folder of folders) if (!watchers.has(folder)) open(folder);
    },
    close() {
      isClosed = true;
      for (const folder of watchers.keys()) close(folder);
    },
  };
}
