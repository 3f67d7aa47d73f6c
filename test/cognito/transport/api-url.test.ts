import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from '@jest/globals';
import { apiUrl } from '../../../src/cognito/transport/api-url.ts';

test.each(['us-east-1', 'eu-west-1', 'us-gov-west-1', 'cn-north-1', 'eusc-de-east-1'])(
  'in %s the API is where the AWS SDK finds it',
  (region) => {
    const { config } = new CognitoIdentityProviderClient({ region });
    const { url } = config.endpointProvider({ Region: region });
    expect(`${apiUrl({ region })}/`).toBe(url.href);
  },
);

test('a configured endpoint takes its place', () => {
  expect(apiUrl({ region: 'eu-west-1', endpoint: 'https://proxy.example.com/cognito' })).toBe(
    'https://proxy.example.com/cognito',
  );
});
