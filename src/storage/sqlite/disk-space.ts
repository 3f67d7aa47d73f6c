import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** The room that is left on the file system of the database. */
export interface DiskSpace {
  freeBytes(): number;
  /** Whether too little is left to go on storing for those who proved nothing. */
  isLow(): boolean;
}

export function createDiskSpace(databasePath: string, floorBytes: number): DiskSpace {
  const directory = dirname(databasePath);
  const freeBytes = (): number => {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize;
  };
  return { freeBytes, isLow: () => freeBytes() < floorBytes };
}
