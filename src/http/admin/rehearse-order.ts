import { randomUUID } from 'node:crypto';
import { dryRunAnswer, type DryRunAnswer, type DryRunTarget } from '../../protocols/json/dry-run-answer.ts';
import type { RequestContext } from '../../revocation/command.ts';
import { auditedDenial } from '../../revocation/denials/deny-tokens.ts';
import { auditedRequest } from '../../revocation/intents/new-intent.ts';
import type { AppDependencies } from '../app-dependencies.ts';
import type { AdminCommand } from './command-of.ts';

/**
 * Says what an order would do. It leaves an event in the audit trail, since it tells whom a name or an e-mail address
 * belongs to, and changes nothing else.
 *
 * @throws ServiceError see `Rehearse`; `not-durable` when the event cannot be stored
 */
export async function rehearseOrder(
  command: AdminCommand,
  context: RequestContext,
  { rehearse, audit, fingerprint }: Pick<AppDependencies, 'rehearse' | 'audit' | 'fingerprint'>,
): Promise<DryRunAnswer> {
  const rehearsal = await rehearse(command);
  const receiptId = randomUUID();
  const request =
    'tokensOf' in command
      ? auditedDenial(command, context, receiptId)
      : auditedRequest(command, context, { receiptId, fingerprint });
  await audit.record({ ...request, kind: 'dry-run' });
  return dryRunAnswer(targetOf(command), rehearsal);
}

function targetOf(command: AdminCommand): DryRunTarget {
  if ('tokensOf' in command) {
    if (command.tokensOf === 'user-pool') return { userPoolId: command.userPoolId };
    const { userPoolId, clientId } = command.appClient;
    const sub = command.tokensOf === 'session' ? command.proof.sub : undefined;
    return { userPoolId, clientId, sub };
  }
  if (command.act === 'end-token-session') {
    const { userPoolId, clientId } = command.appClient;
    return { userPoolId, clientId };
  }
  const { userPoolId, username, sub } = command;
  const sessionId = command.act === 'end-session-of-user' ? command.sessionId : undefined;
  return { userPoolId, username, sub, sessionId };
}
