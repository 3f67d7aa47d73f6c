import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgresServer, type PostgresServer } from '../../test/support/storage/postgres-server.ts';
import { createAccessTokenIssuer } from '../load/access-tokens.ts';

/** What all measurements of a run share. */
export interface World {
  /** For files, gone at the end. */
  readonly folder: string;
  /** The keys that access tokens verify with, JSON. */
  readonly keys: string;
  accessTokens(): AccessTokens;
  /** An empty database. */
  postgresUrl(): Promise<string>;
  stop(): Promise<void>;
}

export interface AccessTokens {
  /** A file with one a line. */
  readonly file: string;
  /** How long each is. */
  readonly characters: number;
}

const ACCESS_TOKENS = 5_000;

export function createWorld(): World {
  const folder = mkdtempSync(join(tmpdir(), 'cognito-logout-bench-'));
  const issuer = createAccessTokenIssuer();
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeFolder);
  let accessTokens: AccessTokens | undefined;
  let postgres: PostgresServer | undefined;

  function signAccessTokens(): AccessTokens {
    const file = join(folder, 'access-tokens');
    const tokens = issuer.sign(ACCESS_TOKENS);
    writeFileSync(file, tokens.join('\n'));
    return { file, characters: tokens[0]?.length ?? 0 };
  }

  return {
    folder,
    keys: issuer.keys,
    accessTokens: () => (accessTokens ??= signAccessTokens()),
    postgresUrl: async () => {
      if (postgres === undefined) postgres = await startPostgresServer();
      else await postgres.empty();
      return postgres.url;
    },
    stop: async () => {
      await postgres?.remove();
      removeFolder();
    },
  };
}
