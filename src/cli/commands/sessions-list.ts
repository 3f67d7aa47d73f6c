import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { say, sayJson } from '../output/say.ts';
import { table } from '../output/table.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = {
  ...SERVICE_OPTIONS,
  username: { type: 'string' },
  'user-pool': { type: 'string' },
} as const;

const USAGE = `Lists the active sessions of a user: app client, device, address and last activity.

  cognito-logout sessions list --username alice --user-pool eu-west-1_AbCdEf123

  --username          the user
  --user-pool         the user pool

${SERVICE_USAGE}

${EXIT_CODES}`;

/** As much of what the service answers as is shown. */
interface ListedSession {
  readonly sessionId: string;
  readonly kind: string;
  readonly clientId: string | null;
  readonly lastActiveAt: string | null;
  readonly deviceType: string | null;
  readonly lastIpAddress: string | null;
  readonly lastLocation: { readonly city: string | null; readonly country: string | null } | null;
}

/** `sessions list`: `GET /admin/users/{username}/sessions`. */
export const sessionsList: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { username, 'user-pool': userPoolId } = options;
    if (username === undefined || userPoolId === undefined) {
      throw new UsageError('Name the user and the user pool: --username and --user-pool.');
    }
    const client = await createServiceClient(options, io);
    const path = `/admin/users/${encodeURIComponent(username)}/sessions`;
    const { body } = await client.get(path, { userPoolId });
    const { sessions } = body as { readonly sessions: readonly ListedSession[] };
    if (options.json === true) await sayJson(io, body);
    else if (sessions.length === 0) await say(io, 'This user has no active session.');
    else await say(io, table(HEADINGS, sessions.map(rowOf)));
    return EXIT.done;
  },
};

const HEADINGS = ['SESSION', 'KIND', 'APP CLIENT', 'LAST ACTIVE', 'DEVICE', 'ADDRESS', 'PLACE'];

function rowOf(session: ListedSession): readonly string[] {
  const { sessionId, kind, clientId, lastActiveAt, deviceType, lastIpAddress, lastLocation } = session;
  const place = [lastLocation?.city, lastLocation?.country].filter((part) => typeof part === 'string');
  return [
    sessionId,
    kind,
    clientId ?? '-',
    lastActiveAt ?? '-',
    deviceType ?? '-',
    lastIpAddress ?? '-',
    place.join(', ') || '-',
  ];
}
