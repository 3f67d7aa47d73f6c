import { expect, test } from '@jest/globals';
import { secretPlace } from '../../src/settings/formats/secret-place.ts';

const ARN = 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop-AbCdEf';

test.each([
  ['cognito', { cognito: true }],
  ['secretsManager:cognito-logout/web-shop', { secretsManager: 'cognito-logout/web-shop' }],
  [`secretsManager:${ARN}#clientSecret`, { secretsManager: ARN, jsonKey: 'clientSecret' }],
  ['ssmParameter:/cognito-logout/shop', { ssmParameter: '/cognito-logout/shop' }],
])('%s says where a secret is kept', (text, value) => {
  expect(secretPlace(text)).toEqual({ value });
});

test.each([
  '',
  'vault:shop',
  'secretsManager',
  'secretsManager:',
  'secretsManager:shop#',
  'ssmParameter:a b',
  'Cognito',
])('%j does not', (text) => {
  expect(secretPlace(text)).toEqual({ problem: expect.stringMatching(/^must be secretsManager:/) });
});
