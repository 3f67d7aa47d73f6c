import type { ConfigurationProblem } from '../errors/configuration-error.ts';
import type { Parsed } from '../settings/parse.ts';
import { readSecretFile } from '../settings/secret-file.ts';
import type { Environment } from './environment.ts';
import type { Variable } from './variable.ts';
import { VARIABLES, type Values } from './variables.ts';

/**
 * Reads every variable of the table. Unset and empty count as the same. A wrong variable has a problem, and in the
 * values what it has when unset, so that the checks that follow can go on.
 */
export function readValues(environment: Environment): {
  values: Values;
  problems: readonly ConfigurationProblem[];
} {
  const problems: ConfigurationProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const parsed = readVariable(name, variable, environment);
    if ('problem' in parsed) problems.push(parsed);
    values[name] = 'problem' in parsed ? unsetValue(variable) : parsed.value;
  }
  return { values: values as Values, problems };
}

function readVariable(
  name: string,
  variable: Variable<unknown>,
  environment: Environment,
): Exclude<Parsed<unknown>, { problem: string }> | ConfigurationProblem {
  const fileVariable = `${name}_FILE`;
  const text = environment[name] ?? '';
  const path = variable.secret === true ? (environment[fileVariable] ?? '') : '';
  if (text !== '' && path !== '') {
    return { variable: name, problem: `and ${fileVariable} are both set. Remove one of them.` };
  }
  if (path !== '') {
    const read = readSecretFile(path);
    const parsed = 'problem' in read ? read : contentsOf(variable, read.value);
    return 'problem' in parsed ? { variable: fileVariable, problem: parsed.problem } : parsed;
  }
  if (text === '') return { value: unsetValue(variable) };
  const parsed = variable.parse(text);
  return 'problem' in parsed ? { variable: name, problem: parsed.problem } : parsed;
}

function contentsOf(variable: Variable<unknown>, text: string): Parsed<unknown> {
  const parsed = variable.parse(text);
  return 'problem' in parsed ? { problem: `names a file with wrong contents: it ${parsed.problem}` } : parsed;
}

function unsetValue(variable: Variable<unknown>): unknown {
  if (variable.default === undefined) return undefined;
  const parsed = variable.parse(variable.default);
  if ('problem' in parsed) throw new Error(`The default of a variable ${parsed.problem}`);
  return parsed.value;
}
