import * as z from 'zod';
import { ALL_ADMIN_ACTS, USUAL_ADMIN_ACTS } from '../revocation/admin-act.ts';
import { userPoolId } from '../settings/formats/cognito-names.ts';
import { matching } from '../settings/formats/matching.ts';
import { formatted } from '../settings/formatted.ts';
import { dateTime } from '../settings/formats/date-time.ts';
import { API_KEY_SCOPES } from './stored-api-key.ts';

const apiKeyIdFormat = matching(
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  'must be an id of 1 to 40 lower-case letters, digits and hyphens.',
);

const apiKeyNameFormat = matching(
  /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,100}$/u,
  'must be a name of 1 to 100 printable characters.',
);

const hashFormat = matching(
  /^sha256:[0-9a-f]{64}$/,
  'must be sha256: and 64 hexadecimal digits, as npm run admin-key prints it. Never put the key itself here.',
);

/** One entry of the API keys file. The JSON Schema and the documentation of the file are made from it. */
export const apiKeySchema = z.strictObject({
  id: formatted(apiKeyIdFormat).describe('Stands in the key and in audit records.'),
  name: formatted(apiKeyNameFormat).describe('Who holds the key, for people.'),
  hash: formatted(hashFormat).describe('What is kept of the key: `sha256:` and its hash.'),
  scopes: z
    .array(z.enum(API_KEY_SCOPES))
    .min(1)
    .describe(
      'What the key opens: `admin` the admin routes, `feed` what resource servers ask: `/revocations`, `/oauth2/introspect` and `/authorize`.',
    ),
  userPoolIds: z
    .array(formatted(userPoolId))
    .min(1)
    .optional()
    .describe('The user pools whose sessions the key may end, or hear of. Left out: every configured pool.'),
  acts: z
    .array(z.enum(ALL_ADMIN_ACTS))
    .min(1)
    .optional()
    .describe(
      `What the key may do, with the scope \`admin\`. Left out: ${USUAL_ADMIN_ACTS.map((act) => `\`${act}\``).join(', ')}.`,
    ),
  expiresAt: formatted(dateTime)
    .optional()
    .describe('When the key stops working, such as 2027-01-31T00:00:00Z. Left out: never.'),
});

/** The whole file. */
export const apiKeysFileSchema = z.strictObject({
  $schema: z.string().optional().describe('Address of this schema, for editors.'),
  keys: z.array(apiKeySchema).describe('The API keys.'),
});
