import { readOptions } from '../arguments/read-options.ts';
import { CommandError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT } from '../exit.ts';
import { counted } from '../output/counted.ts';
import { createProgress } from '../output/progress.ts';
import { say, sayJson } from '../output/say.ts';
import { STORE_USAGE, withAudit } from '../store/with-audit.ts';

const USAGE = `Recomputes the chain of hashes of the audit trail in the store, and names the first broken link.

  cognito-logout audit verify

  --json              for machines: {"intact":true,"records":…,"firstSequence":…,"lastSequence":…}, or
                      {"intact":false,"brokenAtSequence":…,"problem":"missing", "unlinked" or "altered"}

${STORE_USAGE}

Exit codes: 0 the trail is intact, 1 it is broken, 2 wrong arguments, or it could not be looked at, 130 Ctrl-C.`;

/** `audit verify`. */
export const auditVerify: Command = {
  usage: USAGE,
  async run(args, io) {
    const { json = false } = readOptions(args, { json: { type: 'boolean' } });
    const progress = createProgress(io, 'events verified');
    const seen = (records: number) => {
      io.interrupted.throwIfAborted();
      progress.at(records);
    };
    const verdict = await withAudit(io, (audit) => audit.verifyChain(seen));
    progress.end();
    if (json) await sayJson(io, verdict);
    if (!verdict.intact) {
      const { brokenAtSequence, problem } = verdict;
      throw new CommandError(`The trail is broken at event ${brokenAtSequence}, which is ${problem}.`);
    }
    const { records, firstSequence = 0, lastSequence = 0 } = verdict;
    const extent =
      records === 0
        ? 'it is empty'
        : `${counted(records, 'event')}, from ${firstSequence} to ${lastSequence}`;
    if (!json) await say(io, `The trail is intact: ${extent}.`);
    return EXIT.done;
  },
};
