import type { GuardEvent } from './guard-event.ts';

/** Which user pools the guard is told of: all, unless its API key is bound to some. */
export interface CoveredUserPools {
  /** Whether they are these; undefined stands for all. */
  are(userPoolIds: readonly string[] | undefined): boolean;
  /** Tells of it if that changes them. */
  become(userPoolIds: readonly string[] | undefined): void;
  /** Whether the user pool is one of them whose issuer this is, such as `https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example`. */
  includeIssuer(issuer: string): boolean;
}

export function createCoveredUserPools(report: (event: GuardEvent) => void): CoveredUserPools {
  let covered: ReadonlySet<string> | undefined;
  const are = (userPoolIds: readonly string[] | undefined): boolean =>
    userPoolIds === undefined || covered === undefined
      ? userPoolIds === covered
      : new Set(userPoolIds).size === covered.size && userPoolIds.every((id) => covered?.has(id));

  return {
    are,
    become(userPoolIds) {
      if (are(userPoolIds)) return;
      covered = userPoolIds === undefined ? undefined : new Set(userPoolIds);
      report({ type: 'covers', userPoolIds: userPoolIds ?? 'all' });
    },
    includeIssuer: (issuer) =>
      covered === undefined || covered.has(issuer.slice(issuer.lastIndexOf('/') + 1)),
  };
}
