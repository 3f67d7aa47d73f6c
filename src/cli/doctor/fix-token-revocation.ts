import type { OpenDoctor } from '../../composition/doctor/open-doctor.ts';
import type { SettingChange } from '../../doctor/settings/settings-difference.ts';
import type { TokenRevocationResult } from '../../doctor/settings/turn-on-token-revocation.ts';
import type { LineIo } from '../line-io.ts';

export interface FixOptions {
  /** Without asking. */
  readonly isAgreed: boolean;
  readonly evenIfManaged: boolean;
}

const DEADLINE_MS = 15_000;

/** Turns token revocation on for one app client, once the difference was shown and agreed to. Resolves with whether it is on. */
export async function fixTokenRevocation(
  { turnOn }: Pick<OpenDoctor, 'turnOn'>,
  client: OpenDoctor['clients'][number],
  io: LineIo,
  { isAgreed, evenIfManaged }: FixOptions,
): Promise<boolean> {
  const head = `${client.clientId} in ${client.userPoolId}:`;
  const order = { ...client, evenIfManaged };
  const planned = await turnOn({ ...order, dryRun: true }, AbortSignal.timeout(DEADLINE_MS));
  if (planned.kind !== 'would-change') return tell(head, planned, io);
  io.out(`${head} would change`);
  showChanges(planned.changes, io);
  if (planned.managedBy === 'unknown') io.out('  The tags of the user pool could not be read.');
  else if (planned.managedBy.length > 0)
    io.out(`  ${planned.managedBy.join(', ')} manages the user pool: its next run may set this back.`);
  if (!isAgreed && !/^y(?:es)?$/i.test((await io.ask('  Change it? [y/N] ')).trim())) {
    io.out('  Left as it is.');
    return false;
  }
  return tell(head, await turnOn({ ...order, dryRun: false }, AbortSignal.timeout(DEADLINE_MS)), io);
}

function tell(head: string, result: TokenRevocationResult, io: LineIo): boolean {
  switch (result.kind) {
    case 'already-on':
      io.out(`${head} token revocation is on.`);
      return true;
    case 'changed':
      io.out(`${head} token revocation is on now. ${result.compared} settings were read again and compared.`);
      if (result.moved.length > 0) {
        io.err(
          `${head} these are no longer as they were${result.overtaken ? ', maybe by an edit of somebody else' : ''}:`,
        );
        showChanges(result.moved, { out: io.err });
      }
      return result.moved.length === 0;
    case 'would-change':
      return false;
    case 'unknown-fields':
      io.err(
        `${head} not changed. It has settings that this version would reset: ${result.fields.join(', ')}. Update first.`,
      );
      return false;
    case 'managed-elsewhere':
      io.err(
        `${head} not changed, since a tool may manage the user pool. Change it there, or add --even-if-managed.`,
      );
      return false;
    case 'changed-meanwhile':
      io.err(`${head} not changed, since somebody else is changing it. Run again.`);
      return false;
    case 'hindered':
      io.err(
        `${head} Cognito could not be asked (${result.at}: ${result.hindrance.kind}). ` +
          (result.mayBeWritten ? 'It may have been changed: run again to see.' : 'Nothing was changed.'),
      );
      return false;
  }
}

function showChanges(changes: readonly SettingChange[], { out }: Pick<LineIo, 'out'>): void {
  for (const { field, before, after } of changes) {
    out(`  ${field}: ${shown(before)} -> ${shown(after)}`);
  }
}

function shown(value: unknown): string {
  return value === undefined ? '(not set)' : JSON.stringify(value);
}
