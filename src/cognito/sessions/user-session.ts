import type { SessionDescriptionType } from '@aws-sdk/client-cognito-identity-provider';
import type { UserSession } from '../../revocation/ports/users/session-directory.ts';

/** A session in the words of the core: none where Cognito gave no id, without which nothing can be done with it. */
export function userSession(described: SessionDescriptionType): readonly UserSession[] {
  const { SessionId, SessionType, LastLocation, CreateDate, LastActiveDate } = described;
  if (SessionId === undefined) return [];
  return [
    {
      sessionId: SessionId,
      kind:
        SessionType === 'SSO' || (SessionType === undefined && SessionId.startsWith('sso')) ? 'sso' : 'token',
      clientId: described.ClientId,
      createdAtMs: CreateDate?.getTime(),
      lastActiveAtMs: LastActiveDate?.getTime(),
      deviceType: described.DeviceType,
      lastIpAddress: described.LastIPAddress,
      ...(LastLocation === undefined
        ? {}
        : { lastLocation: { city: LastLocation.City, country: LastLocation.Country } }),
      originSessionId: described.OriginSessionId,
      isCurrent: described.IsCurrentSession === true,
    },
  ];
}
