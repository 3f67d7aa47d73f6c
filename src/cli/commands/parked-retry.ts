import type { RetriedAnswer } from '../../protocols/json/parked/parked-answer.ts';
import { readOptions } from '../arguments/read-options.ts';
import type { Command } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { counted } from '../output/counted.ts';
import { say, sayJson } from '../output/say.ts';
import { PARKED_OPTIONS, PARKED_USAGE, parkedFilter } from '../service/parked-filter.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const USAGE = `Tries logouts that wait for an operator again, once what they wait for is mended.

  cognito-logout parked retry --cause client-secret-rejected

Which ones; all of these that are given have to match, and without any all are tried:
${PARKED_USAGE}

${SERVICE_USAGE}

${EXIT_CODES}`;

/** `parked retry`: `POST /admin/parked/retry`. */
export const parkedRetry: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, { ...SERVICE_OPTIONS, ...PARKED_OPTIONS });
    const filter = parkedFilter(options);
    const client = await createServiceClient(options, io);
    const { body } = await client.post('/admin/parked/retry', filter);
    const { retried } = body as RetriedAnswer;
    await (options.json === true
      ? sayJson(io, body)
      : say(io, `${counted(retried, 'logout')} will be tried again, each in its turn.`));
    return EXIT.done;
  },
};
