import type { ParkedCause } from './intents/intent.ts';

/** Whether what stands in the way is a secret that is not taken, or may be one: the domain does not say. */
export function isSecretRefused(cause: ParkedCause): boolean {
  return cause === 'client-secret-rejected' || cause === 'client-refused';
}
