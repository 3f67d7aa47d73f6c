import { parseArgs } from 'node:util';
import { ConfigurationError } from '../errors/configuration-error.ts';

export interface DemoOptions {
  /** Port of the page; undefined where none was asked for, so that any other will do when the usual one is taken. */
  readonly port: number | undefined;
  /** Tell the story once, on the terminal, and end. */
  readonly check: boolean;
  /** Address to listen on. */
  readonly host: string;
  /** Set when the service runs elsewhere, in a container of its own. */
  readonly apart: DemoApart | undefined;
}

export interface DemoApart {
  /** Where to leave the settings of the service. */
  readonly settingsFolder: string;
  /** Where the service reaches the fake, and the page's server the service. People reach both at localhost. */
  readonly cognitoUrl: URL;
  readonly serviceUrl: URL;
}

/** What `--help` says. */
export const DEMO_HELP = `The fake Cognito, the service, and a page to try them on, all on this machine.

  npm run demo -- [--check] [--port <port>] [--host <address>]

  --check   tells the story once, on the terminal, and ends
  --port    the port of the page: its usual one, or any other that is free, unless given; 0 takes free ones for everything
  --host    the address to listen on: 127.0.0.1 unless given

Where the service runs in a container of its own (see docker-compose.yml):
  --settings-folder   where to leave the settings of the service
  --cognito-url       where the service reaches the fake Cognito
  --service-url       where the page reaches the service`;

/** Whether the command line asks for that, and for nothing to be started. */
export function isDemoHelpAsked(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/**
 * Reads the command line.
 *
 * @throws ConfigurationError that says what is wrong
 */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const values = parse(args);
  const { 'settings-folder': settingsFolder } = values;
  return {
    port: values.port === undefined ? undefined : readPort(values.port),
    check: values.check === true,
    host: values.host ?? '127.0.0.1',
    apart:
      settingsFolder === undefined
        ? undefined
        : {
            settingsFolder,
            cognitoUrl: readUrl('--cognito-url', values['cognito-url']),
            serviceUrl: readUrl('--service-url', values['service-url']),
          },
  };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        check: { type: 'boolean' },
        host: { type: 'string' },
        'settings-folder': { type: 'string' },
        'cognito-url': { type: 'string' },
        'service-url': { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    const problem =
      error instanceof Error ? `cannot be understood: ${error.message}` : 'cannot be understood.';
    throw new ConfigurationError([{ variable: 'The command line', problem }]);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new ConfigurationError([{ variable: '--port', problem: 'must be a port number from 0 to 65535.' }]);
  }
  return port;
}

function readUrl(name: string, text = ''): URL {
  const url = URL.parse(text);
  if (url === null || url.port === '') {
    throw new ConfigurationError([
      { variable: name, problem: 'must be a URL with a port, beside --settings-folder.' },
    ]);
  }
  return url;
}
