import type { ConnectionPool } from './connection-pool.ts';

/** So few at a time overload nobody. */
const AT_ONCE = 32;

/**
 * Opens so many connections, and sends a request on each, so that each has been accepted by the server and used once.
 * Resolves when all have been answered.
 */
export async function openConnections(
  pool: ConnectionPool,
  makeRequest: () => Buffer,
  connections: number,
): Promise<void> {
  let opened = 0;
  const openInTurn = async () => {
    for (; opened < connections; await new Promise((resolve) => pool.sendOnNew(makeRequest(), resolve)))
      opened += 1;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, openInTurn));
}
