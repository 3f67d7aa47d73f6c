import * as fc from 'fast-check';
import type { Settings } from '../../../src/doctor/settings/carried-settings.ts';

const url = fc
  .webUrl({ validSchemes: ['https'], withQueryParameters: true })
  .map((text) => text.slice(0, 200));
const urls = fc.uniqueArray(url, { minLength: 1, maxLength: 4 });
const attributes = fc.subarray(['email', 'name', 'phone_number', 'custom:tenant', 'zoneinfo'], {
  minLength: 1,
});

const modernFlows = fc.subarray(
  ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_CUSTOM_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_CLIENT_TOKEN_AUTH'],
  { minLength: 1 },
);
const legacyFlows = fc.subarray(['ADMIN_NO_SRP_AUTH', 'CUSTOM_AUTH_FLOW_ONLY', 'USER_PASSWORD_AUTH'], {
  minLength: 1,
});

/** The same life in each unit in which it can be written. */
const life = (minSeconds: number, maxSeconds: number) =>
  fc
    .constantFrom(
      ['seconds', 1] as const,
      ['minutes', 60] as const,
      ['hours', 3600] as const,
      ['days', 86_400] as const,
    )
    .chain(([unit, seconds]) => {
      const min = Math.max(1, Math.ceil(minSeconds / seconds));
      const max = Math.max(min, Math.floor(maxSeconds / seconds));
      return fc.record({ unit: fc.constant(unit), value: fc.integer({ min, max }) });
    });

const lives = fc
  .record({ access: life(300, 86_400), id: life(300, 86_400), refresh: life(3600, 86_400 * 3650) })
  .map(({ access, id, refresh }) => ({
    AccessTokenValidity: access.value,
    IdTokenValidity: id.value,
    RefreshTokenValidity: refresh.value,
    TokenValidityUnits: { AccessToken: access.unit, IdToken: id.unit, RefreshToken: refresh.unit },
  }));

const signIn = fc.oneof(
  fc.record({
    ExplicitAuthFlows: modernFlows,
    RefreshTokenRotation: fc.record({
      Feature: fc.constantFrom('ENABLED', 'DISABLED'),
      RetryGracePeriodSeconds: fc.integer({ min: 0, max: 60 }),
    }),
  }),
  fc.record({ ExplicitAuthFlows: modernFlows.map((flows) => [...flows, 'ALLOW_REFRESH_TOKEN_AUTH']) }),
  fc.record({ ExplicitAuthFlows: legacyFlows }),
);

const oauth = fc.oneof(
  fc.constant({}),
  fc.record({
    AllowedOAuthFlowsUserPoolClient: fc.constant(true),
    AllowedOAuthFlows: fc.subarray(['code', 'implicit'], { minLength: 1 }),
    AllowedOAuthScopes: fc.subarray(['openid', 'email', 'aws.cognito.signin.user.admin', 'orders/read'], {
      minLength: 1,
    }),
  }),
);

const places = fc.oneof(
  fc.record({ CallbackURLs: urls, LogoutURLs: urls }, { requiredKeys: [] }),
  urls.map((CallbackURLs) => ({ CallbackURLs, DefaultRedirectURI: CallbackURLs[0] })),
);

const others = fc.record(
  {
    ReadAttributes: attributes,
    WriteAttributes: attributes,
    SupportedIdentityProviders: fc.subarray(['COGNITO', 'Google', 'LoginWithAmazon'], { minLength: 1 }),
    AnalyticsConfiguration: fc.record(
      {
        ApplicationArn: fc.constant('arn:aws:mobiletargeting:eu-west-1:111122223333:apps/abc'),
        UserDataShared: fc.boolean(),
      },
      { requiredKeys: ['ApplicationArn'] },
    ),
    PreventUserExistenceErrors: fc.constantFrom('LEGACY', 'ENABLED'),
    EnablePropagateAdditionalUserContextData: fc.boolean(),
    AuthSessionValidity: fc.integer({ min: 3, max: 15 }),
  },
  { requiredKeys: [] },
);

/** Settings of an app client that Cognito takes, with token revocation off. What is not given is at its default. */
export const randomSettings: fc.Arbitrary<Settings> = fc
  .tuple(
    fc.stringMatching(/^[\w +=,.@-]{1,40}$/),
    fc.option(lives, { nil: {} }),
    signIn,
    oauth,
    places,
    others,
  )
  .map(
    ([ClientName, ...parts]) =>
      Object.assign({}, { ClientName, EnableTokenRevocation: false }, ...parts) as Settings,
  );
