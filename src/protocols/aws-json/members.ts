import { ServiceError } from '../../errors/service-error.ts';

/** What Cognito's model demands of a member that is a string. */
export interface Constraint {
  readonly required?: boolean;
  readonly pattern?: string;
  readonly lengthMin?: number;
  readonly lengthMax?: number;
}

type Constraints = Readonly<Record<string, Constraint>>;

export type Members<C extends Constraints> = {
  readonly [Name in keyof C]: C[Name] extends { readonly required: true } ? string : string | undefined;
};

/**
 * Reads the members of a request and holds them to Cognito's model, all at once and in Cognito's words, but for the
 * values, which are never repeated. Members that are not named are ignored, as Cognito does.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 *
 * @throws ServiceError `invalid-request`
 */
export function membersOf<const C extends Constraints>(fields: object, constraints: C): Members<C> {
  const given = new Map<string, unknown>(Object.entries(fields));
  const violations: string[] = [];
  const members: Record<string, string | undefined> = {};
  for (const [name, constraint] of Object.entries(constraints)) {
    const value = textOf(given.get(name), name);
    violations.push(...violationsOf(name, value, constraint));
    members[name] = value;
  }
  if (violations.length > 0) throw invalidParameters(violations);
  return members as Members<C>;
}

function textOf(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw new ServiceError('invalid-request', `The member ${name} must be a string.`);
}

function violationsOf(name: string, value: string | undefined, constraint: Constraint): readonly string[] {
  const subject = `at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must`;
  const { required = false, pattern = '', lengthMin = 0, lengthMax = Infinity } = constraint;
  if (value === undefined) return required ? [`Value null ${subject} not be null`] : [];
  const violations: string[] = [];
  if (pattern !== '' && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    violations.push(`Value ${subject} satisfy regular expression pattern: ${pattern}`);
  }
  if (value.length < lengthMin) {
    violations.push(`Value ${subject} have length greater than or equal to ${lengthMin}`);
  }
  if (value.length > lengthMax) {
    violations.push(`Value ${subject} have length less than or equal to ${lengthMax}`);
  }
  return violations;
}

function invalidParameters(violations: readonly string[]): ServiceError {
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  return new ServiceError('invalid-request', `${count} detected: ${violations.join('; ')}`);
}
