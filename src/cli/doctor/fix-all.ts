import type { OpenDoctor } from '../../composition/doctor/open-doctor.ts';
import {
  tokenRevocationAnswer,
  type TokenRevocationAnswer,
} from '../../protocols/json/token-revocation/token-revocation-answer.ts';
import type { TokenRevocationResult } from '../../doctor/settings/turn-on-token-revocation.ts';
import type { CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import { sayJson } from '../output/say.ts';
import { fixTokenRevocation, type FixOptions } from './fix-token-revocation.ts';

/** As the service answers it, or why it failed. */
type Told =
  | TokenRevocationAnswer
  | {
      readonly clientId: string;
      readonly userPoolId: string;
      readonly status: 'failed';
      /** The kind of the result that is none. */
      readonly reason: string;
      /** Settings that this version would reset. */
      readonly fields?: readonly string[];
      readonly managedBy?: readonly string[] | 'unknown';
      /** What stood in the way, and whether the change may have been made all the same. */
      readonly at?: string;
      readonly hindrance?: string;
      readonly mayBeWritten?: boolean;
    };

/** Turns token revocation on for every app client, one after the other. Resolves with the exit code. */
export async function fixAll(
  open: OpenDoctor,
  io: CommandIo,
  options: FixOptions & { readonly isForMachines: boolean },
): Promise<number> {
  const clients: Told[] = [];
  let isMended = true;
  for (const client of open.clients) {
    io.interrupted.throwIfAborted();
    const result = await fixTokenRevocation(open, client, io, options);
    clients.push(told(client, result));
    isMended = isMended && isOnAlone(result);
  }
  if (options.isForMachines) await sayJson(io, { clients });
  return isMended ? EXIT.done : EXIT.failed;
}

function told(client: OpenDoctor['clients'][number], result: TokenRevocationResult): Told {
  const { clientId, userPoolId } = client;
  const failed = { clientId, userPoolId, status: 'failed', reason: result.kind } as const;
  switch (result.kind) {
    case 'changed':
    case 'already-on':
    case 'would-change':
      return tokenRevocationAnswer(client, result);
    case 'unknown-fields':
      return { ...failed, fields: result.fields };
    case 'managed-elsewhere':
      return { ...failed, managedBy: result.managedBy };
    case 'changed-meanwhile':
      return failed;
    case 'hindered': {
      const { at, hindrance, mayBeWritten } = result;
      return { ...failed, at, hindrance: hindrance.kind, mayBeWritten };
    }
  }
}

/** Whether token revocation is on, and nothing else has moved. */
function isOnAlone(result: TokenRevocationResult): boolean {
  return result.kind === 'already-on' || (result.kind === 'changed' && result.moved.length === 0);
}
