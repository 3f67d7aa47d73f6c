/**
 * `npm run fake-cognito`: a fake Cognito that keeps running, seeded with the demo's pools or from `--seed-file`.
 * For development only: whoever reaches it can sign in, so it stays on loopback unless `--host` says otherwise.
 */
import { describeSeeded } from './cli/describe-seeded.ts';
import { HELP, isHelpAsked, parseArguments } from './cli/parse-arguments.ts';
import { readSeedFile } from './cli/read-seed-file.ts';
import { applySeed } from './seed/seed.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { startFakeCognito } from './start-fake-cognito.ts';

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (isHelpAsked(args)) {
    console.log(HELP);
    return;
  }
  const { host, port, seedFile } = parseArguments(args);
  const seed = seedFile === undefined ? undefined : readSeedFile(seedFile);
  const fake = await startFakeCognito({ host, port });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void fake.stop());
  }
  const pools = seed === undefined ? await seedDemo(fake) : await applySeed(fake, seed);
  console.log(describeSeeded(fake.url, pools));
  if (seed === undefined) console.log('secrets and passwords stand in src/fake-cognito/seed/seed-demo.ts');
}

try {
  await main();
} catch (error) {
  console.error(`fake-cognito: ${error instanceof Error ? error.message : 'could not start'}`);
  process.exitCode = 1;
}
