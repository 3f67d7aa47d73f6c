import { readFileSync } from 'node:fs';
import { lastOf, parseDockerfile, type Stage } from './dockerfile.ts';

/** The options with which the image starts Node.js. */
export function imageFlags(): readonly string[] {
  const production = parseDockerfile(readFileSync('Dockerfile', 'utf8')).at(-1) as Stage;
  return lastOf(production, 'CMD').words.slice(1, -1);
}
