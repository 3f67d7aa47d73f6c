/** How long a claimed intent is this instance's alone. A try ends well before. */
export const LEASE_MS = 30_000;
