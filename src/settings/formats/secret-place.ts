import type { Parse, Parsed } from '../parse.ts';
import { jsonKey, secretsManagerId, ssmParameterName } from './secret-names.ts';

/** Where a secret is kept that is in neither a variable nor a file. */
export type SecretPlace =
  | { readonly secretsManager: string; readonly jsonKey?: string }
  | { readonly ssmParameter: string }
  | { readonly cognito: true };

const PROBLEM =
  'must be secretsManager: and a name or ARN (then # and a field, where the secret is a JSON object), ssmParameter: and a name or ARN, or cognito.';

/** `secretsManager:<name or ARN>[#<field>]`, `ssmParameter:<name or ARN>` or `cognito`. */
export const secretPlace: Parse<SecretPlace> = (text) => {
  if (text === 'cognito') return { value: { cognito: true } };
  const colon = text.indexOf(':');
  const [kind, name] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
  if (kind === 'secretsManager') return inSecretsManager(name);
  const parameter = ssmParameterName(name);
  return kind === 'ssmParameter' && 'value' in parameter
    ? { value: { ssmParameter: parameter.value } }
    : { problem: PROBLEM };
};

function inSecretsManager(text: string): Parsed<SecretPlace> {
  const [name = '', ...fields] = text.split('#');
  const id = secretsManagerId(name);
  if ('problem' in id) return { problem: PROBLEM };
  if (fields.length === 0) return { value: { secretsManager: id.value } };
  const field = jsonKey(fields.join('#'));
  return 'value' in field
    ? { value: { secretsManager: id.value, jsonKey: field.value } }
    : { problem: PROBLEM };
}
