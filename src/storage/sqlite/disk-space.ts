import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The room that is left on the file system of the database. */
export interface DiskSpace {
  freeBytes(): number;
  /** Whether too little is left to go on storing for those who proved nothing; looked at once for each transaction. */
  isLow(): boolean;
  /** A transaction begins: what one of them writes is little beside what is to be left. */
  lookAnew(): void;
}

export function createDiskSpace(databasePath: string, floorBytes: number): DiskSpace {
  const directory = dirname(databasePath);
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  };
  let seen: boolean | undefined;
  return {
    freeBytes,
    isLow: () => (seen ??= freeBytes() < floorBytes),
    lookAnew: () => void (seen = undefined),
  };
}
