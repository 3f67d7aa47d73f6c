import type { FindingRule } from '../finding-rule.ts';

const SKEW_MAX_MS = 30_000;

export const clockSkewed: FindingRule = {
  id: 'clock-skewed',
  severity: 'warning',
  title: 'The clock of the service is wrong',
  meaning:
    'Cognito dates its answers by another time. From five minutes on AWS refuses signed requests, and denials by time may miss tokens or hit those of a new sign-in.',
  remedy: 'Have the host synchronise its clock: chrony, systemd-timesyncd, or the Amazon Time Sync Service.',
  seen: ({ clockAheadMs }) => {
    if (clockAheadMs === undefined || Math.abs(clockAheadMs) <= SKEW_MAX_MS) return undefined;
    const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
    return `It is ${seconds} s ${clockAheadMs > 0 ? 'behind' : 'ahead'}.`;
  },
};
