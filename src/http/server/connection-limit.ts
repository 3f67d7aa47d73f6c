import { readFileSync } from 'node:fs';

/** Descriptors that no caller gets: for connections to Cognito, the management port, and files. */
const RESERVED = 128;

const OPEN_FILES = /^Max open files +(\d+)/m;

/**
 * How many connections a server may have open, given how many descriptors its process may have. What is left over
 * is at least half of a small limit, so that a flood of callers never keeps those inside from asking Cognito.
 */
export function connectionLimit(maxConnections: number, descriptorsMax = descriptorLimit()): number {
  const reserved = Math.min(RESERVED, Math.ceil(descriptorsMax / 2));
  return Math.max(1, Math.min(maxConnections, descriptorsMax - reserved));
}

/** The soft limit of open files of this process. Infinite where Linux does not tell. */
function descriptorLimit(): number {
  try {
    return Number(OPEN_FILES.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}
