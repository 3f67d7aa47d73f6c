import type { CallSignal } from '../../revocation/ports/call-signal.ts';
import type { UpstreamOutcome } from '../../revocation/ports/upstream-outcome.ts';
import { classifyFailure, type ExceptionMeanings } from './classify-failure.ts';
import { withinSignal } from './within-signal.ts';

/**
 * Makes one call to Cognito and says what came of it. Whatever the call throws becomes an outcome, and the signal
 * ends it even where the SDK does not listen to it (while it looks up credentials).
 */
export function outcomeOf(
  call: () => Promise<unknown>,
  meanings: ExceptionMeanings,
  signal: CallSignal,
): Promise<UpstreamOutcome> {
  return outcomeOfBounded(withinSignal(signal, call), meanings, signal);
}

/** The same for a call that ends with the signal by itself. */
export function outcomeOfBounded(
  called: Promise<unknown>,
  meanings: ExceptionMeanings,
  signal: CallSignal,
): Promise<UpstreamOutcome> {
  return called.then(
    () => CONFIRMED,
    (error: unknown) =>
      signal.aborted
        ? { kind: 'retry', cause: 'timeout', exceptionName: undefined }
        : classifyFailure(error, meanings),
  );
}

const CONFIRMED: UpstreamOutcome = { kind: 'confirmed' };
