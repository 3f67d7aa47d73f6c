import { parseArgs } from 'node:util';

export interface Arguments {
  readonly host: string;
  readonly port: number;
  readonly seedFile: string | undefined;
}

export const USAGE = 'usage: fake-cognito [--host 127.0.0.1] [--port 9400] [--seed-file seed.json]';

/** What `--help` says. */
export const HELP = `A fake Cognito that keeps running, for development and tests. Whoever reaches it can sign in.

  npm run fake-cognito -- [--host 127.0.0.1] [--port 9400] [--seed-file seed.json]

  --host        the address to listen on: 127.0.0.1 unless given
  --port        the port: 9400 unless given; 0 takes a free one
  --seed-file   a JSON file of the user pools, app clients and users to begin with, instead of the demo's`;

/** Whether the command line asks for that, and for nothing to be started. */
export function isHelpAsked(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/**
 * Reads the command line.
 *
 * @throws Error with a sentence for the user
 */
export function parseArguments(args: readonly string[]): Arguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '9400' },
      'seed-file': { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new Error(`--port has to be a number from 0 to 65535. ${USAGE}`);
  }
  return { host: values.host, port, seedFile: values['seed-file'] };
}
