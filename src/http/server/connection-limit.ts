import { readFileSync } from 'node:fs';

/** Descriptors that no caller gets: half of them for connections to Cognito, the rest for the management port and files. */
const RESERVED = 2048;

const OPEN_FILES = /^Max open files +(\d+)/m;

/**
 * How many connections a server may have open, given how many descriptors its process may have. What is left over
 * is at least half of a small limit, so that a flood of callers never keeps those inside from asking Cognito.
 */
export function connectionLimit(maxConnections: number, descriptorsMax = descriptorLimit()): number {
  return Math.max(1, Math.min(maxConnections, descriptorsMax - reservedOf(descriptorsMax)));
}

/** How many connections to Cognito may be open at once beside those of callers. */
export function upstreamConnectionLimit(maxConnections: number, descriptorsMax = descriptorLimit()): number {
  return Math.max(1, Math.min(maxConnections, Math.floor(reservedOf(descriptorsMax) / 2)));
}

function reservedOf(descriptorsMax: number): number {
  return Math.min(RESERVED, Math.ceil(descriptorsMax / 2));
}

/** The soft limit of open files of this process. Infinite where Linux does not tell. */
function descriptorLimit(): number {
  try {
    return Number(OPEN_FILES.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? Infinity);
  } catch {
    return Infinity;
  }
}
