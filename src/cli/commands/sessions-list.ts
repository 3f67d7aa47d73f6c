import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { say, sayJson } from '../output/say.ts';
import { table } from '../output/table.ts';
import { createServiceClient } from '../service/service-client.ts';
import { USER_OPTIONS, USER_USAGE, namedUser } from '../service/named-user.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = { ...SERVICE_OPTIONS, ...USER_OPTIONS } as const;

const USAGE = `Lists the active sessions of a user: app client, device, address and last activity.

  cognito-logout sessions list --email alice@example.com --user-pool eu-west-1_AbCdEf123

Whose; one of these, and the user pool:
${USER_USAGE}

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
    const { by, name } = namedUser(options);
    const { 'user-pool': userPoolId } = options;
    if (userPoolId === undefined) throw new UsageError('Name the user pool: --user-pool.');
    const client = await createServiceClient(options, io);
    const path = `/admin/users/${encodeURIComponent(name)}/sessions`;
    const { body } = await client.get(path, { userPoolId, by });
    const { sessions } = body as { readonly sessions: readonly ListedSession[] };
    if (options.json === true) await sayJson(io, body);
    else if (sessions.length === 0) await say(io, 'This user has no active session.');
    else await say(io, table(HEADINGS, sessions.map(rowOf), io));
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
    lastActiveAt?.replace(/\.\d+Z$/, 'Z') ?? '-',
    deviceType ?? '-',
    lastIpAddress ?? '-',
    place.join(', ') || '-',
  ];
}
