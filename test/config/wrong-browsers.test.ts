import { refusesEach, wrong } from './refuses-each.ts';

const cookieMode = { REFRESH_TOKEN_COOKIE: '__Host-rt', ALLOWED_ORIGINS: 'https://app.example.com' };

refusesEach([
  wrong(
    'a sign-out URL without a domain',
    { LOGOUT_URI: 'https://www.example.com/bye' },
    'LOGOUT_URI',
    /COGNITO_DOMAIN/,
  ),
  wrong(
    'a sign-out URL that runs a script',
    { COGNITO_DOMAIN: 'auth.example.com', LOGOUT_URI: 'javascript:alert(1)' },
    'LOGOUT_URI',
    /registered/,
  ),
  wrong(
    'a further sign-out URL without a domain',
    { POST_LOGOUT_REDIRECT_URIS: 'https://www.example.com/bye' },
    'POST_LOGOUT_REDIRECT_URIS',
    /COGNITO_DOMAIN/,
  ),
  wrong(
    'a further sign-out URL that is a pattern',
    { COGNITO_DOMAIN: 'auth.example.com', POST_LOGOUT_REDIRECT_URIS: 'https://a.example/bye,*' },
    'POST_LOGOUT_REDIRECT_URIS',
    /number 2.*registered/,
  ),
  ...[
    'http://www.example.com/bye',
    'data:text/html,bye',
    'https://a.example/bye#x',
    'https://u:p@a.example',
  ].map((url) =>
    wrong(
      `the sign-out URL ${url}`,
      { COGNITO_DOMAIN: 'auth.example.com', LOGOUT_URI: url },
      'LOGOUT_URI',
      /registered/,
    ),
  ),
  ...[
    'https://a.example/b c',
    'https://a.example/#x',
    'https://a.example/ä',
    'https://:p@a.example',
    'ftp://localhost',
  ].map((url) => wrong(`the page ${url}`, { AFTER_LOGOUT_URL: url }, 'AFTER_LOGOUT_URL', /https/)),
  wrong('a page by plain http', { AFTER_LOGOUT_URL: 'http://www.example.com' }, 'AFTER_LOGOUT_URL', /https/),
  wrong('a page that is a path', { AFTER_LOGOUT_URL: '//evil.example' }, 'AFTER_LOGOUT_URL', /https/),
  wrong('every origin', { ALLOWED_ORIGINS: '*' }, 'ALLOWED_ORIGINS', /wildcard/),
  wrong('every subdomain', { ALLOWED_ORIGINS: 'https://*.example.com' }, 'ALLOWED_ORIGINS', /wildcard/),
  wrong(
    'the null origin',
    { ALLOWED_ORIGINS: 'https://a.example,null' },
    'ALLOWED_ORIGINS',
    /number 2.*must not be null/,
  ),
  wrong('an origin with a path', { ALLOWED_ORIGINS: 'https://a.example/app' }, 'ALLOWED_ORIGINS', /no path/),
  wrong('an origin with a slash', { ALLOWED_ORIGINS: 'https://a.example/' }, 'ALLOWED_ORIGINS', /no slash/),
  wrong('an origin by plain http', { ALLOWED_ORIGINS: 'http://a.example' }, 'ALLOWED_ORIGINS', /https:/),
  wrong('an origin without scheme', { ALLOWED_ORIGINS: 'a.example' }, 'ALLOWED_ORIGINS', /must be an origin/),
  wrong(
    'a list with several wrong items',
    { ALLOWED_ORIGINS: 'https://a.example/,https://b.example,*' },
    'ALLOWED_ORIGINS',
    /^has 2 wrong items\. Number 1 must .*no slash.* Number 3 must .*wildcard/,
  ),
  wrong('an empty item', { ALLOWED_ORIGINS: 'https://a.example,' }, 'ALLOWED_ORIGINS', /number 2/),
  wrong('cookie mode without origins', { REFRESH_TOKEN_COOKIE: 'rt' }, 'ALLOWED_ORIGINS', /cookie mode/),
  wrong(
    'a cookie name with a blank',
    { ...cookieMode, REFRESH_TOKEN_COOKIE: 'r t' },
    'REFRESH_TOKEN_COOKIE',
    /cookie's name/,
  ),
  wrong(
    'a __Host- cookie with a domain',
    { ...cookieMode, COOKIE_DOMAIN: 'example.com' },
    'REFRESH_TOKEN_COOKIE',
    /__Host-/,
  ),
  wrong(
    'a __Host- cookie without Secure',
    { ...cookieMode, COOKIE_SECURE: 'false' },
    'REFRESH_TOKEN_COOKIE',
    /__Host-/,
  ),
  wrong(
    'a __Secure- cookie without Secure',
    { ...cookieMode, REFRESH_TOKEN_COOKIE: '__Secure-rt', COOKIE_SECURE: 'false' },
    'REFRESH_TOKEN_COOKIE',
    /__Secure-/,
  ),
  wrong(
    'SameSite=None without Secure',
    { ...cookieMode, REFRESH_TOKEN_COOKIE: 'rt', COOKIE_SECURE: 'false', COOKIE_SAME_SITE: 'none' },
    'COOKIE_SECURE',
    /SameSite/,
  ),
  wrong(
    'one cookie for two tokens',
    { ...cookieMode, ID_TOKEN_COOKIE: '__Host-rt' },
    'REFRESH_TOKEN_COOKIE',
    /must differ/,
  ),
  wrong(
    'an unknown SameSite',
    { ...cookieMode, COOKIE_SAME_SITE: 'Lax' },
    'COOKIE_SAME_SITE',
    /strict, lax, none/,
  ),
  wrong(
    'a cookie path that is none',
    { ...cookieMode, REFRESH_TOKEN_COOKIE: 'rt', COOKIE_PATH: 'app' },
    'COOKIE_PATH',
    /begins with \//,
  ),
  wrong(
    'a cookie domain that is a URL',
    { ...cookieMode, REFRESH_TOKEN_COOKIE: 'rt', COOKIE_DOMAIN: 'https://a.example' },
    'COOKIE_DOMAIN',
    /domain/,
  ),
  wrong(
    'a cookie setting without cookie mode',
    { ID_TOKEN_COOKIE: 'it' },
    'ID_TOKEN_COOKIE',
    /REFRESH_TOKEN_COOKIE/,
  ),
]);
