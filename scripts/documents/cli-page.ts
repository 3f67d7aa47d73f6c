import { COMMANDS } from '../../src/cli/commands.ts';
import { EXIT_CODES } from '../../src/cli/exit.ts';
import { CLI_VARIABLES } from '../../src/config/cli-variables.ts';
import { madeBy } from './made-by.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION = `# Command line

\`cognito-logout\` is for people who end sessions or run the service: \`npx cognito-logout …\` where the package is installed,
\`npm run -s cli -- …\` in this repository, \`node dist/cli/main.js …\` in the container. \`cognito-logout <command> --help\`
prints what stands here.

\`\`\`sh
export COGNITO_LOGOUT_URL=https://logout.example.com
export COGNITO_LOGOUT_API_KEY_FILE=$HOME/.config/cognito-logout/api-key
cognito-logout revoke --username mallory --user-pool eu-west-1_AbCdEf123 --reason "stolen laptop"
\`\`\`

Results go to standard output, everything else to standard error. With \`--json\` a result is the service's own answer, as
\`/openapi.json\` describes it; without it, words and tables for people, which may change. A token or a key is never an
argument: it comes from a file or from standard input, and an argument that looks like one is refused.
`;

const PLAIN_HTTP = `The key goes to the address that is given and nowhere else: no redirect is followed, and \`http://\` to another machine is
refused without \`--allow-plain-http\`.`;

/** `docs/cli.md`: the usage texts of the commands, one after the other. */
export async function cliPage(): Promise<string> {
  const sections: string[] = [];
  for (const [name, { load }] of Object.entries(COMMANDS)) {
    sections.push(`## ${name}\n\n\`\`\`text\n${(await load()).usage}\n\`\`\`\n`);
  }
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => [
    `[\`${name}\`](#${name.replaceAll(' ', '-')})`,
    summary,
  ]);
  const variables = Object.entries(CLI_VARIABLES).map(([name, what]) => [`\`${name}\``, what]);
  return [
    `<!-- ${madeBy('src/cli')} -->`,
    '',
    INTRODUCTION,
    markdownTable(['Command', 'What it does'], commands),
    '',
    markdownTable(['Variable', 'What it says'], variables),
    '',
    PLAIN_HTTP,
    '',
    EXIT_CODES,
    '',
    ...sections,
  ].join('\n');
}
