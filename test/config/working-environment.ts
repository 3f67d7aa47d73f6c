import { canary } from '../support/canaries.ts';

/** The shortest environment that the service starts with: one confidential app client. */
export const workingEnvironment = {
  COGNITO_USER_POOL_ID: 'eu-west-1_AbCdEf123',
  COGNITO_CLIENT_ID: '1h57kf5cpq17m0eml12example',
  COGNITO_CLIENT_SECRET: canary('k3f9vq0c4canaryofconfiguration7d2m1x'),
};
