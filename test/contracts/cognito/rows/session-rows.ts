import {
  ACCESS_REVOKED,
  EMPTY_OBJECT,
  OK,
  refusal,
  TOKEN_REVOKED,
  type ContractRow,
} from '../contract-row.ts';
import type { ContractStage } from '../contract-stage.ts';
import type { Observed } from '../observed.ts';
import type { StageSession } from '../stage-parts.ts';

export const DOCUMENTED = 'doc comment of the operation in the AWS SDK';
export const NOBODY_SAYS = 'no source tells';
export const NO_SESSION = `tkn${'0'.repeat(25)}`;

export type Listed = Readonly<Record<string, unknown>>;

/** S: single sessions. Each row has users of its own; what has to be tracked makes sure of that first. */
export const SESSION_ROWS: readonly ContractRow[] = [
  {
    id: 'S1',
    input: 'AdminListUserSessions for a user with one session',
    grade: 'C',
    source: DOCUMENTED,
    expected: {
      ...OK,
      facts: { sessions: 1, type: 'TOKEN', idFits: true, client: 'own', current: false, origin: 'none' },
    },
    act: async (stage) => {
      const session = await tracked(stage);
      const { observed, sessions } = await listByAdmin(stage, session.user.username);
      const [first = {}] = sessions;
      const facts = {
        sessions: sessions.length,
        type: first['SessionType'],
        idFits: /^tkn[a-z0-9]{25}$/.test(String(first['SessionId'])),
        client: first['ClientId'] === session.client.clientId ? 'own' : 'other',
        current: first['IsCurrentSession'],
        origin: first['OriginSessionId'] === undefined ? 'none' : 'some',
      };
      return { ...observed, facts };
    },
  },
  {
    id: 'S2',
    input: 'ListUserSessions with the access token of one of two sessions',
    grade: 'C',
    source: DOCUMENTED,
    expected: { ...OK, facts: { sessions: 2, current: 1 } },
    act: async (stage) => {
      const { user } = await tracked(stage);
      const { accessToken } = await stage.session('foreign', user);
      await stage.settle();
      const { observed, sessions } = await list(stage, 'ListUserSessions', { AccessToken: accessToken });
      const current = sessions.filter(({ IsCurrentSession }) => IsCurrentSession === true).length;
      return { ...observed, facts: { sessions: sessions.length, current } };
    },
  },
  {
    id: 'S3',
    input: 'AdminListUserSessions for an unknown user',
    grade: 'C',
    source: 'declared errors of the operation in the AWS SDK',
    expected: refusal('UserNotFoundException'),
    act: async (stage) => {
      await stage.track();
      return stage.admin('AdminListUserSessions', 'contract-nobody');
    },
  },
  {
    id: 'S4',
    input: 'AdminRevokeUserSession',
    grade: 'C',
    source: DOCUMENTED,
    expected: EMPTY_OBJECT,
    act: async (stage) => (await ended(stage)).observed,
  },
  {
    id: 'S4b',
    input: 'refresh with the session after AdminRevokeUserSession',
    grade: 'C',
    source: DOCUMENTED,
    expected: TOKEN_REVOKED,
    act: async (stage) => stage.refresh((await ended(stage)).session),
  },
  {
    id: 'S4c',
    input: 'GetUser with the session after AdminRevokeUserSession',
    grade: 'C',
    source: DOCUMENTED,
    expected: ACCESS_REVOKED,
    act: async (stage) => stage.getUser((await ended(stage)).session.accessToken),
  },
  {
    id: 'S4d',
    input: 'refresh with another session of the user after AdminRevokeUserSession',
    grade: 'C',
    source: DOCUMENTED,
    expected: OK,
    act: async (stage) => stage.refresh((await ended(stage)).other),
  },
  {
    id: 'S4e',
    input: 'AdminListUserSessions after AdminRevokeUserSession of one of two sessions',
    grade: 'C',
    source: DOCUMENTED,
    expected: { ...OK, facts: { sessions: 1 } },
    act: async (stage) => {
      const { session } = await ended(stage);
      await stage.settle();
      const { observed, sessions } = await listByAdmin(stage, session.user.username);
      return { ...observed, facts: { sessions: sessions.length } };
    },
  },
  {
    id: 'S5',
    input: 'AdminRevokeUserSession twice',
    grade: 'D',
    source: NOBODY_SAYS,
    expected: refusal('ResourceNotFoundException'),
    act: async (stage) => {
      const { session, sessionId } = await ended(stage);
      return revokeByAdmin(stage, session.user.username, sessionId);
    },
  },
  {
    id: 'S5b',
    input: 'AdminRevokeUserSession with a session id that was never given',
    grade: 'D',
    source: NOBODY_SAYS,
    expected: refusal('ResourceNotFoundException'),
    act: async (stage) => revokeByAdmin(stage, (await tracked(stage)).user.username, NO_SESSION),
  },
  {
    id: 'S5c',
    input: 'AdminRevokeUserSession with a session of another user',
    grade: 'D',
    source: 'the documentation says only that the user has to own it',
    expected: refusal('ResourceNotFoundException'),
    act: async (stage) => {
      const [session, other] = [await tracked(stage), await tracked(stage)];
      return revokeByAdmin(stage, other.user.username, await idOf(stage, session));
    },
  },
  {
    id: 'S6',
    input: 'RevokeUserSession with another session of the user',
    grade: 'C',
    source: DOCUMENTED,
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const session = await tracked(stage);
      const SessionId = await idOf(stage, session);
      const { accessToken } = await stage.session('public', session.user);
      return stage.observe('RevokeUserSession', { AccessToken: accessToken, SessionId });
    },
  },
  {
    id: 'S6b',
    input: 'RevokeUserSession with the session of the access token itself',
    grade: 'D',
    source: 'the documentation says only that it cannot be revoked so',
    expected: refusal('InvalidParameterException'),
    act: async (stage) => {
      const session = await tracked(stage);
      const SessionId = await idOf(stage, session);
      return stage.observe('RevokeUserSession', { AccessToken: session.accessToken, SessionId });
    },
  },
  {
    id: 'S6c',
    input: 'RevokeUserSession with a revoked access token',
    grade: 'C',
    source: 'declared errors of the operation in the AWS SDK',
    expected: refusal('NotAuthorizedException'),
    act: async (stage) => {
      const { session } = await ended(stage);
      return stage.observe('RevokeUserSession', { AccessToken: session.accessToken, SessionId: NO_SESSION });
    },
  },
  {
    id: 'S7',
    input: 'RevokeToken with LINKED for a session that came through the API',
    grade: 'C',
    source: DOCUMENTED,
    expected: EMPTY_OBJECT,
    act: async (stage) => {
      const { client, refreshToken } = await tracked(stage);
      const { clientId: ClientId } = client;
      const input = { ClientId, Token: refreshToken, RevokeAssociatedSessions: 'LINKED' };
      return stage.observe('RevokeToken', input);
    },
  },
  {
    id: 'S8',
    input: 'refresh with the least recently used session, after one sign-in more than MaxPerUser',
    grade: 'C',
    source: DOCUMENTED,
    expected: refusal('NotAuthorizedException'),
    act: async (stage) => {
      await stage.track(2);
      const first = await stage.session('public', await stage.newUser());
      await stage.session('public', first.user);
      await stage.session('public', first.user);
      await stage.track();
      await stage.settle();
      return stage.refresh(first);
    },
  },
];

