import type { Command } from '../command.ts';
import { remark } from '../output/say.ts';
import { ROTATE_USAGE, rotateSecret } from '../rotate-secret.ts';

/** `secrets rotate`. */
export const secretsRotate: Command = {
  usage: ROTATE_USAGE,
  run: (args, io) =>
    rotateSecret(args, {
      environment: io.environment,
      out: (line) => void io.stdout.write(`${line}\n`),
      err: (line) => remark(io, line),
    }),
};
