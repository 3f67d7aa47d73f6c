import { readFileSync } from 'node:fs';
import type { Seed } from '../seed/seed.ts';

/**
 * Reads a seed from a JSON file: `{"pools":[{"id","region","clients":[…],"users":[…]}]}`, with the members of `Seed`.
 *
 * @throws Error with a sentence for the user
 */
export function readSeedFile(path: string): Seed {
  const seed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isSeed(seed)) {
    throw new Error(`${path} has to be {"pools":[{"region":"…","clients":[…],"users":[…]}]}`);
  }
  return seed;
}

function isSeed(value: unknown): value is Seed {
  return hasArray(value, 'pools') && value.pools.every(isPool);
}

function isPool(value: unknown): boolean {
  return hasArray(value, 'clients') && hasArray(value, 'users') && 'region' in value;
}

function hasArray<Name extends string>(
  value: unknown,
  name: Name,
): value is Record<Name, readonly unknown[]> {
  return (
    typeof value === 'object' && value !== null && Array.isArray((value as Record<string, unknown>)[name])
  );
}
