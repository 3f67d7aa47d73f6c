import type { Command } from './command.ts';

export interface CommandEntry {
  /** One sentence, for the list of commands. */
  readonly summary: string;
  /** Loaded when it is used: a command brings no more along than it needs. */
  readonly load: () => Promise<Command>;
}

/** Every command by its name, in the order in which they are told. A new one needs a line here, and nothing else. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  revoke: {
    summary: 'ends sessions of somebody, and shows the receipt',
    load: async () => (await import('./commands/revoke.ts')).revoke,
  },
  'sessions list': {
    summary: 'lists the active sessions of a user',
    load: async () => (await import('./commands/sessions-list.ts')).sessionsList,
  },
  'sessions revoke': {
    summary: 'ends one session of a user',
    load: async () => (await import('./commands/sessions-revoke.ts')).sessionsRevoke,
  },
  'audit tail': {
    summary: 'shows the last events of the audit trail, and new ones as they come',
    load: async () => (await import('./commands/audit-tail.ts')).auditTail,
  },
  'audit verify': {
    summary: 'names the first broken link of the audit trail in the store',
    load: async () => (await import('./commands/audit-verify.ts')).auditVerify,
  },
  'audit export': {
    summary: 'prints the audit trail, of the running service or of the store',
    load: async () => (await import('./commands/audit-export.ts')).auditExport,
  },
  'parked list': {
    summary: 'lists logouts that wait for an operator, with what to do',
    load: async () => (await import('./commands/parked-list.ts')).parkedList,
  },
  'parked retry': {
    summary: 'tries them again',
    load: async () => (await import('./commands/parked-retry.ts')).parkedRetry,
  },
  'parked drop': {
    summary: 'gives them up',
    load: async () => (await import('./commands/parked-drop.ts')).parkedDrop,
  },
  'keys make': {
    summary: 'makes the keys that stored tokens are encrypted with',
    load: async () => (await import('./commands/keys-make.ts')).keysMake,
  },
  'keys rotate': {
    summary: 'adds a key to them and makes it the active one',
    load: async () => (await import('./commands/keys-rotate.ts')).keysRotate,
  },
  'secrets rotate': {
    summary: 'rotates the secret of an app client without losing a logout',
    load: async () => (await import('./commands/secrets-rotate.ts')).secretsRotate,
  },
  doctor: {
    summary: 'says what is wrong with the app clients at Cognito, and how to mend it',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  'admin-key': {
    summary: 'makes an API key for the admin routes',
    load: async () => (await import('./commands/admin-key.ts')).adminKey,
  },
};
