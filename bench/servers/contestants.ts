import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLIENT_ID } from '../guard/random-claims.ts';
import { refreshTokenTemplate, ACCESS_TOKEN_PLACE, type RequestShape } from '../load/request-template.ts';
import type { Upstream } from '../upstream/start-upstream.ts';
import { baselineProgram } from './baseline-program.ts';
import { imageFlags } from '../../test/support/container/image-flags.ts';
import { nginxProxyConfiguration } from './nginx-proxy.ts';
import { CLIENT_SECRET, serviceEnvironment } from './service-environment.ts';
import type { World } from './world.ts';

/** One of the servers that are measured. */
export interface Contestant {
  /** What it is called in tables. */
  readonly label: string;
  /** How a logout is asked of it. */
  readonly shape: RequestShape;
  /** Whether each logout carries an access token, and a guard follows the feed. */
  readonly isFed?: boolean;
  readonly launch: (place: Place) => Promise<Launch>;
}

export interface Place {
  readonly world: World;
  readonly upstream: Pick<Upstream, 'port' | 'url'>;
  readonly port: number;
  /** A folder for its files. */
  readonly folder: string;
}

export interface Launch {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export type ContestantName =
  | 'naive-express'
  | 'fastify-undici'
  | 'bare-http-undici'
  | 'nginx'
  | 'stateless'
  | 'sqlite'
  | 'postgres'
  | 'feed'
  | 'empty';

/** As in the image, so that what is measured is what runs. */
const SERVICE_COMMAND = [process.execPath, ...imageFlags(), 'dist/bundle/main.js'];

const REFRESH_TOKEN = refreshTokenTemplate();
export const LOGOUT: RequestShape = {
  path: '/logout',
  encoding: 'json',
  body: JSON.stringify({ refreshToken: REFRESH_TOKEN }),
};
const FED_LOGOUT: RequestShape = {
  ...LOGOUT,
  body: JSON.stringify({ refreshToken: REFRESH_TOKEN, accessToken: ACCESS_TOKEN_PLACE }),
};

/** How the upstream itself is asked, for what a server adds to it. */
export const DIRECT: RequestShape = {
  path: '/',
  encoding: 'json',
  body: JSON.stringify({ Token: REFRESH_TOKEN, ClientId: CLIENT_ID, ClientSecret: CLIENT_SECRET }),
};

export const CONTESTANTS: Readonly<Record<ContestantName, Contestant>> = {
  'naive-express': baseline('naive-express', 'naive: Express 5, usual middleware, AWS SDK'),
  'fastify-undici': baseline('fastify-undici', 'fastify, usual plugins, undici'),
  'bare-http-undici': baseline('bare-http-undici', 'bare node:http and undici'),
  nginx: {
    label: 'nginx, injecting the secret',
    shape: { path: '/oauth2/revoke', encoding: 'form', body: `token=${REFRESH_TOKEN}` },
    launch: async ({ port, upstream, folder }) => {
      const file = join(folder, 'proxy.conf');
      writeFileSync(file, nginxProxyConfiguration(port, upstream.port, folder));
      return { command: ['/usr/sbin/nginx', '-c', file], environment: {} };
    },
  },
  stateless: service('this service, stateless', async () => 'memory:'),
  sqlite: service('this service, SQLite', sqliteUrl),
  postgres: service('this service, PostgreSQL', ({ world }) => world.postgresUrl()),
  feed: {
    ...service('this service, SQLite, access tokens denied, a guard following', sqliteUrl),
    shape: FED_LOGOUT,
    isFed: true,
  },
  empty: baseline('empty', 'empty Node.js server'),
};

function baseline(name: ContestantName, label: string): Contestant {
  return {
    label,
    shape: LOGOUT,
    launch: async ({ port, upstream }) => ({
      command: [process.execPath, baselineProgram(name)],
      environment: {
        NODE_ENV: 'production',
        PORT: String(port),
        UPSTREAM_URL: upstream.url,
        CLIENT_ID,
        CLIENT_SECRET,
      },
    }),
  };
}

function service(label: string, databaseUrl: (place: Place) => Promise<string>): Contestant {
  return {
    label,
    shape: LOGOUT,
    launch: async (place) => ({
      command: SERVICE_COMMAND,
      environment: serviceEnvironment({
        folder: place.folder,
        port: place.port,
        upstreamUrl: place.upstream.url,
        databaseUrl: await databaseUrl(place),
      }),
    }),
  };
}

async function sqliteUrl({ folder }: Place): Promise<string> {
  return `file:${join(folder, 'store.db')}`;
}
