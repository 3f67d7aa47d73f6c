import type { FindingRule } from '../finding-rule.ts';

const DEFAULT_PER_SECOND = 120;

export const revokeQuotaAboveDefault: FindingRule = {
  id: 'revoke-quota-above-default',
  severity: 'warning',
  title: 'The configured quota for revocations is above the default of AWS',
  meaning:
    'The service paces itself by COGNITO_REVOKE_QUOTA_PER_SECOND. AWS gives an account 120 calls a second for the category UserToken unless it was raised. Whether it was, the service cannot know without service-quotas:GetServiceQuota, for which it does not ask. Beyond the true quota Cognito throttles, and with it the sign-ins of users.',
  remedy: 'Compare with the quota L-F21F8BB4 in Service Quotas, in each Region.',
  seen: ({ pace }) =>
    pace.revokeQuotaPerSecond > DEFAULT_PER_SECOND
      ? `Configured ${pace.revokeQuotaPerSecond}, the default is ${DEFAULT_PER_SECOND}.`
      : undefined,
};
