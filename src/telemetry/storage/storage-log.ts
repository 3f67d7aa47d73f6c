import { allowedCount, allowedId, allowedPath, allowedWord } from '../allowed-value.ts';
import { describeError } from '../describe-error.ts';
import type { LineWriters } from '../line-writers.ts';
import type { StorageTelemetry } from './storage-telemetry.ts';

/** Log lines about the store of accepted logouts. */
export function storageLog(logger: LineWriters): StorageTelemetry {
  return {
    // The line of the start tells it.
    storeOpened() {},
    keyRingMade({ keysFile, database, kid }) {
      const fields = {
        keysFile: allowedPath(keysFile),
        database: allowedPath(database),
        kid: allowedWord(kid),
      };
      logger.warn(fields, 'keys made: back up the key file, apart from the database');
    },
    keyRingRefused: ({ cause }) => logger.error(describeError(cause), 'key file refused'),
    intentUnreadable({ receiptId, cause }) {
      logger.error({ receiptId: allowedId(receiptId), cause: allowedWord(cause) }, 'logout unreadable');
    },
    denialForged({ sequence }) {
      logger.error({ sequence: allowedCount(sequence) }, 'denial forged: somebody writes to the database');
    },
    storeFailed: ({ cause }) => logger.error(describeError(cause), 'store failed'),
    storeRecovered: () => logger.info({}, 'store recovered'),
    storeBroken: ({ cause }) => logger.error(describeError(cause), 'store broken: restart the service'),
  };
}
