import { expect, test } from '@jest/globals';
import { remedyFor } from '../../src/revocation/park-remedies.ts';
import type { ParkedCause } from '../../src/revocation/intents/intent.ts';
import { allowedSentence } from '../../src/telemetry/allowed-value.ts';

const SUBJECT = 'app client 1h57kf5cpq17m0eml12example';

/** What each sentence has to name, or nobody could act on it. */
const NAMES: Record<ParkedCause, string> = {
  'client-secret-rejected': 'COGNITO_CLIENT_SECRET',
  'client-refused': 'domain',
  'client-not-found': 'configuration',
  'user-pool-not-found': 'configuration',
  'revocation-disabled': 'EnableTokenRevocation',
  'revocation-refused': 'EnableTokenRevocation',
  'operation-not-enabled': 'sessionTracking',
  'not-permitted': 'cognito-idp:AdminUserGlobalSignOut',
  'unknown-exception': 'exceptionName',
  undecryptable: 'audit trail',
  'unknown-format': 'upgrade',
};

test.each(Object.entries(NAMES) as [ParkedCause, string][])(
  'the remedy for %s says whom it is about and names %s, and the log prints it whole',
  (cause, name) => {
    const remedy = remedyFor(cause, SUBJECT);
    expect(remedy).toContain(SUBJECT);
    expect(remedy).toContain(name);
    expect(allowedSentence(remedy)).toBe(remedy);
  },
);
