/**
 * `npm run demo`: the fake Cognito, the service, and a page to try them on. `--check` tells the story once on the
 * terminal and ends; `--port` chooses the port of the page.
 */
import { processEnvironment } from '../config/environment.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import { curlCommands } from './curl-commands.ts';
import { DEMO_HELP, isDemoHelpAsked, readDemoOptions } from './demo-options.ts';
import type { RunningDemo } from './start-demo.ts';
import { tellStory } from './story.ts';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (isDemoHelpAsked(args)) {
    print(DEMO_HELP);
    return;
  }
  if (processEnvironment()['NODE_ENV'] === 'production') {
    const problem = 'must not be production: the demo lets anybody in with a published password.';
    throw new ConfigurationError([{ variable: 'NODE_ENV', problem }]);
  }
  const options = readDemoOptions(args);
  // The programs load only now, since whoever asks for help or mistypes an option need not wait for them.
  const { startDemo } = await import('./start-demo.ts');
  const demo = await startDemo(options);
  if (options.check) {
    try {
      await tellStory(demo.world, print);
    } finally {
      await demo.stop();
    }
    print('The story came out as it should.');
    return;
  }
  stopAtSignal(demo);
  // Of a demo in containers the service is not there yet; and the page is all that people look at.
  if (options.apart === undefined) print(`${curlCommands(demo.world, demo.createSessions())}\n`);
  const { pageUrl, serviceUrl, cognitoUrl } = demo.world;
  print(`The service is at ${serviceUrl}, the fake Cognito at ${cognitoUrl}.`);
  print(`The demo is ready: open ${pageUrl} (Ctrl-C ends it)`);
}

function stopAtSignal(demo: RunningDemo): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void demo.stop());
  }
}

try {
  await main();
} catch (error) {
  const message = error instanceof ConfigurationError ? error.message : `The demo failed: ${String(error)}`;
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
