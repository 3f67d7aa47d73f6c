import { readOptions } from '../arguments/read-options.ts';
import { CommandError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit.ts';
import { say } from '../output/say.ts';
import { STORE_USAGE, withAudit } from '../store/with-audit.ts';

const USAGE = `Recomputes the chain of hashes of the audit trail in the store, and names the first broken link.

  cognito-logout audit verify

${STORE_USAGE}

Exit codes: 0 the trail is intact, 1 it is broken, 2 it could not be looked at.`;

/** `audit verify`. */
export const auditVerify: Command = {
  usage: USAGE,
  async run(args, io) {
    readOptions(args, {});
    const verdict = await withAudit(io, (audit) => audit.verifyChain());
    if (!verdict.intact) {
      throw new CommandError(
        `The trail is broken at event ${verdict.brokenAtSequence}, which is ${verdict.problem}.`,
      );
    }
    const { records, firstSequence = 0, lastSequence = 0 } = verdict;
    await say(io, `The trail is intact: ${records} events, from ${firstSequence} to ${lastSequence}.`);
    return EXIT.done;
  },
};
