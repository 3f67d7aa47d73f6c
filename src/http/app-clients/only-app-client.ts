import type { AppClientProfile } from '../../revocation/app-client-profile.ts';

/** The app client that is meant where none is named: the only one that it can be, if there is but one. */
export function onlyAppClient(candidates: readonly AppClientProfile[]): AppClientProfile | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}
