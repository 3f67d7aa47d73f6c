import { canary } from '../support/canaries.ts';
import { refusesEach, wrong } from './refuses-each.ts';

refusesEach([
  wrong('no user pool', { COGNITO_USER_POOL_ID: '' }, 'COGNITO_USER_POOL_ID', /must be set/),
  wrong('no app client', { COGNITO_CLIENT_ID: '' }, 'COGNITO_CLIENT_ID', /must be set/),
  wrong(
    'a pool id without Region',
    { COGNITO_USER_POOL_ID: '_Ab1' },
    'COGNITO_USER_POOL_ID',
    /Region, underscore/,
  ),
  wrong('a client id with a blank', { COGNITO_CLIENT_ID: 'abc def' }, 'COGNITO_CLIENT_ID', /app client id/),
  wrong(
    'a secret of 23 characters',
    { COGNITO_CLIENT_SECRET: canary('shortcanary012345678901') },
    'COGNITO_CLIENT_SECRET',
    /24 to 64/,
  ),
  wrong(
    'a secret of 65 characters',
    { COGNITO_CLIENT_SECRET: canary(`longcanary${'x'.repeat(55)}`) },
    'COGNITO_CLIENT_SECRET',
    /24 to 64/,
  ),
  wrong(
    'a secret in quotes',
    { COGNITO_CLIENT_SECRET: canary('"quotedcanary0123456789012345"') },
    'COGNITO_CLIENT_SECRET',
    /without quotes/,
  ),
  wrong(
    'a secret and a place where it is kept',
    { COGNITO_CLIENT_SECRET_SOURCE: 'cognito', COGNITO_CLIENT_SECRET: canary('besidecanary01234567890123') },
    'COGNITO_CLIENT_SECRET_SOURCE',
    /together with COGNITO_CLIENT_SECRET/,
  ),
  wrong(
    'a place for a secret that there is not',
    { COGNITO_CLIENT_SECRET: '', COGNITO_CLIENT_SECRET_SOURCE: 'vault:shop' },
    'COGNITO_CLIENT_SECRET_SOURCE',
    /must be secretsManager:/,
  ),
  wrong(
    'a second secret without a first',
    { COGNITO_CLIENT_SECRET: '', COGNITO_CLIENT_SECRET_NEXT: canary('secondcanary0123456789012345') },
    'COGNITO_CLIENT_SECRET_NEXT',
    /without COGNITO_CLIENT_SECRET/,
  ),
  wrong(
    'a third secret',
    {
      COGNITO_CLIENT_SECRET: ['first', 'second']
        .map((one) => canary(`${one}canary0123456789012345`))
        .join('\n'),
      COGNITO_CLIENT_SECRET_NEXT: canary('thirdcanary0123456789012345'),
    },
    'COGNITO_CLIENT_SECRET_NEXT',
    /holds two already/,
  ),
  wrong(
    'a secret file that is not there',
    { COGNITO_CLIENT_SECRET: '', COGNITO_CLIENT_SECRET_FILE: '/nowhere/secret' },
    'COGNITO_CLIENT_SECRET_FILE',
    /ENOENT/,
  ),
  wrong(
    'a folder for a secret file',
    { COGNITO_CLIENT_SECRET: '', COGNITO_CLIENT_SECRET_FILE: '/' },
    'COGNITO_CLIENT_SECRET_FILE',
    /EISDIR/,
  ),
  wrong(
    'a secret twice',
    { COGNITO_CLIENT_SECRET_FILE: '/nowhere/secret' },
    'COGNITO_CLIENT_SECRET',
    /COGNITO_CLIENT_SECRET_FILE are both set/,
  ),
  wrong('a Region that is none', { COGNITO_REGION: 'europe' }, 'COGNITO_REGION', /AWS Region/),
  wrong(
    'the Region of another pool',
    { COGNITO_REGION: 'us-east-1' },
    'COGNITO_REGION',
    /COGNITO_USER_POOL_ID begins with/,
  ),
  wrong(
    'an endpoint without scheme',
    { COGNITO_ENDPOINT: 'localhost:9229' },
    'COGNITO_ENDPOINT',
    /must be a URL/,
  ),
  wrong(
    'an endpoint with a password',
    { COGNITO_ENDPOINT: `https://u:${canary('passwordcanary01')}@h.example` },
    'COGNITO_ENDPOINT',
    /without user name/,
  ),
  wrong(
    'an endpoint by plain http',
    { COGNITO_ENDPOINT: 'http://fake-cognito:9229' },
    'COGNITO_ENDPOINT',
    /INSECURE_UPSTREAM_HOSTS/,
  ),
  ...['127.0.0.1.evil.example', 'localhost.evil.example', 'a.localhost.evil.example', 'notlocalhost'].map(
    (host) =>
      wrong(
        `an endpoint by plain http at ${host}, which is not this machine`,
        { COGNITO_ENDPOINT: `http://${host}:9229` },
        'COGNITO_ENDPOINT',
        /INSECURE_UPSTREAM_HOSTS/,
      ),
  ),
  wrong(
    'a domain by plain http',
    { COGNITO_DOMAIN: 'http://auth.example.com' },
    'COGNITO_DOMAIN',
    /must begin with https/,
  ),
  wrong(
    'a host with a port',
    { INSECURE_UPSTREAM_HOSTS: 'fake-cognito:9229' },
    'INSECURE_UPSTREAM_HOSTS',
    /without scheme and port/,
  ),
  wrong(
    'a token validity above the maximum',
    { ACCESS_TOKEN_VALIDITY_SECONDS: '86401' },
    'ACCESS_TOKEN_VALIDITY_SECONDS',
    /300 to 86400/,
  ),
  wrong(
    'an operation to pass on that needs AWS credentials',
    { PASS_THROUGH_OPERATIONS: 'InitiateAuth,AdminInitiateAuth' },
    'PASS_THROUGH_OPERATIONS',
    /number 2.*must be one of/,
  ),
  wrong(
    'an operation to pass on that the service does itself',
    { PASS_THROUGH_OPERATIONS: 'RevokeToken' },
    'PASS_THROUGH_OPERATIONS',
    /must be one of/,
  ),
  wrong('an upstream that is none', { COGNITO_UPSTREAM: 'both' }, 'COGNITO_UPSTREAM', /one of: api, domain/),
  wrong(
    'the domain as upstream without a domain',
    { COGNITO_UPSTREAM: 'domain' },
    'COGNITO_UPSTREAM',
    /needs COGNITO_DOMAIN/,
  ),
  wrong(
    'session tracking with the domain as upstream, which cannot end managed-login sessions',
    { COGNITO_UPSTREAM: 'domain', COGNITO_DOMAIN: 'auth.example.com', SESSION_TRACKING: 'true' },
    'SESSION_TRACKING',
    /must be false with COGNITO_UPSTREAM=domain/,
  ),
  wrong(
    'a switch that is neither on nor off',
    { SESSION_TRACKING: 'yes' },
    'SESSION_TRACKING',
    /true or false/,
  ),
]);
