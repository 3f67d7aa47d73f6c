import { afterLogoutUrl, logoutUri } from '../../settings/web/browser-url.ts';
import { cookieDomain, cookieName, cookiePath } from '../../settings/web/cookie-formats.ts';
import { flag } from '../../settings/formats/flag.ts';
import { listOf } from '../../settings/formats/list-of.ts';
import { oneOf } from '../../settings/formats/one-of.ts';
import { origin } from '../../settings/web/origin.ts';
import { defineVariables } from '../variable.ts';

export const browserVariables = defineVariables({
  ALLOWED_ORIGINS: {
    parse: listOf(origin),
    default: '',
    required: 'with REFRESH_TOKEN_COOKIE',
    example: 'https://app.example.com,http://localhost:5173',
    sentence:
      'Origins of the web pages that may call the service from a browser, separated by commas. Each counts exactly: there are no wildcards.',
  },
  LOGOUT_URI: {
    parse: logoutUri,
    example: 'https://www.example.com/goodbye',
    sentence:
      'A sign-out URL that is registered at the app client. With it, answers carry the address that ends the managed-login session and leads here.',
  },
  POST_LOGOUT_REDIRECT_URIS: {
    parse: listOf(logoutUri),
    default: '',
    example: 'https://www.example.com/goodbye,myapp://goodbye',
    sentence:
      'More sign-out URLs that are registered at the app client, separated by commas. /oidc/logout leads to LOGOUT_URI or one of these, and nowhere else.',
  },
  AFTER_LOGOUT_URL: {
    parse: afterLogoutUrl,
    example: 'https://www.example.com/goodbye',
    sentence: "Where a browser's own form post is sent when there is no managed login.",
  },
  REFRESH_TOKEN_COOKIE: {
    parse: cookieName,
    example: '__Host-refresh_token',
    sentence:
      'The cookie that holds the refresh token. Setting it switches cookie mode on: the token may come from the cookie, and answers clear it.',
  },
  ACCESS_TOKEN_COOKIE: {
    parse: cookieName,
    example: '__Host-access_token',
    sentence: 'The cookie that holds the access token, to be cleared as well.',
  },
  ID_TOKEN_COOKIE: {
    parse: cookieName,
    example: '__Host-id_token',
    sentence: 'The cookie that holds the ID token, to be cleared as well.',
  },
  COOKIE_PATH: {
    parse: cookiePath,
    default: '/',
    example: '/',
    sentence: 'The path that the cookies were set with.',
  },
  COOKIE_DOMAIN: {
    parse: cookieDomain,
    example: 'example.com',
    sentence: 'The domain that the cookies were set with. Leave it unset if they were set without one.',
  },
  COOKIE_SAME_SITE: {
    parse: oneOf('strict', 'lax', 'none'),
    default: 'strict',
    example: 'lax',
    sentence: 'The SameSite attribute that the cookies were set with.',
  },
  COOKIE_SECURE: {
    parse: flag,
    default: 'true',
    example: 'true',
    sentence: 'Whether the cookies were set with Secure.',
  },
  COOKIE_HTTP_ONLY: {
    parse: flag,
    default: 'true',
    example: 'true',
    sentence: 'Whether the cookies were set with HttpOnly.',
  },
});
