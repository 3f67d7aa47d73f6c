import { clockSkewed } from './access/clock-skewed.ts';
import { cognitoUnreachable } from './access/cognito-unreachable.ts';
import { credentialsMissing } from './access/credentials-missing.ts';
import { credentialsRefused } from './access/credentials-refused.ts';
import { permissionMissing } from './access/permission-missing.ts';
import { throttled } from './access/throttled.ts';
import { webAclInTheWay } from './access/web-acl-in-the-way.ts';
import { clientNotFound } from './client/client-not-found.ts';
import { managedElsewhere } from './client/managed-elsewhere.ts';
import { revocationOff } from './client/revocation-off.ts';
import { rotationOn } from './client/rotation-on.ts';
import { secretSuperfluous } from './client/secret-superfluous.ts';
import { secretWrong } from './client/secret-wrong.ts';
import { settingUnknown } from './client/setting-unknown.ts';
import { signOutScopeMissing } from './client/sign-out-scope-missing.ts';
import { signOutUrlUnregistered } from './client/sign-out-url-unregistered.ts';
import { userPoolNotFound } from './client/user-pool-not-found.ts';
import type { FindingRule } from './finding-rule.ts';
import { accessTokensLiveLonger } from './lifetimes/access-tokens-live-longer.ts';
import { accessTokensLiveShorter } from './lifetimes/access-tokens-live-shorter.ts';
import { idTokensLiveLonger } from './lifetimes/id-tokens-live-longer.ts';
import { refreshTokensLiveLonger } from './lifetimes/refresh-tokens-live-longer.ts';
import { refreshTokensLiveShorter } from './lifetimes/refresh-tokens-live-shorter.ts';
import { revokeQuotaAboveDefault } from './service/revoke-quota-above-default.ts';
import { sessionTrackingOff } from './service/session-tracking-off.ts';
import { sessionTrackingUnused } from './service/session-tracking-unused.ts';
import { signOutQuotaAboveLimit } from './service/sign-out-quota-above-limit.ts';
import { tierWithoutSessions } from './service/tier-without-sessions.ts';

/** Everything that the doctor can find, in the order in which it is told. `docs/doctor.md` is made from it. */
export const FINDING_RULES: readonly FindingRule[] = [
  userPoolNotFound,
  clientNotFound,
  secretWrong,
  secretSuperfluous,
  revocationOff,
  signOutUrlUnregistered,
  signOutScopeMissing,
  accessTokensLiveLonger,
  idTokensLiveLonger,
  refreshTokensLiveLonger,
  sessionTrackingOff,
  tierWithoutSessions,
  webAclInTheWay,
  permissionMissing,
  credentialsMissing,
  credentialsRefused,
  cognitoUnreachable,
  clockSkewed,
  revokeQuotaAboveDefault,
  signOutQuotaAboveLimit,
  throttled,
  managedElsewhere,
  settingUnknown,
  rotationOn,
  sessionTrackingUnused,
  accessTokensLiveShorter,
  refreshTokensLiveShorter,
];
