import type { Environment } from './environment.ts';
import { VARIABLES, type VariableName } from './variables.ts';

/** Whether the environment gives a variable, be it directly or by `_FILE`. */
export function isSet(environment: Environment, name: VariableName): boolean {
  return namesOf(name).some((each) => (environment[each] ?? '') !== '');
}

/** The names by which a variable may be given. */
export function namesOf(name: VariableName): readonly string[] {
  return 'secret' in VARIABLES[name] ? [name, `${name}_FILE`] : [name];
}
