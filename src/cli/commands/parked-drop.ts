import type { DroppedAnswer } from '../../protocols/json/parked/parked-answer.ts';
import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { counted } from '../output/counted.ts';
import { createProgress } from '../output/progress.ts';
import { say, sayJson } from '../output/say.ts';
import { PARKED_OPTIONS, PARKED_USAGE, parkedFilter } from '../service/parked-filter.ts';
import { REASON_OPTIONS, REASON_USAGE, requireReason } from '../service/reason.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const USAGE = `Gives up logouts that wait for an operator. Their sessions are not ended: they end when their tokens expire.

  cognito-logout parked drop --client 1h57kf5cpq17m0eml12EXAMPLE --reason "the app client was deleted"

Which ones; all of these that are given have to match, and at least one is needed:
${PARKED_USAGE}

${REASON_USAGE}

${SERVICE_USAGE}

${EXIT_CODES}`;

/** `parked drop`: `POST /admin/parked/drop`, until nothing that matches is left. */
export const parkedDrop: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, { ...SERVICE_OPTIONS, ...PARKED_OPTIONS, ...REASON_OPTIONS });
    const filter = parkedFilter(options);
    const reason = requireReason(options);
    if (Object.values(filter).every((value) => value === undefined)) {
      throw new UsageError(
        'Say which: at least one of --user-pool, --client, --no-client, --cause and --receipt.',
      );
    }
    const client = await createServiceClient(options, io);
    const progress = createProgress(io, 'logouts given up');
    let dropped = 0;
    for (let more = true; more;) {
      const { body } = await client.post('/admin/parked/drop', { ...filter, reason });
      const answer = body as DroppedAnswer;
      dropped += answer.dropped;
      more = answer.more;
      progress.at(dropped);
    }
    progress.end();
    await (options.json === true
      ? sayJson(io, { dropped })
      : say(io, `Gave up ${counted(dropped, 'logout')}. The audit trail has each of them, with the reason.`));
    return EXIT.done;
  },
};
