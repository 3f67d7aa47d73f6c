import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES } from '../exit.ts';
import { giveOrder } from '../service/give-order.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = {
  ...SERVICE_OPTIONS,
  session: { type: 'string' },
  username: { type: 'string' },
  'user-pool': { type: 'string' },
  'end-sso': { type: 'boolean' },
  reason: { type: 'string' },
} as const;

const USAGE = `Ends one session of a user, as "sessions list" names it, and shows the receipt.

  cognito-logout sessions revoke --session tkn… --username alice --user-pool eu-west-1_AbCdEf123 --reason "lost phone"

  --session           the session
  --username          the user
  --user-pool         the user pool
  --end-sso           what is linked with it as well: the managed-login session that it came through
  --reason            why, for the audit trail: one line, without secrets

${SERVICE_USAGE}

${EXIT_CODES}`;

/** `sessions revoke`: `POST /admin/revoke` for one session. */
export const sessionsRevoke: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { session: sessionId, username, 'user-pool': userPoolId, reason } = options;
    if (sessionId === undefined || username === undefined || reason === undefined) {
      throw new UsageError('Name the session, the user and why: --session, --username and --reason.');
    }
    const body = { sessionId, username, userPoolId, reason, endSso: options['end-sso'] };
    const client = await createServiceClient(options, io);
    return giveOrder(client, body, { json: options.json }, io);
  },
};
