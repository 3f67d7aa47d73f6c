/** Loaded into a service process before its own code (`--import`): its clock is off by `CLOCK_SHIFT_MS`. */
const shiftMs = Number(process.env['CLOCK_SHIFT_MS']);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...args: readonly never[]) {
    if (args.length === 0) super(RealDate.now() + shiftMs);
    else super(...(args as unknown as [number]));
  }

  static override now(): number {
    return RealDate.now() + shiftMs;
  }
} as DateConstructor;
