import { CognitoError } from '../cognito-error.ts';
import type { Input } from './operation.ts';

/** @throws CognitoError SerializationException for anything but a map of strings */
export function authParametersOf(input: Input): ReadonlyMap<string, string> {
  const parameters = input['AuthParameters'] ?? {};
  if (typeof parameters !== 'object' || Array.isArray(parameters)) {
    throw new CognitoError('SerializationException');
  }
  return new Map(
    Object.entries(parameters).map(([name, value]: [string, unknown]) => {
      if (typeof value !== 'string') throw new CognitoError('SerializationException');
      return [name, value];
    }),
  );
}
