import { parseArgs } from 'node:util';

export interface Arguments {
  readonly host: string;
  readonly port: number;
  readonly seedFile: string | undefined;
}

export const USAGE = 'usage: fake-cognito [--host 127.0.0.1] [--port 9400] [--seed-file seed.json]';

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
