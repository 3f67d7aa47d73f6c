import type { AdminTokens } from '../../config/config.ts';
import { ALL_ADMIN_ACTS, USUAL_ADMIN_ACTS, type AdminAct } from '../../revocation/admin-act.ts';
import type { Settings } from '../load-settings.ts';

/** What at least one admin may do in a user pool. */
export function actsAt(
  userPoolId: string,
  { config, apiKeys }: Pick<Settings, 'config' | 'apiKeys'>,
): readonly AdminAct[] {
  const ofKeys = apiKeys
    .filter(({ scopes }) => scopes.includes('admin'))
    .filter(({ userPoolIds }) => userPoolIds === 'all' || userPoolIds.includes(userPoolId))
    .flatMap(({ acts }) => acts);
  const { tokens } = config.admin;
  const ofTokens = tokens && isWithin(userPoolId, tokens) ? actsOfTokens(tokens) : [];
  const given = new Set([...ofKeys, ...ofTokens]);
  return ALL_ADMIN_ACTS.filter((act) => given.has(act));
}

function isWithin(userPoolId: string, { groupPools, scopePools }: AdminTokens): boolean {
  return [groupPools, scopePools].every(
    (pools) => pools === undefined || [...pools.values()].flat().includes(userPoolId),
  );
}

/** Where groups and scopes both narrow what an admin may do, only what both give counts. */
function actsOfTokens({ groupActs, scopeActs }: AdminTokens): readonly AdminAct[] {
  if (groupActs === undefined && scopeActs === undefined) return USUAL_ADMIN_ACTS;
  const [byGroup, byScope] = [groupActs, scopeActs].map((acts) => acts && [...acts.values()].flat());
  return ALL_ADMIN_ACTS.filter((act) => (byGroup?.includes(act) ?? true) && (byScope?.includes(act) ?? true));
}
