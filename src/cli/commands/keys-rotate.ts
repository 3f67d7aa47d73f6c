import { addActiveKey } from '../../storage/keys/add-active-key.ts';
import { readOneWord } from '../arguments/read-options.ts';
import type { Command } from '../command.ts';
import { keyFileProblem } from '../store/key-file-problem.ts';
import { EXIT } from '../exit.ts';
import { say, sayJson } from '../output/say.ts';

const USAGE = `Adds a new key to a file of the keys that stored tokens are encrypted with, and makes it the active one.

  cognito-logout keys rotate store-keys.json

  --json   for machines: {"file":…,"active":…}, with the id of the new key; the key itself is never shown

Afterwards send SIGHUP to every instance, so that it takes the file up. Keys of before stay in the file: remove one only
when no stored logout needs it any more.

Exit codes: 0 done, 1 the file cannot be read or written, 2 wrong arguments.`;

/** `keys rotate`. */
export const keysRotate: Command = {
  usage: USAGE,
  async run(args, io) {
    const { word: file, values } = readOneWord(args, 'the file', { json: { type: 'boolean' } });
    const active = await addActiveKey(file).catch((error: unknown) => {
      throw keyFileProblem(error);
    });
    await (values.json === true
      ? sayJson(io, { file, active })
      : say(io, `Added the key ${active}, which is the active one now.`));
    return EXIT.done;
  },
};
