import type { Fingerprint } from '../../tokens/fingerprint.ts';
import type { EndSessionCommand, RequestContext } from '../command.ts';
import type { AuditedRequest, Lane } from './intent.ts';
import { orderOf } from './order-of.ts';
import type { NewIntent } from '../ports/revocation-store.ts';

export interface IntentTerms {
  readonly receiptId: string;
  readonly fingerprint: Fingerprint;
  readonly expiresAtMs: number;
  readonly leaseMs: number;
}

/** A command and its circumstances, as the store takes them. */
export function newIntent(
  command: EndSessionCommand,
  context: RequestContext,
  terms: IntentTerms,
): NewIntent {
  const { expiresAtMs, leaseMs } = terms;
  const request = auditedRequest(command, context, terms);
  return { order: orderOf(command), request, lane: laneOf(command, context), expiresAtMs, leaseMs };
}

/** What the audit trail tells of a command. */
export function auditedRequest(
  command: EndSessionCommand,
  context: RequestContext,
  { receiptId, fingerprint }: Pick<IntentTerms, 'receiptId' | 'fingerprint'>,
): AuditedRequest {
  const sessionId = 'sessionId' in command ? command.sessionId : undefined;
  if (!('appClient' in command)) {
    const { act, userPoolId, username, sub } = command;
    const about = { userPoolId, user: username, sub, sessionId };
    return { ...context, receiptId, act, ...about, ...switchesOf(command) };
  }
  const { act, appClient, proof } = command;
  const { disableUser, endSso } = switchesOf(command);
  // Field by field: V8 keeps what is added to copied fields apart from them, which takes more memory and time.
  return {
    requestId: context.requestId,
    actor: context.actor,
    clientAddress: context.clientAddress,
    reason: context.reason,
    receiptId,
    act,
    userPoolId: appClient.userPoolId,
    clientId: appClient.clientId,
    fingerprint: fingerprintOf(command, fingerprint),
    user: proof?.sub,
    sessionId,
    disableUser,
    endSso,
  };
}

function fingerprintOf(
  command: Extract<EndSessionCommand, { appClient: unknown }>,
  fingerprint: Fingerprint,
): string {
  if (command.act !== 'end-token-session') return fingerprint(command.accessToken);
  return command.fingerprint ?? fingerprint(command.refreshToken);
}

/** What an order was to do beyond its act. What was not asked for is undefined. */
export function switchesOf(command: {
  readonly act: string;
  readonly disableUser?: boolean | undefined;
  readonly endSso?: boolean | undefined;
}): Pick<AuditedRequest, 'disableUser' | 'endSso'> {
  return {
    disableUser: command.disableUser === true ? true : undefined,
    endSso: command.endSso === true ? true : undefined,
  };
}

/** Who has proved something goes before who has not: anybody can send garbage that costs a call. */
export function laneOf(command: EndSessionCommand, context: RequestContext): Lane {
  if (context.actor.kind === 'admin') return 'admin';
  return command.act === 'end-token-session' && command.proof === undefined ? 'unproven' : 'proven';
}
