import type { Request, Response } from 'express';
import { receiptAnswer, type ReceiptAnswer } from '../../../protocols/json/receipt-answer.ts';
import type { DenyTokensCommand } from '../../../revocation/denials/deny-tokens.ts';
import type { AdminIdentity } from '../../../revocation/ports/admin-authenticator.ts';
import type { AdminRevoked } from '../../../telemetry/telemetry.ts';
import type { Fingerprint } from '../../../tokens/fingerprint.ts';
import { answerOnce } from '../../admin/answer-once.ts';
import { asAdmin } from '../../admin/as-admin.ts';
import { commandOf, type AdminCommand } from '../../admin/command-of.ts';
import type { Orderer } from '../../admin/orderer.ts';
import { rehearseOrder } from '../../admin/rehearse-order.ts';
import { sendJson } from '../../answers/send-body.ts';
import type { AppDependencies } from '../../app-dependencies.ts';
import { readJson } from '../../body/read-json.ts';
import { exchangeOf, type Exchange } from '../../exchange.ts';
import { refuseQuery } from '../../refuse-query.ts';
import { adminContext } from '../../request-context.ts';
import type { Route } from '../../routing/route.ts';

/** `POST /admin/revoke`: ends somebody's session, by an admin's order. */
export function adminRevokeRoute(dependencies: AppDependencies): Route {
  const { settings, idempotencyKeys } = dependencies;
  const order = createOrder(dependencies);

  const handle = async (admin: AdminIdentity, request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(response);
    refuseQuery(request);
    const body = await readJson(request, settings.bodyLimitBytes);
    const { parseAdminRevokeRequest } = await import('../../../protocols/json/admin-revoke-request.ts');
    const asked = parseAdminRevokeRequest(body);
    const orderer = { admin, context: adminContext(exchange, admin, asked.reason) };
    if (asked.dryRun) {
      const command = await commandOf(asked, orderer, dependencies);
      sendJson(response, 200, await rehearseOrder(command, orderer.context, dependencies));
      return;
    }
    const key = request.get('idempotency-key');
    const repeatable = { actorId: admin.id, key, body: JSON.stringify(asked) };
    const { status, body: answer } = await answerOnce(repeatable, idempotencyKeys, async () =>
      order(await commandOf(asked, orderer, dependencies), orderer, exchange),
    );
    exchange.receiptId = answer.receiptId;
    sendJson(response, status, answer);
  };

  return { method: 'POST', path: '/admin/revoke', countsItself: true, handle: asAdmin(dependencies, handle) };
}

function createOrder({ endSession, denyTokens, fingerprint, telemetry }: AppDependencies) {
  return async (
    command: AdminCommand,
    { admin, context }: Orderer,
    exchange: Exchange,
  ): Promise<ReceiptAnswer> => {
    describe(exchange, command, fingerprint);
    const receipt =
      'tokensOf' in command ? await denyTokens(command, context) : await endSession(command, context);
    const { receiptId } = receipt;
    const { requestId } = context;
    const { id: adminId, via } = admin;
    telemetry.adminRevoked({ requestId, receiptId, adminId, via, ...targetOf(command, fingerprint) });
    return receiptAnswer(receipt);
  };
}

function describe(exchange: Exchange, command: AdminCommand, fingerprint: Fingerprint): void {
  if ('appClient' in command) exchange.clientId = command.appClient.clientId;
  if ('refreshToken' in command) exchange.fingerprint = fingerprint(command.refreshToken);
  if ('fingerprint' in command) exchange.fingerprint = command.fingerprint;
}

/** Whose sessions were ended, in words that give away neither a token nor a user. */
function targetOf(
  command: AdminCommand,
  fingerprint: Fingerprint,
): Pick<AdminRevoked, 'target' | 'userPoolId' | 'clientId' | 'fingerprint'> {
  if ('tokensOf' in command) return deniedTarget(command, fingerprint);
  if (command.act !== 'end-token-session') {
    const { act, userPoolId, username } = command;
    const target = act === 'end-user-sessions' ? 'user' : 'session';
    return { target, userPoolId, fingerprint: fingerprint(username) };
  }
  const { userPoolId, clientId } = command.appClient;
  return { target: 'refresh-token', userPoolId, clientId, fingerprint: fingerprint(command.refreshToken) };
}

function deniedTarget(command: DenyTokensCommand, fingerprint: Fingerprint): ReturnType<typeof targetOf> {
  if (command.tokensOf === 'user-pool') {
    const { tokensOf: target, userPoolId } = command;
    return { target, userPoolId, fingerprint: fingerprint(userPoolId) };
  }
  const { userPoolId, clientId } = command.appClient;
  return command.tokensOf === 'session'
    ? { target: 'access-token', userPoolId, clientId, fingerprint: command.fingerprint }
    : { target: 'app-client', userPoolId, clientId, fingerprint: fingerprint(clientId) };
}
