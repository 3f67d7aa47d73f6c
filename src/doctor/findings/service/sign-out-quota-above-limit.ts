import type { FindingRule } from '../finding-rule.ts';

const FIXED_PER_SECOND = 25;

export const signOutQuotaAboveLimit: FindingRule = {
  id: 'sign-out-quota-above-limit',
  severity: 'error',
  title: 'The configured quota for sign-outs is above what AWS gives anybody',
  meaning:
    'The category UserUpdate has 25 calls a second for an account and Region, and cannot be raised on request. Beyond it Cognito throttles sign-outs, and every change of a user with them.',
  remedy:
    'Set COGNITO_SIGN_OUT_QUOTA_PER_SECOND to 25, unless you pay for provisioned capacity of this category.',
  seen: ({ pace }) =>
    pace.signOutQuotaPerSecond > FIXED_PER_SECOND
      ? `Configured ${pace.signOutQuotaPerSecond}, AWS gives ${FIXED_PER_SECOND}.`
      : undefined,
};
