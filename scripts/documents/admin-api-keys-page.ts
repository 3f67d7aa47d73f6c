import { apiKeySchema } from '../../src/admin-keys/api-keys-schema.ts';
import { ADMIN_ACTS, ALL_ADMIN_ACTS, USUAL_ADMIN_ACTS } from '../../src/revocation/admin-act.ts';
import { fieldTable } from './field-table.ts';
import { jsonSchemaOf } from './json-schema.ts';
import { madeBy } from './made-by.ts';

const INTRODUCTION = `
An API key opens the admin routes for a program, or for people who have no user in Cognito. It is sent as
\`Authorization: Bearer clk_<id>.<secret>\`. Make one with

\`\`\`sh
npm run -s admin-key -- --id support-desk --name "Support desk" --file admin-api-keys.yaml
\`\`\`

The key is shown once. \`ADMIN_API_KEYS_FILE\` names the file, YAML or JSON, in which the service finds what is kept of it:

\`\`\`yaml
# yaml-language-server: $schema=./admin-api-keys.schema.json
keys:
  - id: support-desk
    name: Support desk
    hash: sha256:8d1c1e1a4b0e2f7c5d3a9b6e7f0c2d4a1b3e5f7a9c8d6e4f2a0b1c3d5e7f9a8b
    scopes: [admin]
    userPoolIds: [eu-west-1_AbCdEf123]
    acts: [end-sessions-by-user, read-sessions]
    expiresAt: 2027-01-31T00:00:00Z
\`\`\`

What is kept is the SHA-256 of the key. A slow hash is for passwords, which people choose and attackers guess; the secret
of a key is 256 random bits, which cannot be guessed however fast the hash is.

The id is public: audit records name it, and failed attempts are counted by it. To replace a key, add one with another
id, hand it out, and remove the old one. **The file is read at the start only**: a key that was added, changed or removed takes
effect in each instance once that is restarted, and one that has leaked is accepted until then. Neither a change of the file nor
SIGHUP has it read for that, whatever the log says of secrets: see
[what a reload covers](operations.md#changing-secrets-and-keys-while-it-runs). Secret scanners find keys by the pattern
\`clk_[a-z0-9][a-z0-9-]{0,39}\\.[0-9a-f]{64}\`. Editors check the file against
[admin-api-keys.schema.json](admin-api-keys.schema.json).

## Fields of a key
`;

const ACTS = `
## Acts

A key of the scope \`admin\` may do what is among its \`acts\`, in the user pools among its \`userPoolIds\`; anything else is
answered \`403 forbidden\`, and the answer names the act that is missing. A key without \`acts\` may do all that a sign-in of
the user mends. Disabling users, changing app clients and handling logouts that wait has to be given by name.
`;

/** `docs/admin-api-keys.md`. */
export function adminApiKeysPage(): string {
  const table = fieldTable(jsonSchemaOf(apiKeySchema, ''));
  const note = `<!-- ${madeBy('src/admin-keys/api-keys-schema.ts')} -->`;
  return ['# API keys of admins', note, INTRODUCTION, table, ACTS, actTable()].join('\n\n');
}

function actTable(): string {
  const rows = ALL_ADMIN_ACTS.map(
    (act) => `| \`${act}\` | ${ADMIN_ACTS[act]} | ${USUAL_ADMIN_ACTS.includes(act) ? 'yes' : 'no'} |`,
  );
  return ['| Act | Lets an admin | In a key without `acts` |', '| --- | --- | --- |', ...rows].join('\n');
}
