import type { AppClientProfile } from '../../../src/revocation/app-client-profile.ts';

const SPA_LOGOUT_URL =
  'https://login.example.com/logout?client_id=spa1client2id3&logout_uri=https%3A%2F%2Fspa.example.com%2Fbye';

/** A frontend that holds its tokens itself. */
export const SPA = {
  clientId: 'spa1client2id3',
  userPoolId: 'eu-west-1_Pool1',
  region: 'eu-west-1',
  allowedOrigins: ['https://spa.example.com'],
  managedLogoutUrl: SPA_LOGOUT_URL,
  signOutAddresses: new Map([
    ['https://spa.example.com/bye', SPA_LOGOUT_URL],
    [
      'spa-app://bye',
      'https://login.example.com/logout?client_id=spa1client2id3&logout_uri=spa-app%3A%2F%2Fbye',
    ],
  ]),
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 3600,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: false,
} as const satisfies AppClientProfile;

/** A frontend whose session lives in cookies. */
export const WEB = {
  clientId: 'web1client2id3',
  userPoolId: 'eu-west-1_Pool1',
  region: 'eu-west-1',
  allowedOrigins: ['https://web.example.com'],
  cookies: {
    refreshToken: '__Host-rt',
    accessToken: '__Host-at',
    idToken: '__Host-it',
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'strict',
  },
  afterLogoutUrl: 'https://web.example.com/goodbye',
  accessTokenValiditySeconds: 900,
  idTokenValiditySeconds: 900,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: true,
} as const satisfies AppClientProfile;

/** A second one, with cookies of another name, on a parent domain. */
export const SHOP = {
  clientId: 'shop1client2id3',
  userPoolId: 'eu-central-1_Pool2',
  region: 'eu-central-1',
  allowedOrigins: ['https://shop.example.com'],
  cookies: {
    refreshToken: 'shop_rt',
    path: '/session',
    domain: 'example.com',
    secure: true,
    httpOnly: true,
    sameSite: 'lax',
  },
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 3600,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: false,
} as const satisfies AppClientProfile;

/** A program whose callers must know the secret of the app client. */
export const BACKEND = {
  clientId: 'back+end1client2id3',
  userPoolId: 'eu-west-1_Pool1',
  region: 'eu-west-1',
  allowedOrigins: [],
  accessTokenValiditySeconds: 3600,
  idTokenValiditySeconds: 3600,
  refreshTokenValiditySeconds: 2_592_000,
  sessionTracking: false,
  confidentialTowardsCallers: true,
} as const satisfies AppClientProfile;
