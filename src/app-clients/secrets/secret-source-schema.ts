import * as z from 'zod';
import { region } from '../../settings/formats/cognito-names.ts';
import { environmentName } from '../../settings/formats/environment-name.ts';
import { filePath } from '../../settings/formats/file-path.ts';
import { jsonKey, secretsManagerId, ssmParameterName } from '../../settings/formats/secret-names.ts';
import { formatted } from '../../settings/formatted.ts';
import { upstreamUrl } from '../../settings/web/upstream-url.ts';

/** One source of secrets in an entry of the app clients file. It names exactly one place. */
export const secretSourceSchema = z.strictObject({
  file: formatted(filePath)
    .optional()
    .describe(
      'A file that holds the secret, or two on a line each. A relative path starts from the folder of this file.',
    ),
  env: formatted(environmentName).optional().describe('The environment variable that holds the secret.'),
  secretsManager: formatted(secretsManagerId)
    .optional()
    .describe('Name or ARN of a secret in AWS Secrets Manager.'),
  jsonKey: formatted(jsonKey)
    .optional()
    .describe('The field of the secret in AWS Secrets Manager, where that is a JSON object.'),
  ssmParameter: formatted(ssmParameterName)
    .optional()
    .describe('Name or ARN of a SecureString in SSM Parameter Store.'),
  cognito: z
    .literal(true)
    .optional()
    .describe('Asks Cognito. The permission for it reads the secrets of every app client of the user pool.'),
  region: formatted(region)
    .optional()
    .describe('The Region of the AWS secret or parameter: that of its ARN or of the user pool unless given.'),
  endpoint: formatted(upstreamUrl)
    .optional()
    .describe('Where Secrets Manager or Parameter Store is, if not at its public address.'),
});

export type SecretSourceEntry = z.output<typeof secretSourceSchema>;
