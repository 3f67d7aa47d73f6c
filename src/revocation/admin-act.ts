/** What admins can be allowed to do, one by one, and what each act is. */
export const ADMIN_ACTS = {
  'end-sessions-by-token': 'end the session of a refresh token; deny the access tokens of one session',
  'end-sessions-by-user': 'end all sessions of a user',
  'end-sessions-by-id': 'end one session of a user',
  'deny-app-clients': 'deny every access token of an app client',
  'deny-user-pools': 'deny every access token of a user pool',
  'disable-users': 'disable a user, together with ending the sessions',
  'read-sessions': 'read the sessions of a user: devices, addresses and places',
  'read-audit': 'read the audit trail, and receipts of orders that others gave',
  'read-clients': 'read which app clients there are and how they are set up',
  'manage-clients': 'change the settings of an app client at Cognito',
  'manage-parked': 'see, retry and drop logouts that wait for an operator',
} as const;

export type AdminAct = keyof typeof ADMIN_ACTS;

/** All of them, in the order in which they are told. */
export const ALL_ADMIN_ACTS = Object.keys(ADMIN_ACTS) as readonly AdminAct[];

/** What has to be given by name: no sign-in of the user mends it. */
const ONLY_BY_NAME: readonly AdminAct[] = ['disable-users', 'manage-clients', 'manage-parked'];

/** The acts of an admin who was given no list: all whose consequences a sign-in of the user mends. */
export const USUAL_ADMIN_ACTS = ALL_ADMIN_ACTS.filter((act) => !ONLY_BY_NAME.includes(act));

export function isAdminAct(name: string): name is AdminAct {
  return Object.hasOwn(ADMIN_ACTS, name);
}