/** A session, of a user of its own, that the pool keeps a record of. */
async function tracked(stage: ContractStage): Promise<StageSession> {
  await stage.track();
  const session = await stage.session('public', await stage.newUser());
  await stage.settle();
  return session;
}

interface Ended {
  readonly observed: Observed;
  readonly session: StageSession;
  readonly sessionId: string;
  readonly other: StageSession;
}

/** A session that an admin has ended, and another one of the same user. */
async function ended(stage: ContractStage): Promise<Ended> {
  const session = await tracked(stage);
  const sessionId = await idOf(stage, session);
  const other = await stage.session('public', session.user);
  const observed = await revokeByAdmin(stage, session.user.username, sessionId);
  return { observed, session, sessionId, other };
}

/** The id of the only session of its user. */
async function idOf(stage: ContractStage, { user }: StageSession): Promise<string> {
  const { sessions } = await listByAdmin(stage, user.username);
  return String(sessions[0]?.['SessionId']);
}

function listByAdmin(stage: ContractStage, Username: string) {
  return list(stage, 'AdminListUserSessions', { UserPoolId: stage.options.userPoolId, Username });
}

async function list(stage: ContractStage, operation: string, input: object) {
  const { observed, json } = await stage.send(operation, input);
  return { observed, sessions: (json['Sessions'] ?? []) as readonly Listed[] };
}

export function revokeByAdmin(stage: ContractStage, Username: string, SessionId: string): Promise<Observed> {
  const { userPoolId: UserPoolId } = stage.options;
  return stage.observe('AdminRevokeUserSession', { UserPoolId, Username, SessionId });
}
