import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { canary } from '../support/canaries.ts';
import { startReadyDemo, type DemoProcess } from '../support/demo-process.ts';
import { describeWithProgram } from '../support/programs/programs.ts';
import { runShell } from '../support/programs/shell.ts';

const page = readFileSync('docs/admin.md', 'utf8');
const EXAMPLES = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block);

describeWithProgram('curl', 'the examples of the page for admins', () => {
  let demo: DemoProcess;

  beforeAll(async () => {
    demo = await startReadyDemo();
  }, 60_000);

  afterAll(async () => {
    demo.process.kill('SIGTERM');
    await demo.ended();
  });

  test('are orders that the service carries out, or says what would come of them', async () => {
    const service = /The service is at (\S+),/.exec(demo.output())?.[1] ?? '';
    const ADMIN_API_KEY = canary(/ADMIN_API_KEY='([^']+)'/.exec(demo.output())?.[1] ?? '');
    const states: unknown[] = [];
    for (const example of EXAMPLES) {
      const answer = await runShell(example.replaceAll('http://localhost:3000', service), { ADMIN_API_KEY });
      states.push((JSON.parse(answer) as { status: unknown }).status);
    }
    expect(states).toEqual(['revoked', 'revoked', 'revoked', 'dryRun']);
  }, 60_000);
});
