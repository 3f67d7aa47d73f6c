import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a suite a folder of its own, and a function that writes a file there and returns its path. */
export function temporaryFiles(): (name: string, contents: string) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cognito-logout-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  return (name, contents) => {
    const path = join(folder, name);
    writeFileSync(path, contents);
    return path;
  };
}
