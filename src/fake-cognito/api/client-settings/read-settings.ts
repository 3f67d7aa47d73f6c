import { CognitoError } from '../../cognito-error.ts';
import type { SettingMember, SettingMembers, TextRule } from './setting-members.ts';

/**
 * The members of a request that are settings; whatever else it carries is ignored, as Cognito does.
 *
 * @throws CognitoError SerializationException for a value of the wrong type, InvalidParameterException with
 *   Cognito's wording for whatever else does not fit
 */
export function readSettings(
  input: Readonly<Record<string, unknown>>,
  members: SettingMembers,
): Readonly<Record<string, unknown>> {
  const complaints: string[] = [];
  const settings = readMembers(input, members, '', complaints);
  if (complaints.length === 0) return settings;
  const count = complaints.length === 1 ? '1 validation error' : `${complaints.length} validation errors`;
  throw new CognitoError('InvalidParameterException', `${count} detected: ${complaints.join('; ')}`);
}

function readMembers(
  input: Readonly<Record<string, unknown>>,
  members: SettingMembers,
  place: string,
  complaints: string[],
): Readonly<Record<string, unknown>> {
  const given = Object.entries(members).filter(([name]) => Object.hasOwn(input, name) && input[name] != null);
  return Object.fromEntries(
    given.map(([name, member]) => [
      name,
      readMember(input[name], member, `${place}${lowerFirst(name)}`, complaints),
    ]),
  );
}

function readMember(value: unknown, member: SettingMember, place: string, complaints: string[]): unknown {
  const complain = (constraint: string) =>
    complaints.push(`Value '${shown(value)}' at '${place}' failed to satisfy constraint: ${constraint}`);
  switch (member.kind) {
    case 'boolean':
      if (typeof value !== 'boolean') throw new CognitoError('SerializationException');
      return value;
    case 'number':
      if (!Number.isInteger(value)) throw new CognitoError('SerializationException');
      if ((value as number) < member.min)
        complain(`Member must have value greater than or equal to ${member.min}`);
      if ((value as number) > member.max)
        complain(`Member must have value less than or equal to ${member.max}`);
      return value;
    case 'string':
      if (typeof value !== 'string') throw new CognitoError('SerializationException');
      for (const breach of breaches(value, member)) complain(`Member must ${breach}`);
      return value;
    case 'list':
      if (!isTextList(value)) throw new CognitoError('SerializationException');
      if (member.lengthMax !== undefined && value.length > member.lengthMax)
        complain(`Member must have length less than or equal to ${member.lengthMax}`);
      for (const breach of value.flatMap((item) => breaches(item, member.of)))
        complain(`Member must satisfy constraint: [Member must ${breach}]`);
      return value;
    case 'object':
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new CognitoError('SerializationException');
      return readMembers(value as Record<string, unknown>, member.members, `${place}.`, complaints);
  }
}

function breaches(value: string, { pattern, lengthMin = 0, lengthMax = Infinity, oneOf }: TextRule) {
  return [
    ...(value.length < lengthMin ? [`have length greater than or equal to ${lengthMin}`] : []),
    ...(value.length > lengthMax ? [`have length less than or equal to ${lengthMax}`] : []),
    ...(pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)
      ? [`satisfy regular expression pattern: ${pattern}`]
      : []),
    ...(oneOf !== undefined && !oneOf.includes(value)
      ? [`satisfy enum value set: [${oneOf.join(', ')}]`]
      : []),
  ];
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}

function lowerFirst(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
