import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES } from '../exit.ts';
import { giveOrder } from '../service/give-order.ts';
import { REASON_OPTIONS, REASON_USAGE } from '../service/reason.ts';
import { createServiceClient } from '../service/service-client.ts';
import { USER_OPTIONS, USER_USAGE, namedUser } from '../service/named-user.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = {
  ...SERVICE_OPTIONS,
  ...USER_OPTIONS,
  session: { type: 'string' },
  'end-sso': { type: 'boolean' },
  ...REASON_OPTIONS,
} as const;

const USAGE = `Ends one session of a user, as "sessions list" names it, and shows the receipt.

  cognito-logout sessions revoke --session tkn… --username alice --user-pool eu-west-1_AbCdEf123 --reason "lost phone"

  --session           the session

Whose; one of these, and the user pool, which may be left out where the service knows only one:
${USER_USAGE}

  --end-sso           what is linked with it as well: the managed-login session that it came through
${REASON_USAGE}

${SERVICE_USAGE}

${EXIT_CODES}`;

/** `sessions revoke`: `POST /admin/revoke` for one session. */
export const sessionsRevoke: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { session: sessionId, 'user-pool': userPoolId, reason } = options;
    const { by, name } = namedUser(options);
    if (sessionId === undefined || reason === undefined) {
      throw new UsageError('Name the session and say why: --session and --reason.');
    }
    const body = { sessionId, [by]: name, userPoolId, reason, endSso: options['end-sso'] };
    const client = await createServiceClient(options, io);
    return giveOrder(client, body, { json: options.json }, io);
  },
};
