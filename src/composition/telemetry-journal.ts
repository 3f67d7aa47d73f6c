import type { EndSessionCommand } from '../revocation/command.ts';
import type { ListingJournal } from '../revocation/ports/listing-journal.ts';
import type { RevocationJournal } from '../revocation/ports/revocation-journal.ts';
import { isSecretRefused } from '../revocation/is-secret-refused.ts';
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
  const told = new Set<string>();
  return {
    tried({ command, context, receiptId, operation, outcome, durationMs }) {
      const { userPoolId, clientId } = targetOf(command);
      telemetry.cognitoTried({
        requestId: context.requestId,
        receiptId,
        operation,
        userPoolId,
        clientId,
        outcome: outcome.kind,
        cause: causeOf(outcome),
        exceptionName: exceptionNameOf(outcome),
        durationMs,
      });
      if (outcome.kind !== 'parked') return;
      telemetry.clientMisconfigured(misconfiguration(userPoolId, clientId, outcome.cause));
      if (isSecretRefused(outcome.cause)) secretRefused();
    },
    refused: (event) => telemetry.intentRefused(event),
    unconfigured({ userPoolId, clientId, cause }) {
      // All that waits for it is tried at once, and one line says it all.
      const key = JSON.stringify([userPoolId, clientId]);
      if (told.has(key)) return;
      told.add(key);
      telemetry.clientMisconfigured(misconfiguration(userPoolId, clientId, cause));
    },
    listed({ requestId, operation, userPoolId, outcome, durationMs }) {
      telemetry.cognitoTried({
        requestId,
        operation,
        userPoolId,
        outcome: outcome.kind,
        cause: causeOf(outcome),
        exceptionName: exceptionNameOf(outcome),
        durationMs,
      });
      if (outcome.kind !== 'parked') return;
      telemetry.clientMisconfigured(misconfiguration(userPoolId, undefined, outcome.cause));
    },
  };
}

function targetOf(command: EndSessionCommand): Pick<CognitoTried, 'userPoolId' | 'clientId'> {
  if (!('appClient' in command)) return { userPoolId: command.userPoolId };
  return { userPoolId: command.appClient.userPoolId, clientId: command.appClient.clientId };
}

function misconfiguration(userPoolId: string, clientId: string | undefined, cause: ParkCause) {
  const remedy = remedyFor(cause, parkedSubject(userPoolId, clientId));
  return { userPoolId, clientId, problem: cause, remedy };
}

function causeOf(outcome: UpstreamOutcome): string | undefined {
  if (outcome.kind === 'rejected') return outcome.code;
  return 'cause' in outcome ? outcome.cause : undefined;
}

function exceptionNameOf(outcome: UpstreamOutcome): string | undefined {
  return 'exceptionName' in outcome ? outcome.exceptionName : undefined;
}
