import { describe, expect, test } from '@jest/globals';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { readdirSync } from 'node:fs';
import { IAM_FEATURES, UNSIGNED_OPERATIONS } from '../../scripts/documents/iam/iam-features.ts';
import { iamPolicy } from '../../scripts/documents/iam/iam-policy.ts';
import { calledOperations } from '../support/source/aws-commands.ts';

/** The fake and the demo stand in for Cognito and its users, and nobody deploys them. */
const called = await calledOperations('src', (file) => /^src\/(fake-cognito|demo)\//.test(file));

const SERVICES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cognito-identity-provider': 'cognito-idp',
  '@aws-sdk/client-secrets-manager': 'secretsmanager',
  '@aws-sdk/client-ssm': 'ssm',
};

/** Secrets Manager and Parameter Store call KMS on the caller's behalf. */
const ON_BEHALF = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

const cognito = new CognitoIdentityProviderClient({ region: 'eu-west-1' });

/** Asks the SDK whether it signs an operation: IAM judges signed ones only. */
function isUnsigned(client: string, operation: string): boolean {
  if (client !== '@aws-sdk/client-cognito-identity-provider') return false;
  const schemes = cognito.config.httpAuthSchemeProvider({ operation, region: 'eu-west-1' });
  return schemes.every(({ schemeId }) => schemeId === 'smithy.api#noAuth');
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();

const signed = called.filter(({ client, operation }) => !isUnsigned(client, operation));
const granted = IAM_FEATURES.flatMap(({ grants }) =>
  grants.flatMap(({ service, operations }) => operations.map((operation) => `${service}:${operation}`)),
);

describe('the policies in ops/iam', () => {
  test('allow every signed operation that the code calls, and none that it does not call', () => {
    const actions = signed.map(({ client, operation }) => `${SERVICES[client] ?? client}:${operation}`);
    expect(sorted(granted)).toEqual(sorted([...actions, ...ON_BEHALF]));
  });

  // RevokeToken is asked without the SDK, as every unsigned operation can be.
  test('leave out what IAM has no say in, and the page names it', () => {
    const unsigned = called.filter(({ client, operation }) => isUnsigned(client, operation));
    const byHand = ['RevokeToken'];
    expect(sorted([...unsigned.map(({ operation }) => operation), ...byHand])).toEqual(UNSIGNED_OPERATIONS);
    for (const operation of byHand) {
      expect(isUnsigned('@aws-sdk/client-cognito-identity-provider', operation)).toBe(true);
    }
  });

  test('are one for each feature, and no other', () => {
    expect(readdirSync('ops/iam').sort()).toEqual(IAM_FEATURES.map(({ name }) => `${name}.json`).sort());
  });

  test.each(IAM_FEATURES.map((feature) => [feature.name, feature] as const))(
    '%s names each action and an Amazon resource name, with no wildcard for either',
    (_, feature) => {
      const policy = JSON.stringify(iamPolicy(feature));
      expect(policy).not.toMatch(/"[a-z-]+:[A-Za-z]*\*/);
      const resources = [...policy.matchAll(/"Resource":"([^"]*)"/g)].map(([, resource]) => resource);
      expect(resources).toHaveLength(feature.grants.length);
      for (const resource of resources) expect(resource).toMatch(/^arn:aws:[a-z-]+:eu-west-1:111122223333:/);
    },
  );
});

test('operations are found in whatever way a file imports them', () => {
  expect(called.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['GetSecretValue', 'AdminUserGlobalSignOut', 'AdminGetUser']),
  );
});
