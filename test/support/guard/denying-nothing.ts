import type { DenyAccess } from '../../../src/revocation/denials/deny-access.ts';

const no = () => Promise.resolve(false);

/** For pipelines whose access tokens are somebody else's business. */
export const denyingNothing: DenyAccess = () => ({
  atOnce: no,
  afterTry: no,
  afterLaterTry: no,
  asBefore: no,
});
