import { valueOf } from '../../reading.ts';
import type { FindingRule } from '../finding-rule.ts';

export const tierWithoutSessions: FindingRule = {
  id: 'tier-without-sessions',
  severity: 'error',
  title: 'The tier of the user pool has no session tracking',
  meaning: 'Session tracking is configured, and Cognito offers it in the tiers Essentials and Plus only.',
  remedy: 'Move the user pool to Essentials or Plus, or set sessionTracking to false.',
  seen: ({ pool, tracking, configured }) => {
    if (!configured.sessionTracking) return undefined;
    const { tier } = valueOf(pool) ?? {};
    if (tier === 'LITE') return 'The tier is LITE.';
    return tracking.kind === 'not-offered' ? 'Cognito does not offer it here.' : undefined;
  },
};
