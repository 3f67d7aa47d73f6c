import { statSync } from 'node:fs';

/** The place of a file that is open: what its name leads to is what is found there after a restart. */
export interface DatabasePlace {
  /** @throws Error with the system's code `ENOENT` once another file, or none, is there */
  requireFile(): void;
}

/** Remembers which file is there now. */
export function createDatabasePlace(path: string): DatabasePlace {
  const opened = statSync(path);
  return {
    requireFile() {
      const there = statSync(path, { throwIfNoEntry: false });
      if (there?.ino !== opened.ino || there.dev !== opened.dev) throw fileGone();
    },
  };
}

/** With the code that the system has for it: a log line shows no more of an error. */
function fileGone(): Error {
  return Object.assign(new Error('The file of the database was deleted, moved or replaced'), {
    code: 'ENOENT',
  });
}
