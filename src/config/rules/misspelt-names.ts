import type { ConfigurationProblem } from '../../errors/configuration-error.ts';
import { nearestName } from '../../settings/nearest-name.ts';
import { CLI_VARIABLES } from '../cli-variables.ts';
import type { Environment } from '../environment.ts';
import { namesOf } from '../is-set.ts';
import { VARIABLES, type VariableName } from '../variables.ts';

const PREFIXES = /^(COGNITO|ADMIN|RATE_LIMIT)_/;

/** What Kubernetes puts into the environment for a Service whose name begins like one of our prefixes. */
const SERVICE_LINK = /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

/** Variables that look like ours and are not read: left alone, a typing error would go unnoticed. */
export function misspeltNames(environment: Environment): readonly ConfigurationProblem[] {
  const known = Object.keys(VARIABLES).flatMap((name) => namesOf(name as VariableName));
  return Object.keys(environment)
    .filter(
      (name) =>
        PREFIXES.test(name) && !SERVICE_LINK.test(name) && !known.includes(name) && !(name in CLI_VARIABLES),
    )
    .map((name) => ({
      variable: name,
      problem: `is not a variable of this service. Did you mean ${nearestName(name, known)}? Else remove or rename it.`,
    }));
}
