import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const sessionTrackingUnused: FindingRule = {
  id: 'session-tracking-unused',
  severity: 'notice',
  title: 'Session tracking is on, and not configured',
  meaning:
    'A logout with endSso could end the managed-login session at Cognito, but is answered with a logout URL instead.',
  remedy: 'Set sessionTracking to true.',
  seen: ({ tracking, configured }) =>
    !configured.sessionTracking && valueOf(tracking) === true ? 'UserSessionTracking is ENABLED.' : undefined,
};
