import { COMMANDS } from '../../src/cli/commands.ts';
import { EXIT_CODES } from '../../src/cli/exit.ts';
import { CLI_VARIABLES } from '../../src/config/cli-variables.ts';
import { madeBy } from './made-by.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION = `# Command line

\`cognito-logout\` is for people who end sessions or run the service. How it is called depends on what you have:

| You have                                                           | You call                                                                                                                         |
| ------------------------------------------------------------------ | -------------------------------------------------------------------------------------------------------------------------------- |
| a clone of the repository, after \`npm ci\`                          | \`npm run -s cli -- revoke …\`, which reads \`.env\` if there is one                                                                 |
| the image                                                          | \`docker run --rm --env COGNITO_LOGOUT_URL --env COGNITO_LOGOUT_API_KEY cognito-logout node dist/cli/main.js revoke …\`              |
| a running container, for what needs the configuration of the service | \`docker exec <container> node dist/cli/main.js doctor\`                                                                           |
| a project that has the package                                     | \`npx --no -- cognito-logout revoke …\`. To get it there: \`npm pack\` in a clone, and \`npm install <the file that this makes>\` in the project |

The package is not in the npm registry: a package of this name there would be somebody else's, and \`--no\` keeps \`npx\` from
fetching it. In what follows \`cognito-logout\` stands for any of these; \`cognito-logout <command> --help\` prints what stands here.

\`\`\`sh
export COGNITO_LOGOUT_URL=https://logout.example.com
export COGNITO_LOGOUT_API_KEY_FILE=$HOME/.config/cognito-logout/api-key
cognito-logout revoke --username mallory --user-pool eu-west-1_AbCdEf123 --reason "stolen laptop"
\`\`\`

Results go to standard output, everything else to standard error; how far long work has come stands there only where that is a
terminal. With \`--json\`, which every command has whose output is not JSON anyway, a result is the service's own answer, as
\`/openapi.json\` describes it, or the object that the command's text names; without it, words and tables for people, which may
change. A token or a key is never an argument: it comes from a file or from standard input, and an argument that looks like one is
refused. So is every word of 48 or more letters, digits, \`_\`, \`-\` and \`+\`, also in a \`--reason\`: leave out long ids, or shorten them.
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
