import { refusesEach, wrong } from './refuses-each.ts';

refusesEach([
  wrong(
    'TLS that is not verified',
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    'NODE_TLS_REJECT_UNAUTHORIZED',
    /pose as Cognito/,
  ),
  wrong(
    'an endpoint for all of AWS',
    { AWS_ENDPOINT_URL: 'http://localhost:4566' },
    'AWS_ENDPOINT_URL',
    /COGNITO_ENDPOINT/,
  ),
  wrong(
    'an endpoint behind our back',
    { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://x' },
    'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER',
    /COGNITO_ENDPOINT/,
  ),
  wrong('a lenient HTTP parser', { NODE_OPTIONS: '--insecure-http-parser' }, 'NODE_OPTIONS', /smuggled/),
  wrong(
    'a misspelt variable',
    { COGNITO_CLIENTID: 'abc' },
    'COGNITO_CLIENTID',
    /Did you mean COGNITO_CLIENT_ID\?/,
  ),
  wrong('a misspelt admin variable', { ADMIN_GROUPS: 'abc' }, 'ADMIN_GROUPS', /Did you mean ADMIN_GROUP\?/),
  wrong(
    'a misspelt secret file',
    { COGNITO_SECRET_FILE: '/x' },
    'COGNITO_SECRET_FILE',
    /Did you mean COGNITO_CLIENT_SECRET_FILE\?/,
  ),
  wrong(
    'a file for what is no secret',
    { COGNITO_CLIENT_ID_FILE: '/x' },
    'COGNITO_CLIENT_ID_FILE',
    /not a variable/,
  ),
]);
