import { filePath } from '../../settings/formats/file-path.ts';
import { integer } from '../../settings/formats/integer.ts';
import { keyMaterial } from '../../settings/formats/key-material.ts';
import { secret } from '../../settings/secret.ts';
import { databaseUrl } from '../../settings/formats/network/database-url.ts';
import { defineVariables } from '../variable.ts';

export const storageVariables = defineVariables({
  DATABASE_URL: {
    parse: databaseUrl,
    default: 'file:./data/cognito-logout.db',
    secret: true,
    example: 'postgres://user:password@db.example.com:5432/logout?sslmode=verify-full',
    sentence:
      'Where accepted logouts are kept until Cognito has confirmed them (see storage.md): a SQLite file of one process, or a PostgreSQL database that several share. `memory:` keeps nothing: what Cognito does not confirm at once is answered with 503, to be tried again.',
  },
  STORE_KEYS_FILE: {
    parse: filePath,
    required: 'with PostgreSQL',
    example: '/etc/cognito-logout/store-keys.json',
    sentence:
      'The key file that stored tokens are encrypted with. For a new SQLite database it is made beside the database, and the log says so: back it up, apart from the database.',
  },
  AUDIT_RETENTION_DAYS: {
    parse: integer(1, 36_500),
    example: '400',
    sentence: 'After how many days audit events are deleted. Unset, they are kept for ever.',
  },
  FINGERPRINT_KEY: {
    parse: secret(keyMaterial),
    secret: true,
    example: 'openssl rand -base64 32',
    sentence:
      'The key of the fingerprints by which logs know tokens: 32 random bytes or more, in base64. Unset, it is derived from the keys of the store; with `memory:` every process makes its own, so that fingerprints can be compared neither across instances nor across restarts.',
  },
});
