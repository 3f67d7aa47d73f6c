import { readOptions } from '../arguments/read-options.ts';
import { readToken } from '../arguments/read-token.ts';
import { UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT_CODES } from '../exit.ts';
import { giveOrder } from '../service/give-order.ts';
import { USER_OPTIONS } from '../service/named-user.ts';
import { REASON_OPTIONS, REASON_USAGE, requireReason } from '../service/reason.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const OPTIONS = {
  ...SERVICE_OPTIONS,
  ...USER_OPTIONS,
  session: { type: 'string' },
  client: { type: 'string' },
  'refresh-token-file': { type: 'string' },
  'access-token-file': { type: 'string' },
  'all-users': { type: 'boolean' },
  ...REASON_OPTIONS,
  'end-sso': { type: 'boolean' },
  'disable-user': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'idempotency-key': { type: 'string' },
} as const;

const USAGE = `Ends sessions of somebody, as an admin, and shows the receipt.

  cognito-logout revoke --username mallory --user-pool eu-west-1_AbCdEf123 --reason "stolen laptop"
  cognito-logout revoke --refresh-token-file token.txt --client 1h57kf5cpq17m0eml12EXAMPLE --reason "leaked"

Whose sessions, in one of these ways:
  --username, --sub or --email    all sessions of a user, in every app client of the user pool (--user-pool)
  --session                       with one of those: only this one, as "sessions list" names it
  --refresh-token-file            the session of a refresh token, with --client; - is standard input
  --access-token-file             the access tokens of the session that this one is of; - is standard input
  --all-users                     every access token given out until now, of --client or of --user-pool

${REASON_USAGE}
  --end-sso           the managed-login session as well
  --disable-user      keeps the user from signing in again
  --dry-run           says what would be done, and does nothing
  --idempotency-key   a name for this order: given again with it, it takes effect once

An order that is accepted and waits for an operator, such as for a permission, says so; with --json in waitsFor.

${SERVICE_USAGE}

${EXIT_CODES}`;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>;

/** `revoke`: everything that `POST /admin/revoke` can do. */
export const revoke: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const reason = requireReason(options);
    const body = { reason, ...(await bodyOf(options, io)) };
    const client = await createServiceClient(options, io);
    return giveOrder(client, body, { json: options.json, idempotencyKey: options['idempotency-key'] }, io);
  },
};

async function bodyOf(options: Options, io: CommandIo): Promise<object> {
  const [refreshToken, accessToken] = await tokensOf(options, io);
  const { username, sub, email } = options;
  return {
    username,
    sub,
    email,
    sessionId: options.session,
    userPoolId: options['user-pool'],
    clientId: options.client,
    refreshToken,
    accessToken,
    allUsers: options['all-users'],
    endSso: options['end-sso'],
    disableUser: options['disable-user'],
    dryRun: options['dry-run'],
  };
}

/** There is one standard input, for one of them. */
async function tokensOf(options: Options, io: CommandIo): Promise<readonly (string | undefined)[]> {
  const names = ['refresh-token-file', 'access-token-file'] as const;
  const files = [...names, 'api-key-file' as const].map((name) => options[name]);
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('Standard input can be only one of the files.');
  }
  const tokens: (string | undefined)[] = [];
  for (const name of names) {
    const file = options[name];
    tokens.push(file === undefined ? undefined : await readToken(file, `--${name}`, io));
  }
  return tokens;
}
