import type { ParkedAnswer } from '../../protocols/json/parked/parked-answer.ts';
import { readOptions } from '../arguments/read-options.ts';
import type { Command, CommandIo } from '../command.ts';
import { EXIT, EXIT_CODES } from '../exit.ts';
import { oneLine } from '../output/one-line.ts';
import { say, sayJson } from '../output/say.ts';
import { table } from '../output/table.ts';
import { createServiceClient } from '../service/service-client.ts';
import { SERVICE_OPTIONS, SERVICE_USAGE } from '../service/service-options.ts';

const USAGE = `Lists the logouts that wait for an operator: how many, what for, and what to do.

  cognito-logout parked list

${SERVICE_USAGE}

${EXIT_CODES}`;

/** `parked list`: `GET /admin/parked`. */
export const parkedList: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, SERVICE_OPTIONS);
    const client = await createServiceClient(options, io);
    const { body } = await client.get('/admin/parked');
    await (options.json === true ? sayJson(io, body) : say(io, wordsFor(body as ParkedAnswer, io)));
    return EXIT.done;
  },
};

function wordsFor({ groups }: ParkedAnswer, io: CommandIo): string {
  if (groups.length === 0) return 'Nothing waits for an operator.';
  const rows = groups.map(({ userPoolId, clientId, cause, intents }) => [
    String(intents),
    cause,
    userPoolId,
    clientId ?? '-',
  ]);
  const remedies = groups.map(({ remedy }) => `- ${oneLine(remedy)}`);
  return [
    table(['LOGOUTS', 'WAIT FOR', 'USER POOL', 'APP CLIENT'], rows, io),
    '',
    'What to do:',
    ...remedies,
  ].join('\n');
}
