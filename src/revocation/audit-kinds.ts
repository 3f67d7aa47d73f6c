import type { AuditEvent } from './ports/audit-trail.ts';

type AuditKind = AuditEvent['kind'];

/**
 * What each kind of event tells of: an order or logout, which has a receipt; an act of an admin, of which nobody has one; or
 * the trail itself.
 */
const TELLS_OF: Readonly<Record<AuditKind, 'order' | 'act' | 'trail'>> = {
  accepted: 'order',
  final: 'order',
  repeated: 'order',
  denied: 'order',
  'client-change': 'act',
  refused: 'act',
  forbidden: 'act',
  'dry-run': 'act',
  read: 'act',
  purged: 'trail',
  damaged: 'trail',
};

export const AUDIT_KINDS = Object.keys(TELLS_OF) as readonly AuditKind[];

/** What cannot be read any more cannot be looked for by what it was. */
export const SEARCHABLE_AUDIT_KINDS = AUDIT_KINDS.filter((kind) => kind !== 'damaged');

/** Whether it is an act of an admin of which nobody has a receipt. */
export function isActAlone(kind: AuditKind): boolean {
  return TELLS_OF[kind] === 'act';
}
