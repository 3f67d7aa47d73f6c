import type { OpenDoctor } from '../../composition/doctor/open-doctor.ts';
import type { SettingChange } from '../../doctor/settings/settings-difference.ts';
import type { TokenRevocationResult } from '../../doctor/settings/turn-on-token-revocation.ts';
import type { CommandIo } from '../command.ts';
import { ask } from '../output/ask.ts';
import { remark, say } from '../output/say.ts';

export interface FixOptions {
  /** Without asking. */
  readonly isAgreed: boolean;
  readonly evenIfManaged: boolean;
  /** Tells everything on standard error, and asks nobody. */
  readonly isForMachines: boolean;
}

type Tell = (line: string) => Promise<void> | void;

const DEADLINE_MS = 15_000;

/** Turns token revocation on for one app client, once the difference was shown and agreed to. */
export async function fixTokenRevocation(
  { turnOn }: Pick<OpenDoctor, 'turnOn'>,
  client: OpenDoctor['clients'][number],
  io: CommandIo,
  { isAgreed, evenIfManaged, isForMachines }: FixOptions,
): Promise<TokenRevocationResult> {
  const out: Tell = (line) => (isForMachines ? remark(io, line) : say(io, line));
  const head = `${client.clientId} in ${client.userPoolId}:`;
  const order = { ...client, evenIfManaged };
  const planned = await turnOn({ ...order, dryRun: true }, AbortSignal.timeout(DEADLINE_MS));
  if (planned.kind !== 'would-change') return tell(head, planned, out, io);
  await out(`${head} would change`);
  await showChanges(planned.changes, out);
  if (planned.managedBy === 'unknown') await out('  The tags of the user pool could not be read.');
  else if (planned.managedBy.length > 0)
    await out(`  ${planned.managedBy.join(', ')} manages the user pool: its next run may set this back.`);
  if (!isAgreed && (isForMachines || !(await ask('  Change it? [y/N] ', io)))) {
    await out('  Left as it is.');
    return planned;
  }
  const done = await turnOn({ ...order, dryRun: false }, AbortSignal.timeout(DEADLINE_MS));
  return tell(head, done, out, io);
}

async function tell(
  head: string,
  result: TokenRevocationResult,
  out: Tell,
  io: CommandIo,
): Promise<TokenRevocationResult> {
  switch (result.kind) {
    case 'already-on':
      await out(`${head} token revocation is on.`);
      break;
    case 'changed':
      await out(
        `${head} token revocation is on now. ${result.compared} settings were read again and compared.`,
      );
      if (result.moved.length > 0) {
        const maybe = result.overtaken ? ', maybe by an edit of somebody else' : '';
        remark(io, `${head} these are no longer as they were${maybe}:`);
        await showChanges(result.moved, (line) => remark(io, line));
      }
      break;
    case 'would-change':
      break;
    case 'unknown-fields':
    case 'managed-elsewhere':
    case 'changed-meanwhile':
    case 'hindered':
      remark(io, `${head} ${whyNot(result)}`);
  }
  return result;
}

type Refused = Exclude<TokenRevocationResult, { kind: 'already-on' | 'changed' | 'would-change' }>;

function whyNot(result: Refused): string {
  switch (result.kind) {
    case 'unknown-fields':
      return `not changed. It has settings that this version would reset: ${result.fields.join(', ')}. Update first.`;
    case 'managed-elsewhere':
      return 'not changed, since a tool may manage the user pool. Change it there, or add --even-if-managed.';
    case 'changed-meanwhile':
      return 'not changed, since somebody else is changing it. Run again.';
    case 'hindered':
      return (
        `Cognito could not be asked (${result.at}: ${result.hindrance.kind}). ` +
        (result.mayBeWritten ? 'It may have been changed: run again to see.' : 'Nothing was changed.')
      );
  }
}

async function showChanges(changes: readonly SettingChange[], out: Tell): Promise<void> {
  for (const { field, before, after } of changes)
    await out(`  ${field}: ${shown(before)} -> ${shown(after)}`);
}

function shown(value: unknown): string {
  return value === undefined ? '(not set)' : JSON.stringify(value);
}
