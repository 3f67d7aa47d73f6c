import type { UpdateUserPoolClientCommandInput } from '@aws-sdk/client-cognito-identity-provider';
import type { AppClientAtCognito } from '../../doctor/ports/app-client-at-cognito.ts';
import type { Reading } from '../../doctor/reading.ts';
import { CARRIED_SETTINGS, type Settings } from '../../doctor/settings/carried-settings.ts';
import type { CognitoApi } from '../cognito-api.ts';
import type { CognitoAppClient, CognitoAppClients } from '../cognito-app-client.ts';
import { withinSignal } from '../outcome/within-signal.ts';
import { hindranceOf } from './hindrance-of.ts';
import { listenTo, memberOf } from './raw-answer.ts';
import { unknownMembers } from './unknown-members.ts';

/**
 * App clients and user pools through the AWS SDK. Settings are taken from the bytes of the answer, not from what the SDK
 * makes of them: it leaves out what it does not know. The secret, which the answer holds, goes no further.
 */
export function createSdkAppClient(clients: CognitoAppClients, api: CognitoApi): AppClientAtCognito {
  const poolOf = (userPoolId: string) => clients.all().find((one) => one.userPoolId === userPoolId);
  return {
    describe: (clientId, signal) =>
      reading('app-client', clients.find(clientId), async (client) => {
        const { DescribeUserPoolClientCommand, UserPoolClientType$ } = await loadSdk();
        const command = new DescribeUserPoolClientCommand({
          UserPoolId: client.userPoolId,
          ClientId: clientId,
        });
        const answer = listenTo(command);
        await withinSignal(signal, async () => (await api.at(client)).send(command, { abortSignal: signal }));
        const described = memberOf(answer(), 'UserPoolClient');
        return {
          settings: carried(described),
          unknownFields: unknownMembers(described, UserPoolClientType$),
          modifiedAtMs: millisecondsOf(described),
        };
      }),

    describePool: (userPoolId, signal) =>
      reading('user-pool', poolOf(userPoolId), async (client) => {
        const { UserPool } = await withinSignal(signal, async () =>
          (await api.at(client)).describeUserPool({ UserPoolId: userPoolId }, { abortSignal: signal }),
        );
        return { tier: UserPool?.UserPoolTier, tags: UserPool?.UserPoolTags ?? {} };
      }),

    tracking: (userPoolId, signal) =>
      reading('user-pool', poolOf(userPoolId), async (client) => {
        const pool = { UserPoolId: userPoolId };
        const { UserSessionTracking } = await withinSignal(signal, async () =>
          (await api.at(client)).getUserPoolSessionConfiguration(pool, { abortSignal: signal }),
        );
        return UserSessionTracking === 'ENABLED';
      }),

    update: (clientId, settings, signal) =>
      reading('app-client', clients.find(clientId), async (client) => {
        const names = { UserPoolId: client.userPoolId, ClientId: clientId };
        const input = { ...settings, ...names } as UpdateUserPoolClientCommandInput;
        const { UpdateUserPoolClientCommand } = await loadSdk();
        const command = new UpdateUserPoolClientCommand(input);
        const answer = listenTo(command);
        await withinSignal(signal, async () => (await api.at(client)).send(command, { abortSignal: signal }));
        return { modifiedAtMs: millisecondsOf(memberOf(answer(), 'UserPoolClient')) };
      }),
  };
}

/** Only when it is needed: see `CognitoApi`. */
function loadSdk() {
  return import('@aws-sdk/client-cognito-identity-provider');
}

/** What is not configured is not asked for: it counts as absent. */
async function reading<T>(
  what: 'user-pool' | 'app-client',
  client: CognitoAppClient | undefined,
  read: (client: CognitoAppClient) => Promise<T>,
): Promise<Reading<T>> {
  if (client === undefined) return { kind: 'absent', what };
  try {
    return { kind: 'read', value: await read(client) };
  } catch (error) {
    return hindranceOf(error, what);
  }
}

function carried(client: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    CARRIED_SETTINGS.filter((name) => client[name] !== undefined && client[name] !== null).map((name) => [
      name,
      client[name],
    ]),
  );
}

/** AWS JSON writes times as seconds since the epoch, with a fraction. */
function millisecondsOf({ LastModifiedDate }: Readonly<Record<string, unknown>>): number {
  return Math.round(Number(LastModifiedDate) * 1000);
}
