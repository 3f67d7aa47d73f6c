import { CognitoError } from '../cognito-error.ts';

interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * A whole number that a structure of the request has to have.
 *
 * @throws CognitoError InvalidParameterException, or SerializationException for a value of the wrong type
 */
export function requiredNumber(structure: unknown, name: string, { min, max }: Range): number {
  if (structure === undefined || structure === null) throw outside(name, 'not be null');
  if (typeof structure !== 'object') throw new CognitoError('SerializationException');
  const value: unknown = Reflect.get(structure, name);
  if (value === undefined || value === null) throw outside(name, 'not be null');
  if (!Number.isInteger(value)) throw new CognitoError('SerializationException');
  const number = Number(value);
  if (number < min) throw outside(name, `have value greater than or equal to ${min}`);
  if (number > max) throw outside(name, `have value less than or equal to ${max}`);
  return number;
}

function outside(name: string, constraint: string): CognitoError {
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return new CognitoError(
    'InvalidParameterException',
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: Member must ${constraint}`,
  );
}
