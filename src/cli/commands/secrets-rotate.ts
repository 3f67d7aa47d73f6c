import type { Command } from '../command.ts';
import { lineIo } from '../line-io.ts';
import { ROTATE_USAGE, rotateSecret } from '../rotate-secret.ts';

/** `secrets rotate`. */
export const secretsRotate: Command = {
  usage: ROTATE_USAGE,
  run: (args, io) => rotateSecret(args, lineIo(io)),
};
