import { randomUUID } from 'node:crypto';

/** Makes the function that names leases: no two alike, in all processes on a database. It need not be hard to guess. */
export function createLeaseIds(): () => string {
  const process = randomUUID();
  let leases = 0;
  return () => {
    leases += 1;
    return `${process}-${leases}`;
  };
}
