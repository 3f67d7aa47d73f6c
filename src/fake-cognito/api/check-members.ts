import { CognitoError } from '../cognito-error.ts';

/** What Cognito's model demands of a member that is a string. */
export interface StringMember {
  readonly required?: boolean;
  readonly pattern?: string;
  readonly lengthMin?: number;
  readonly lengthMax?: number;
  /** The value of a sensitive member is not echoed. */
  readonly sensitive?: boolean;
}

type Members = Readonly<Record<string, StringMember>>;

export type Checked<M extends Members> = {
  readonly [Name in keyof M]: M[Name] extends { readonly required: true } ? string : string | undefined;
};

const CLIENT_ID = { pattern: '[\\w+]+', lengthMin: 1, lengthMax: 128 } as const;
const TOKEN = { pattern: '[A-Za-z0-9-_=.]+', sensitive: true } as const;

/** Members that many operations share. */
export const MEMBER = {
  clientId: { ...CLIENT_ID, required: true },
  clientSecret: { pattern: '[\\w+]+', lengthMin: 24, lengthMax: 64, sensitive: true },
  token: { ...TOKEN, required: true },
  userPoolId: { required: true, pattern: '[\\w-]+_[0-9a-zA-Z]+', lengthMin: 1, lengthMax: 55 },
  username: { required: true, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+', lengthMin: 1, lengthMax: 128 },
  password: { required: true, pattern: '[\\S]+.*[\\S]+', lengthMax: 256, sensitive: true },
} as const;

/**
 * Checks the members of a request against the model, all at once.
 *
 * @throws CognitoError SerializationException for a value of the wrong type, InvalidParameterException with
 *   Cognito's wording for whatever else does not fit
 */
export function checkMembers<const M extends Members>(
  input: Record<string, unknown>,
  members: M,
): Checked<M> {
  const complaints: string[] = [];
  const checked: Record<string, string | undefined> = {};
  for (const [name, member] of Object.entries(members)) {
    const value = Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;
    if (value !== undefined && typeof value !== 'string') throw new CognitoError('SerializationException');
    complaints.push(...complaintsAbout(name, value, member));
    checked[name] = value;
  }
  if (complaints.length > 0) throw invalidParameter(complaints);
  return checked as Checked<M>;
}

function complaintsAbout(name: string, value: string | undefined, member: StringMember): readonly string[] {
  const label = `at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must`;
  if (value === undefined) return member.required === true ? [`Value null ${label} not be null`] : [];
  const { pattern, lengthMin, lengthMax, sensitive } = member;
  const subject = sensitive === true ? `Value ${label}` : `Value '${value}' ${label}`;
  const complaints: string[] = [];
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) {
    complaints.push(`${subject} satisfy regular expression pattern: ${pattern}`);
  }
  if (lengthMin !== undefined && value.length < lengthMin) {
    complaints.push(`${subject} have length greater than or equal to ${lengthMin}`);
  }
  if (lengthMax !== undefined && value.length > lengthMax) {
    complaints.push(`${subject} have length less than or equal to ${lengthMax}`);
  }
  return complaints;
}

function invalidParameter(complaints: readonly string[]): CognitoError {
  const count = complaints.length === 1 ? '1 validation error' : `${complaints.length} validation errors`;
  return new CognitoError('InvalidParameterException', `${count} detected: ${complaints.join('; ')}`);
}
