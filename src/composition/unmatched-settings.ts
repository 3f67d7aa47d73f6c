import type { StoredApiKey } from '../admin-keys/stored-api-key.ts';
import type { AppClientSettings } from '../app-clients/app-client-settings.ts';
import type { Config } from '../config/config.ts';
import type { ConfigurationProblem } from '../errors/configuration-error.ts';
import { ALL_ADMIN_ACTS, isAdminAct } from '../revocation/admin-act.ts';
import type { ActsByName } from '../settings/formats/admin/acts-by-name.ts';
import type { PoolsByName } from '../settings/formats/admin/pools-by-name.ts';
import { nearestName } from '../settings/nearest-name.ts';

export interface MatchedSettings {
  readonly config: Config;
  readonly appClients: readonly AppClientSettings[];
  readonly apiKeys: readonly StoredApiKey[];
}

type IsForeign = (userPoolId: string) => boolean;

const FOREIGN_POOL = 'names a user pool that no app client is in. Correct its id.';

/**
 * What one setting names and no other one knows: user pools that no app client is in, and acts that there are not. Most
 * likely the name is wrong, so that somebody is not protected, or has no right where one was meant.
 */
export function unmatchedSettings(settings: MatchedSettings): readonly ConfigurationProblem[] {
  const { config, appClients, apiKeys } = settings;
  const known = new Set(appClients.map(({ userPoolId }) => userPoolId));
  // Where none is configured, that is the problem.
  const isForeign: IsForeign = (userPoolId) => known.size > 0 && !known.has(userPoolId);
  return [
    ...poolsOfKeys(apiKeys, isForeign),
    ...poolsOfTokens(config, isForeign),
    ...poolsOfProtectedUsers(config, isForeign),
    ...unknownActs(config),
  ];
}

function poolsOfKeys(keys: readonly StoredApiKey[], isForeign: IsForeign): readonly ConfigurationProblem[] {
  return keys
    .filter(({ userPoolIds }) => userPoolIds !== 'all' && userPoolIds.some(isForeign))
    .map(({ id }) => ({
      variable: 'ADMIN_API_KEYS_FILE',
      problem: `gives the key ${id} a user pool that no app client is in. Correct its userPoolIds.`,
    }));
}

function poolsOfTokens({ admin }: Config, isForeign: IsForeign): readonly ConfigurationProblem[] {
  const { groupPools, scopePools } = admin.tokens ?? {};
  const problemOf = (variable: string, pools: PoolsByName | undefined) =>
    [...(pools?.values() ?? [])].flat().some(isForeign) ? [{ variable, problem: FOREIGN_POOL }] : [];
  return [
    ...problemOf('ADMIN_GROUP_USER_POOLS', groupPools),
    ...problemOf('ADMIN_SCOPE_USER_POOLS', scopePools),
  ];
}

function poolsOfProtectedUsers({ admin }: Config, isForeign: IsForeign): readonly ConfigurationProblem[] {
  return admin.protectedUsers.some(({ userPoolId }) => isForeign(userPoolId))
    ? [{ variable: 'ADMIN_PROTECTED_USERS', problem: FOREIGN_POOL }]
    : [];
}

function unknownActs({ admin }: Config): readonly ConfigurationProblem[] {
  const { groupActs, scopeActs } = admin.tokens ?? {};
  return [...unknownIn('ADMIN_GROUP_ACTS', groupActs), ...unknownIn('ADMIN_SCOPE_ACTS', scopeActs)];
}

function unknownIn(variable: string, acts: ActsByName | undefined): readonly ConfigurationProblem[] {
  const unknown = [...(acts?.values() ?? [])].flat().filter((act) => !isAdminAct(act));
  return unknown.map((act) => ({
    variable,
    problem: `names an act that there is not. Did you mean ${nearestName(act, ALL_ADMIN_ACTS)}?`,
  }));
}
