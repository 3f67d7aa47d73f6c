import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { canary } from '../support/canaries.ts';
import { demoOfSuite } from '../support/demo-process.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { runShell } from '../support/programs/shell.ts';

const page = readFileSync('docs/admin.md', 'utf8');
const EXAMPLES = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);

describeWithProgram('curl', 'the examples of the page for admins', () => {
  const { printed, here } = demoOfSuite();

  test('are orders that the service carries out, or says what would come of them', async () => {
    const ADMIN_API_KEY = canary(printed(/ADMIN_API_KEY='([^']+)'/));
    const states: unknown[] = [];
    for (const example of EXAMPLES) {
      const answer = await runShell(here(example), { ADMIN_API_KEY });
      states.push((JSON.parse(answer) as { status: unknown }).status);
    }
    expect(states).toEqual(['revoked', 'revoked', 'revoked', 'dryRun']);
  }, 60_000);
});
