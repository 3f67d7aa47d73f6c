import { readFileSync, statSync } from 'node:fs';
import type { Parsed } from './parse.ts';

const BYTES_MAX = 65_536;

/**
 * Reads a secret from a file, without the newline that editors and `echo` put at the end. The file's permissions
 * are not judged: Kubernetes and Docker mount secrets readable for every user of the container.
 */
export function readSecretFile(path: string): Parsed<string> {
  try {
    const { size } = statSync(path);
    if (size > BYTES_MAX)
      return { problem: `names a file of more than ${BYTES_MAX} bytes: that is no secret.` };
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    return value === '' ? { problem: 'names an empty file. Write the secret into it.' } : { value };
  } catch (error) {
    return { problem: `names a file that cannot be read (${reasonOf(error)}). Check path and permissions.` };
  }
}

/** The system's code (`ENOENT`, `EACCES` …): its message would repeat the path, which may hold anything. */
export function reasonOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown reason';
}
