/** After how long to try again what Cognito has not answered, at the earliest. */
const RETRY_AFTER_SECONDS = 2;

/** The same of what an operator has to mend before. */
export const RETRY_AFTER_SECONDS_WHEN_PARKED = 30;

/** @param askedSeconds what Cognito, or what goes out to it, asked for */
export function retryAfter(askedSeconds = 0): number {
  return Math.max(RETRY_AFTER_SECONDS, Math.ceil(askedSeconds));
}
