import type { NewAppClient } from './seeded-app-client.ts';
import { applySeed, type Seed, type SeededPool } from './seed.ts';
import type { Seeding } from './seeding.ts';

/** Ids, secrets and passwords of the demo. They open nothing but a fake that was seeded with them. */
export const DEMO = {
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_Wd4Lk9Qxz',
  publicClientId: 'webapp4f7q2m8x1c9v5b3n6k0j',
  confidentialClientId: 'backend8t3r6y1w5u9i2o7p4a0s',
  confidentialSecret: 'demoSecretOfTheBackendAppClientOfTheFirstPool000001',
  secondRegion: 'us-east-1',
  secondUserPoolId: 'us-east-1_Hn7Tb2Vcf',
  secondConfidentialClientId: 'partner2d5f8g1h4j7k0l3z6x9c',
  secondConfidentialSecret: 'demoSecretOfThePartnerAppClientOfTheSecondPool0002',
  adminGroup: 'admins',
  /** A scope of a resource server; an access token that has it may revoke sessions. */
  adminScope: 'logout-service/revoke',
  passwords: { alice: 'Alice-demo-1', bob: 'Bob-demo-1', admin: 'Admin-demo-1', carol: 'Carol-demo-1' },
} as const;

export interface DemoUrls {
  /** Where managed login may return to with a code. */
  readonly callbackUrls: readonly string[];
  /** Where `GET /logout` may go. */
  readonly logoutUrls: readonly string[];
}

const LOCAL_URLS: DemoUrls = {
  callbackUrls: ['http://localhost:3000/callback', 'http://127.0.0.1:3000/callback'],
  logoutUrls: ['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://localhost:3000/docs'],
};

/**
 * Seeds two pools in two Regions: in the first a public and a confidential app client, the users `alice` and `bob`,
 * and `admin` in the group `admins`; in the second a confidential app client and the user `carol`.
 */
export function seedDemo(fake: Seeding, urls: DemoUrls = LOCAL_URLS): Promise<readonly SeededPool[]> {
  return applySeed(fake, demoSeed(urls));
}

function demoSeed(urls: DemoUrls): Seed {
  const { passwords, adminGroup } = DEMO;
  const client = (
    clientName: string,
    clientId: string,
    secret?: string,
  ): Omit<NewAppClient, 'userPoolId'> => ({
    clientName,
    clientId,
    ...urls,
    allowedScopes: ['openid', 'email', 'profile', 'aws.cognito.signin.user.admin', DEMO.adminScope],
    ...(secret !== undefined && { secret }),
  });
  return {
    pools: [
      {
        id: DEMO.userPoolId,
        region: DEMO.region,
        clients: [
          client('webapp', DEMO.publicClientId),
          client('backend', DEMO.confidentialClientId, DEMO.confidentialSecret),
        ],
        users: [
          { username: 'alice', password: passwords.alice, email: 'alice@example.com' },
          { username: 'bob', password: passwords.bob, email: 'bob@example.com' },
          { username: 'admin', password: passwords.admin, email: 'admin@example.com', groups: [adminGroup] },
        ],
      },
      {
        id: DEMO.secondUserPoolId,
        region: DEMO.secondRegion,
        clients: [client('partner', DEMO.secondConfidentialClientId, DEMO.secondConfidentialSecret)],
        users: [{ username: 'carol', password: passwords.carol, email: 'carol@example.com' }],
      },
    ],
  };
}
