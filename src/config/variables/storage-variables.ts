import { keyMaterial } from '../../settings/formats/key-material.ts';
import { secret } from '../../settings/secret.ts';
import { databaseUrl } from '../../settings/formats/database-url.ts';
import { defineVariables } from '../variable.ts';

export const storageVariables = defineVariables({
  DATABASE_URL: {
    parse: databaseUrl,
    default: 'memory:',
    secret: true,
    example: 'memory:',
    sentence:
      'Where accepted logouts are kept. `memory:` keeps nothing: what Cognito does not confirm at once is answered with 503, to be tried again.',
  },
  FINGERPRINT_KEY: {
    parse: secret(keyMaterial),
    secret: true,
    example: 'openssl rand -base64 32',
    sentence:
      'The key of the fingerprints by which logs know tokens: 32 random bytes or more, in base64. Unset, every process makes its own, so fingerprints can be compared neither across instances nor across restarts.',
  },
});
