import type { Variable } from '../../src/config/variable.ts';
import { SECTIONS, type Section } from '../../src/config/variables.ts';
import { madeBy } from './made-by.ts';
import { markdownTable } from './markdown-table.ts';
import { requirementOf } from './requirement-of.ts';

const INTRODUCTION = `
The service is configured by environment variables, and by files that they name. One app client needs two or three
variables:

\`\`\`sh
COGNITO_USER_POOL_ID=eu-west-1_AbCdEf123
COGNITO_CLIENT_ID=1h57kf5cpq17m0eml12EXAMPLE
COGNITO_CLIENT_SECRET_FILE=/run/secrets/cognito-client-secret
\`\`\`

Several app clients, in any number of user pools and Regions, stand in [a file](app-clients.md).

A wrong configuration stops the start with exit code 1 and one message that holds **all** problems, each with the
variable and what to do. No message quotes a secret. An empty variable counts as unset. A variable that begins with
\`COGNITO_\`, \`ADMIN_\` or \`RATE_LIMIT_\` and is not in these tables is refused, since it is most likely misspelt.

## Secrets

A variable marked as secret may also be given as \`<name>_FILE\`: the path of a file that holds the value, with or without
a newline at its end. Give one of both, not both. Prefer the file: the environment of a process is shown by many tools.
The permissions of the file are not checked, because Kubernetes and Docker mount secrets readable for every user of the
container; outside of containers, let only the user of the service read it (mode 0400).
`;

const REFUSED = `
## What else stops the start

| Variable                                 | Why                                                                                   |
| ---------------------------------------- | ------------------------------------------------------------------------------------- |
| \`NODE_TLS_REJECT_UNAUTHORIZED=0\`         | Anybody could pose as Cognito. To trust a CA of your own, set \`NODE_EXTRA_CA_CERTS\`.  |
| \`AWS_ENDPOINT_URL\`, \`AWS_ENDPOINT_URL_*\` | Tokens and secrets would go elsewhere unnoticed. Set \`COGNITO_ENDPOINT\` if you mean it. |
| \`OTEL_EXPORTER_OTLP_TRACES_HEADERS\` | A key in it would be sent in clear or logged unnoticed. Set \`OTEL_EXPORTER_OTLP_HEADERS\`. |
| \`NODE_OPTIONS=--insecure-http-parser\`    | It lets smuggled requests through.                                                    |
`;

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const parts = [
    '# Configuration',
    `<!-- ${madeBy('src/config/variables')} -->`,
    INTRODUCTION,
    ...SECTIONS.map(sectionText),
    REFUSED,
  ];
  return parts.join('\n\n');
}

function sectionText({ title, variables }: Section): string {
  const rows = Object.entries(variables).map(([name, variable]) => row(name, variable));
  return `## ${title}\n\n${markdownTable(['Variable', 'Default', 'Meaning'], rows)}`;
}

function row(name: string, variable: Variable<unknown>): readonly string[] {
  const { default: unset, secret, sentence } = variable;
  const meaning = [requirementOf(variable), sentence, exampleOf(variable)].filter(Boolean).join(' ');
  return [`\`${name}\`${secret === true ? ' (secret)' : ''}`, unset ? `\`${unset}\`` : '', meaning];
}

function exampleOf({ example, default: unset, secret }: Variable<unknown>): string {
  return example === unset || secret === true ? '' : `Example: \`${example}\`.`;
}
