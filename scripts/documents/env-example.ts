import { SECTIONS } from '../../src/config/variables.ts';
import type { Variable } from '../../src/config/variable.ts';
import { requirementOf } from './requirement-of.ts';
import { madeBy } from './made-by.ts';

/** `.env.example`: every variable as a comment, with its default or an example. Of a secret, no value. */
export function envExample(): string {
  const sections = SECTIONS.map(({ title, variables }) =>
    [
      `# --- ${title} ---`,
      ...Object.entries(variables).map(([name, variable]) => block(name, variable)),
    ].join('\n\n'),
  );
  const head = [
    '# Copy this file to .env, remove the # before what you set, and start with: npm start',
    `# ${madeBy('src/config/variables')}`,
  ];
  return `${[head.join('\n'), ...sections].join('\n\n')}\n`;
}

function block(name: string, variable: Variable<unknown>): string {
  const text = [requirementOf(variable), variable.sentence, secretNote(name, variable)]
    .filter(Boolean)
    .join(' ');
  return [...wrap(text).map((line) => `# ${line}`), `#${name}=${valueOf(variable)}`].join('\n');
}

function secretNote(name: string, { secret }: Variable<unknown>): string {
  return secret === true ? `Better: ${name}_FILE, the path of a file that holds it.` : '';
}

function valueOf({ secret, default: unset, example }: Variable<unknown>): string {
  if (secret === true) return unset ?? '';
  return unset === undefined || unset === '' ? example : unset;
}

const COLUMNS = 100;

function wrap(text: string): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length >= COLUMNS) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
