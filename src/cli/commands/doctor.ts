import type { Command } from '../command.ts';
import { DOCTOR_USAGE, doctor } from '../doctor.ts';
import { lineIo } from '../line-io.ts';

/** `doctor`. */
export const doctorCommand: Command = {
  usage: DOCTOR_USAGE,
  run: (args, io) => doctor(args, lineIo(io)),
};
