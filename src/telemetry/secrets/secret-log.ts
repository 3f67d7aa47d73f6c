import {
  allowedClientId,
  allowedCount,
  allowedSentence,
  allowedUserPoolId,
  allowedWord,
} from '../allowed-value.ts';
import { describeError } from '../describe-error.ts';
import type { LineWriters } from '../line-writers.ts';
import type { AppClientSecretEvent, SecretTelemetry } from './secret-telemetry.ts';

/** Log lines about the secrets of app clients. */
export function secretLog(logger: LineWriters): SecretTelemetry {
  return {
    // A line for each would be one a minute: what changed and what failed has its own.
    secretsReloaded() {},
    secretsChanged(event) {
      const fields = {
        ...clientOf(event),
        trigger: allowedWord(event.trigger),
        count: allowedCount(event.count),
      };
      logger.info(fields, 'secrets changed');
    },
    secretsUnavailable(event) {
      const fields = {
        ...clientOf(event),
        source: allowedWord(event.source),
        why: allowedWord(event.why),
        remedy: allowedSentence(event.remedy),
        ...describeError(event.cause),
      };
      logger.error(fields, 'secrets unavailable: those of before stay in use');
    },
  };
}

function clientOf({ userPoolId, clientId }: AppClientSecretEvent) {
  return { userPoolId: allowedUserPoolId(userPoolId), clientId: allowedClientId(clientId) };
}
