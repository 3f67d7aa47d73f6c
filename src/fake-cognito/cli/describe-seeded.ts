import type { SeededPool } from '../seed/seed.ts';

/** What a person at a terminal needs to know of a seeded fake. Names no secret and no password. */
export function describeSeeded(url: string, pools: readonly SeededPool[]): string {
  const lines = pools.flatMap(({ id, region, clients, users }) => [
    `user pool ${id} (${region})`,
    ...clients.map(
      ({ clientId, secret }) =>
        `  app client ${clientId} (${secret === undefined ? 'public' : 'confidential'})`,
    ),
    `  users ${users.map(({ username }) => username).join(', ') || 'none'}`,
    `  keys ${url}/${id}/.well-known/jwks.json`,
  ]);
  return [`fake Cognito: API and domain at ${url}`, ...lines].join('\n');
}
