import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import type { AdminTokens } from '../config.ts';
import type { Environment } from '../environment.ts';
import { isSet } from '../is-set.ts';
import type { Values } from '../variables.ts';

export interface AdminTokensReading {
  readonly tokens: AdminTokens | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

/** What says where admins may do it; it makes nobody an admin. */
const POOLS = ['ADMIN_GROUP_USER_POOLS', 'ADMIN_SCOPE_USER_POOLS'] as const;

/** What tells admins from the other users of the pool. */
const NARROWING = ['ADMIN_GROUP', 'ADMIN_SCOPE', 'ADMIN_GROUP_ACTS', 'ADMIN_SCOPE_ACTS'] as const;

export function adminTokensFromVariables(environment: Environment, values: Values): AdminTokensReading {
  const { ADMIN_USER_POOL_ID: userPoolId, ADMIN_CLIENT_ID: clientId } = values;
  const { ADMIN_GROUP: group, ADMIN_SCOPE: scope } = values;
  const { ADMIN_GROUP_ACTS: groupActs, ADMIN_SCOPE_ACTS: scopeActs } = values;
  const { ADMIN_GROUP_USER_POOLS: groupPools, ADMIN_SCOPE_USER_POOLS: scopePools } = values;
  const problems = isSet(environment, 'ADMIN_USER_POOL_ID')
    ? incomplete(environment)
    : withoutPool(environment);
  const isNarrowed = (group ?? scope ?? groupActs ?? scopeActs) !== undefined;
  const usable = userPoolId !== undefined && clientId !== undefined && isNarrowed;
  const rights = { group, scope, groupActs, scopeActs, groupPools, scopePools };
  const tokens = usable ? { userPoolId, clientId, ...rights } : undefined;
  return { tokens, problems };
}

function incomplete(environment: Environment): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (!NARROWING.some((variable) => isSet(environment, variable))) {
    const problem = `needs ${NARROWING.slice(0, -1).join(', ')} or ${NARROWING.at(-1)}: without any, every user of the pool would be an admin. Set one.`;
    problems.push({ variable: 'ADMIN_USER_POOL_ID', problem });
  }
  if (!isSet(environment, 'ADMIN_CLIENT_ID')) {
    const problem =
      'must be set with ADMIN_USER_POOL_ID: without it, tokens that any app client of the pool got would count.';
    problems.push({ variable: 'ADMIN_CLIENT_ID', problem });
  }
  return problems;
}

function withoutPool(environment: Environment): readonly ConfigurationProblem[] {
  return (['ADMIN_CLIENT_ID', ...NARROWING, ...POOLS] as const)
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({ variable, problem: 'has no effect without ADMIN_USER_POOL_ID. Set that too.' }));
}
