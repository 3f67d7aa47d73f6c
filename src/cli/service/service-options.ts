import { isLoopback } from '../../settings/web/loopback.ts';
import { readToken } from '../arguments/read-token.ts';
import { UsageError } from '../command-error.ts';
import type { CommandIo } from '../command.ts';

/** Options of every command that talks to the running service. */
export const SERVICE_OPTIONS = {
  url: { type: 'string' },
  'api-key-file': { type: 'string' },
  'allow-plain-http': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** The same, for `--help`. */
export const SERVICE_USAGE = `  --url               where the service answers. Left out: COGNITO_LOGOUT_URL
  --api-key-file      a file with an API key, or an access token, of an admin; - is standard input. Left out:
                      COGNITO_LOGOUT_API_KEY_FILE, or COGNITO_LOGOUT_API_KEY with the key itself
  --allow-plain-http  lets http:// go to other machines than this one: everybody on the way reads the key
  --json              the service's own answer instead of words`;

export interface ServiceOptions {
  readonly url?: string | undefined;
  readonly 'api-key-file'?: string | undefined;
  readonly 'allow-plain-http'?: boolean | undefined;
}

/** Where the service is, and by what it knows the admin. */
export interface ServiceAccess {
  /** Without a slash at the end. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** @throws UsageError */
export async function serviceAccess(options: ServiceOptions, io: CommandIo): Promise<ServiceAccess> {
  const baseUrl = baseUrlOf(options, io);
  return { baseUrl, apiKey: await apiKeyOf(options, io) };
}

/** Whether the arguments or the environment name a running service. */
export function namesService({ url }: ServiceOptions, { environment }: CommandIo): boolean {
  return isGiven(url) || isGiven(environment['COGNITO_LOGOUT_URL']);
}

function baseUrlOf(options: ServiceOptions, { environment }: CommandIo): string {
  const text = isGiven(options.url) ? options.url : environment['COGNITO_LOGOUT_URL'];
  if (!isGiven(text)) throw new UsageError('Say where the service answers: --url, or COGNITO_LOGOUT_URL.');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new UsageError('The URL of the service has to be like https://logout.example.com.');
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new UsageError('The URL of the service has to end with its path: no name, password, ? or #.');
  }
  if (url.protocol === 'http:' && options['allow-plain-http'] !== true && !isLoopback(url.hostname)) {
    throw new UsageError(
      'http:// to another machine would show the key to everybody on the way: use https://, or say --allow-plain-http.',
    );
  }
  return url.href.replace(/(?<!\/)\/+$/, '');
}

async function apiKeyOf(options: ServiceOptions, io: CommandIo): Promise<string> {
  const { COGNITO_LOGOUT_API_KEY: own, COGNITO_LOGOUT_API_KEY_FILE: file } = io.environment;
  if (isGiven(options['api-key-file'])) return readToken(options['api-key-file'], '--api-key-file', io);
  if (isGiven(own) && isGiven(file)) {
    throw new UsageError('Set one of COGNITO_LOGOUT_API_KEY and COGNITO_LOGOUT_API_KEY_FILE, not both.');
  }
  if (isGiven(file)) return readToken(file, 'COGNITO_LOGOUT_API_KEY_FILE', io);
  if (!isGiven(own)) {
    throw new UsageError(
      'Give the API key of an admin: --api-key-file, COGNITO_LOGOUT_API_KEY_FILE, or COGNITO_LOGOUT_API_KEY.',
    );
  }
  if (!/^[\x21-\x7e]+$/.test(own.trim())) {
    throw new UsageError('COGNITO_LOGOUT_API_KEY has to be one key, without blanks in it.');
  }
  return own.trim();
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
