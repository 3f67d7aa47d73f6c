/** Exit codes, the same for every command. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  /** Accepted and stored, and Cognito has not confirmed yet. */
  accepted: 3,
  /** By Ctrl-C: 128 and the number of SIGINT. */
  interrupted: 130,
} as const;

/** What they mean, for `--help`. */
export const EXIT_CODES = `Exit codes: 0 done, 1 failed or refused, 2 wrong arguments or settings, 3 accepted and not confirmed yet, 130 Ctrl-C.`;
