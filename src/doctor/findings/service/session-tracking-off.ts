import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const sessionTrackingOff: FindingRule = {
  id: 'session-tracking-off',
  severity: 'error',
  title: 'Session tracking is configured, and off',
  meaning:
    'The service is told that the user pool tracks sessions. It does not: endSso ends no managed-login session, and no session can be listed or ended by itself.',
  remedy: 'Switch user session tracking on for the user pool, or set sessionTracking to false.',
  seen: ({ tracking, pool, configured }) =>
    configured.sessionTracking && valueOf(tracking) === false && valueOf(pool)?.tier !== 'LITE'
      ? 'UserSessionTracking is DISABLED.'
      : undefined,
};
