import { parseArgs } from 'node:util';
import { ConfigurationError } from '../errors/configuration-error.ts';

export interface DemoOptions {
  /** Port of the page; undefined where none was asked for, so that any other will do when the usual one is taken. */
  readonly port: number | undefined;
  /** Tell the story once, on the terminal, and end. */
  readonly check: boolean;
  /** Address to listen on. */
  readonly host: string;
  /**
   * The service runs elsewhere (in a container of its own): where to leave its settings, and under which names
   * service and fake reach each other.
   */
  readonly apart:
    | { readonly settingsFolder: string; readonly cognitoHost: string; readonly serviceHost: string }
    | undefined;
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
            cognitoHost: values['cognito-host'] ?? 'localhost',
            serviceHost: values['service-host'] ?? 'localhost',
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
        'cognito-host': { type: 'string' },
        'service-host': { type: 'string' },
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
