import { expect, test } from '@jest/globals';
import { eventWords } from '../../src/cli/output/event-words.ts';
import type { AuditedEvent } from '../../src/protocols/json/audit-answer.ts';

const EVENT: AuditedEvent = {
  sequence: 7,
  at: '2026-11-26T03:00:00.000Z',
  kind: 'read',
  receiptId: '0f0e0d0c-0000-4000-8000-00000000000a',
  requestId: 'request-1',
  act: 'read-sessions',
  userPoolId: 'eu-west-1_Ab1',
  user: 'mallory',
  actor: { kind: 'admin', id: 'desk', via: 'api-key' },
  clientAddress: '192.0.2.1',
  hash: 'f'.repeat(64),
};
const WHO = 'by admin desk (api-key)  from 192.0.2.1  receipt 0f0e0d0c-0000-4000-8000-00000000000a';

test.each<[string, Partial<AuditedEvent>, string]>([
  ['an admin who has read sessions', {}, 'read  read-sessions  user mallory  pool eu-west-1_Ab1'],
  [
    'an order that could not end everything',
    { kind: 'final', act: 'end-user-sessions', outcome: { kind: 'confirmed', leftAlive: ['managedLogin'] } },
    'final  confirmed  left alive managedLogin  end-user-sessions  user mallory  pool eu-west-1_Ab1',
  ],
  [
    'an order that was to do more than end sessions',
    { kind: 'accepted', act: 'end-user-sessions', disableUser: true, endSso: true },
    'accepted  end-user-sessions  disables the user  ends managed logins  user mallory  pool eu-west-1_Ab1',
  ],
  [
    'an act that an admin may not do',
    { kind: 'forbidden', act: 'disable-users', lacks: 'act' },
    'forbidden  disable-users  lacks the right to this act  user mallory  pool eu-west-1_Ab1',
  ],
  [
    'a user pool that an admin may not touch',
    { kind: 'forbidden', act: 'end-sessions-by-user', lacks: 'user-pool' },
    'forbidden  end-sessions-by-user  lacks the right to this user pool  user mallory  pool eu-west-1_Ab1',
  ],
])('an event tells people of %s', (_, changes, words) => {
  expect(eventWords({ ...EVENT, ...changes })).toBe(`#7  2026-11-26T03:00:00.000Z  ${words}  ${WHO}`);
});
