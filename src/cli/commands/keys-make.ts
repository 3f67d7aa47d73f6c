import { makeKeyRingFile } from '../../storage/keys/make-key-ring.ts';
import { readOneWord } from '../arguments/read-options.ts';
import type { Command } from '../command.ts';
import { keyFileProblem } from '../store/key-file-problem.ts';
import { EXIT } from '../exit.ts';
import { say, sayJson } from '../output/say.ts';

const USAGE = `Makes a new file of the keys that stored tokens are encrypted with, and never replaces one that is there.

  cognito-logout keys make store-keys.json

  --json   for machines: {"file":…,"active":…}, with the id of the key; the key itself is never shown

Exit codes: 0 done, 1 the file is there or cannot be written, 2 wrong arguments.`;

/** `keys make`. */
export const keysMake: Command = {
  usage: USAGE,
  async run(args, io) {
    const { word: file, values } = readOneWord(args, 'the file', { json: { type: 'boolean' } });
    const { active } = await makeKeyRingFile(file).catch((error: unknown) => {
      throw keyFileProblem(error);
    });
    await (values.json === true
      ? sayJson(io, { file, active })
      : say(io, `Made ${file} with the key ${active}. Back it up, apart from the database.`));
    return EXIT.done;
  },
};
