import {
  allowedClientId,
  allowedCount,
  allowedId,
  allowedPrincipal,
  allowedUserPoolId,
  allowedWord,
} from '../allowed-value.ts';
import { describeError } from '../describe-error.ts';
import type { LineWriters } from '../line-writers.ts';
import type { RelayTelemetry } from './relay-telemetry.ts';

/** Log lines about logouts that were accepted and not yet confirmed. How many wait is for the metrics alone. */
export function relayLog(logger: LineWriters): RelayTelemetry {
  return {
    backlogSeen() {},
    breakerChanged({ userPoolId, state }) {
      const fields = { userPoolId: allowedUserPoolId(userPoolId), state: allowedWord(state) };
      if (state === 'closed') logger.info(fields, 'circuit changed');
      else logger.warn(fields, 'circuit changed');
    },
    intentExpired({ receiptId, lane, ...target }) {
      const fields = { receiptId: allowedId(receiptId), lane: allowedWord(lane), ...targetFields(target) };
      logger.error(fields, 'logout expired unconfirmed');
    },
    intentRefused({ receiptId, lane, code, ...target }) {
      const fields = {
        receiptId: allowedId(receiptId),
        lane: allowedWord(lane),
        code: allowedWord(code),
        ...targetFields(target),
      };
      logger.warn(fields, 'accepted logout refused');
    },
    leaseLost({ receiptId }) {
      logger.warn({ receiptId: allowedId(receiptId) }, 'lease lost');
    },
    intentsUnparked({ cause, intents, ...target }) {
      const fields = {
        cause: allowedWord(cause),
        intents: allowedCount(intents),
        ...targetFields(target),
      };
      logger.info(fields, 'logouts unparked');
    },
    parkedManaged({ requestId, adminId, via, change, intents }) {
      const fields = {
        requestId: allowedId(requestId),
        adminId: allowedPrincipal(adminId),
        via: allowedWord(via),
        intents: allowedCount(intents),
      };
      if (change === 'dropped') logger.warn(fields, 'parked logouts dropped');
      else logger.info(fields, 'parked logouts retried');
    },
    relayFailed({ task, cause }) {
      logger.error({ task: allowedWord(task), ...describeError(cause) }, 'relay failed');
    },
  };
}

function targetFields({
  userPoolId,
  clientId,
}: {
  readonly userPoolId: string;
  readonly clientId?: string | undefined;
}) {
  return {
    userPoolId: allowedUserPoolId(userPoolId),
    ...(clientId === undefined ? {} : { clientId: allowedClientId(clientId) }),
  };
}
