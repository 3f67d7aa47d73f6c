import type { AuditedEvent } from '../../protocols/json/audit-answer.ts';
import { oneLine } from './one-line.ts';

/** An event of the audit trail as one line for people. */
export function eventWords(event: AuditedEvent): string {
  const { sequence, at, kind, outcome, tokensOf, throughSequence, reason } = event;
  const by = outcome?.by;
  const parts = [
    `#${sequence}`,
    at,
    kind,
    outcome === undefined ? undefined : [outcome.kind, outcome.code].filter(Boolean).join(' '),
    named('left alive', outcome?.leftAlive?.join(', ')),
    named('through', throughSequence),
    event.act,
    named('lacks the right to', event.lacks === 'user-pool' ? 'this user pool' : event.lacks && 'this act'),
    named('session', event.sessionId),
    event.disableUser && 'disables the user',
    event.endSso && 'ends managed logins',
    event.result,
    named('tokens of', tokensOf),
    named('user', event.user),
    named('pool', event.userPoolId),
    named('client', event.clientId),
    named('by', actorWords(event.actor)),
    named('from', event.clientAddress),
    named('receipt', event.receiptId),
    quoted('reason', reason),
    named('dropped by', actorWords(by?.actor)),
    quoted('for', by?.reason),
  ];
  return oneLine(parts.filter((part) => part !== undefined).join('  '));
}

function actorWords(actor: AuditedEvent['actor']): string | undefined {
  if (actor === undefined || actor.kind === 'caller') return actor?.kind;
  return actor.kind === 'user' ? `user ${actor.sub}` : `admin ${actor.id} (${actor.via})`;
}

function named(name: string, value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : `${name} ${value}`;
}

function quoted(name: string, value: string | undefined): string | undefined {
  return value === undefined ? undefined : `${name} "${value}"`;
}
