import type { EndSessionCommand } from '../revocation/command.ts';
import type { ListingJournal } from '../revocation/ports/listing-journal.ts';
import type { RevocationJournal } from '../revocation/ports/revocation-journal.ts';
import { parkedSubject, remedyFor } from '../revocation/park-remedies.ts';
import type { ParkCause, UpstreamOutcome } from '../revocation/ports/upstream-outcome.ts';
import type { CognitoTried, Telemetry } from '../telemetry/telemetry.ts';

/**
 * Passes what the pipeline tried at Cognito on to logs and metrics: names and codes, never a token or a user,
 * and nothing of the sessions that were listed.
 *
 * @param secretRefused hears when Cognito takes none of the secrets of an app client
 */
export function createTelemetryJournal(
  telemetry: Telemetry,
  secretRefused: () => void,
): RevocationJournal & ListingJournal {
  return {
    tried({ command, context, receiptId, operation, outcome, durationMs }) {
      telemetry.cognitoTried({
        requestId: context.requestId,
        receiptId,
        operation,
        ...targetOf(command),
        ...wordsFor(outcome),
        durationMs,
      });
      if (outcome.kind !== 'parked') return;
      telemetry.clientMisconfigured(misconfiguration(targetOf(command), outcome.cause));
      if (outcome.cause === 'client-secret-rejected' || outcome.cause === 'client-refused') secretRefused();
    },
    refused: (event) => telemetry.intentRefused(event),
    listed({ requestId, operation, userPoolId, outcome, durationMs }) {
      telemetry.cognitoTried({ requestId, operation, userPoolId, ...wordsFor(outcome), durationMs });
      if (outcome.kind !== 'parked') return;
      telemetry.clientMisconfigured(misconfiguration({ userPoolId }, outcome.cause));
    },
  };
}

function targetOf(command: EndSessionCommand): Pick<CognitoTried, 'userPoolId' | 'clientId'> {
  if (!('appClient' in command)) return { userPoolId: command.userPoolId };
  return { userPoolId: command.appClient.userPoolId, clientId: command.appClient.clientId };
}

function misconfiguration({ userPoolId, clientId }: ReturnType<typeof targetOf>, cause: ParkCause) {
  const remedy = remedyFor(cause, parkedSubject(userPoolId, clientId));
  return { userPoolId, clientId, problem: cause, remedy };
}

function wordsFor(outcome: UpstreamOutcome): Pick<CognitoTried, 'outcome' | 'cause' | 'exceptionName'> {
  switch (outcome.kind) {
    case 'confirmed':
      return { outcome: outcome.kind };
    case 'already-dead':
      return { outcome: outcome.kind, exceptionName: outcome.exceptionName };
    case 'rejected':
      return { outcome: outcome.kind, cause: outcome.code, exceptionName: outcome.exceptionName };
    case 'retry':
    case 'parked':
      return { outcome: outcome.kind, cause: outcome.cause, exceptionName: outcome.exceptionName };
  }
}
