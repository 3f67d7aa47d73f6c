import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import type { AdminTokens } from '../config.ts';
import type { Environment } from '../environment.ts';
import { isSet } from '../is-set.ts';
import type { Values } from '../variables.ts';

export interface AdminTokensReading {
  readonly tokens: AdminTokens | undefined;
  readonly problems: readonly ConfigurationProblem[];
}

export function adminTokensFromVariables(environment: Environment, values: Values): AdminTokensReading {
  const { ADMIN_USER_POOL_ID: userPoolId, ADMIN_CLIENT_ID: clientId } = values;
  const { ADMIN_GROUP: group, ADMIN_SCOPE: scope } = values;
  const problems = isSet(environment, 'ADMIN_USER_POOL_ID')
    ? incomplete(environment)
    : withoutPool(environment);
  const usable = userPoolId !== undefined && clientId !== undefined && (group ?? scope) !== undefined;
  return { tokens: usable ? { userPoolId, clientId, group, scope } : undefined, problems };
}

function incomplete(environment: Environment): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (!isSet(environment, 'ADMIN_GROUP') && !isSet(environment, 'ADMIN_SCOPE')) {
    const problem =
      'needs ADMIN_GROUP or ADMIN_SCOPE: without either, every user of the pool would be an admin. Set one.';
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
  return (['ADMIN_CLIENT_ID', 'ADMIN_GROUP', 'ADMIN_SCOPE'] as const)
    .filter((variable) => isSet(environment, variable))
    .map((variable) => ({ variable, problem: 'has no effect without ADMIN_USER_POOL_ID. Set that too.' }));
}
