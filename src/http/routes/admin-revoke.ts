import type { Request, Response } from 'express';
import { ServiceError } from '../../errors/service-error.ts';
import { parseAdminRevokeRequest } from '../../protocols/json/admin-revoke-request.ts';
import { receiptAnswer } from '../../protocols/json/receipt-answer.ts';
import type { AdminRevoked } from '../../telemetry/telemetry.ts';
import type { Fingerprint } from '../../tokens/fingerprint.ts';
import { authenticateAdmin } from '../admin/authenticate-admin.ts';
import { commandOf, type AdminCommand } from '../admin/command-of.ts';
import { sendJson } from '../answers/send-body.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import { readBody } from '../body/read-body.ts';
import { exchangeOf, type Exchange } from '../exchange.ts';
import { refuseQuery } from '../refuse-query.ts';
import type { Route } from '../route.ts';

/** `POST /admin/revoke`: ends somebody's session, by an admin's order. */
export function adminRevokeRoute(dependencies: AppDependencies): Route {
  const { endSession, appClients, fingerprint, settings, telemetry } = dependencies;

  const handle = async (request: Request, response: Response): Promise<void> => {
    const exchange = exchangeOf(response);
    const admin = await authenticateAdmin(request, response, dependencies);
    refuseQuery(request.url);
    const asked = parseAdminRevokeRequest(await readJson(request, settings.bodyLimitBytes));
    const command = commandOf(asked, admin, appClients);
    describe(exchange, command, fingerprint);

    const { requestId, clientAddress } = exchange;
    const actor = { kind: 'admin', id: admin.id, via: admin.via } as const;
    const receipt = await endSession(command, { requestId, actor, clientAddress, reason: asked.reason });
    exchange.receiptId = receipt.receiptId;
    const { receiptId } = receipt;
    const { id: adminId, via } = admin;
    const target = targetOf(command, fingerprint);
    // oxlint-disable-next-line logging/event-fields -- an admin's words for the record; telemetry caps and screens them
    telemetry.adminRevoked({ requestId, receiptId, adminId, via, reason: asked.reason, ...target });
    const { status, body } = receiptAnswer(receipt);
    sendJson(response, status, body);
  };

  return { method: 'POST', path: '/admin/revoke', countsItself: true, handle };
}

async function readJson(request: Request, limitBytes: number): Promise<object> {
  const { encoding, fields } = await readBody(request, limitBytes);
  if (encoding !== 'form') return fields;
  throw new ServiceError('unsupported-media-type', 'Send a body of the type application/json, in UTF-8.');
}

function describe(exchange: Exchange, command: AdminCommand, fingerprint: Fingerprint): void {
  if (command.act === 'end-user-sessions') return;
  exchange.clientId = command.appClient.clientId;
  exchange.fingerprint = fingerprint(command.refreshToken);
}

/** Whose sessions were ended, in words that give away neither a token nor a user. */
function targetOf(
  command: AdminCommand,
  fingerprint: Fingerprint,
): Pick<AdminRevoked, 'target' | 'userPoolId' | 'clientId' | 'fingerprint'> {
  if (command.act === 'end-user-sessions') {
    const { userPoolId, username } = command;
    return { target: 'user', userPoolId, fingerprint: fingerprint(username) };
  }
  const { userPoolId, clientId } = command.appClient;
  return { target: 'refresh-token', userPoolId, clientId, fingerprint: fingerprint(command.refreshToken) };
}
