import type { Migration } from '../engine/migration.ts';

/** Every table and column is explained in `docs/storage.md`. */
export const SQLITE_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    oldestCompatible: 1,
    sql: `
      CREATE TABLE intents (
        number INTEGER PRIMARY KEY,
        intent_id TEXT NOT NULL UNIQUE,
        receipt_id TEXT NOT NULL,
        user_pool_id TEXT NOT NULL,
        client_id TEXT,
        request TEXT NOT NULL,
        lane TEXT NOT NULL,
        accepted_at_ms INTEGER NOT NULL,
        expires_at_ms INTEGER NOT NULL,
        due_at_ms INTEGER,
        lease_id TEXT,
        attempts INTEGER NOT NULL,
        calls_done INTEGER NOT NULL DEFAULT 0,
        retry_cause TEXT,
        parked_cause TEXT,
        kid TEXT,
        sealed_bytes INTEGER NOT NULL,
        outcome TEXT,
        settled_at_ms INTEGER,
        answers_until_ms INTEGER
      ) STRICT;
      CREATE INDEX intents_by_receipt ON intents (receipt_id);
      CREATE INDEX intents_due ON intents (lane, user_pool_id, due_at_ms) WHERE due_at_ms IS NOT NULL;
      CREATE INDEX intents_oldest ON intents (lane, accepted_at_ms) WHERE outcome IS NULL;
      CREATE INDEX intents_expiring ON intents (expires_at_ms) WHERE outcome IS NULL;
      CREATE INDEX intents_parked ON intents (parked_cause, user_pool_id, client_id) WHERE parked_cause IS NOT NULL;
      CREATE INDEX intents_answering ON intents (answers_until_ms) WHERE answers_until_ms IS NOT NULL;

      CREATE TABLE sealed_orders (
        number INTEGER PRIMARY KEY,
        sealed BLOB NOT NULL
      ) STRICT;

      CREATE TABLE pending_totals (
        lane TEXT NOT NULL,
        kid TEXT NOT NULL,
        intents INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        PRIMARY KEY (lane, kid)
      ) STRICT;

      CREATE TABLE audit_events (
        sequence INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        kind TEXT NOT NULL,
        receipt_id TEXT,
        fingerprint TEXT,
        user_name TEXT,
        actor_id TEXT,
        client_id TEXT,
        user_pool_id TEXT,
        event TEXT NOT NULL,
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE INDEX audit_by_receipt ON audit_events (receipt_id) WHERE receipt_id IS NOT NULL;
      CREATE INDEX audit_by_fingerprint ON audit_events (fingerprint) WHERE fingerprint IS NOT NULL;
      CREATE INDEX audit_by_user ON audit_events (user_name) WHERE user_name IS NOT NULL;

      CREATE TABLE audit_head (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        sequence INTEGER NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      INSERT INTO audit_head VALUES (1, 0, printf('%064d', 0));

      CREATE TABLE pacing (
        key TEXT PRIMARY KEY,
        arrival_at_ms REAL NOT NULL,
        pace REAL NOT NULL,
        pace_at_ms INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE idempotency_keys (
        id TEXT PRIMARY KEY,
        request_hash TEXT NOT NULL,
        lease_id TEXT NOT NULL,
        lease_until_ms INTEGER NOT NULL,
        answer TEXT,
        expires_at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX idempotency_keys_expiring ON idempotency_keys (expires_at_ms);

      CREATE TABLE remembered (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
      ) STRICT;
    `,
  },
  {
    version: 2,
    oldestCompatible: 1,
    sql: `
      CREATE TABLE denials (
        sequence INTEGER PRIMARY KEY,
        entry_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        user_pool_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        not_before_seconds INTEGER,
        expires_at_seconds INTEGER NOT NULL,
        signature TEXT NOT NULL
      ) STRICT;
      CREATE INDEX denials_about ON denials (subject, kind, user_pool_id);
      CREATE INDEX denials_expiring ON denials (expires_at_seconds);

      CREATE TABLE denials_head (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        sequence INTEGER NOT NULL,
        entry_id TEXT NOT NULL
      ) STRICT;
      INSERT INTO denials_head VALUES (1, 0, '0');
    `,
  },
  {
    version: 3,
    oldestCompatible: 1,
    sql: `
      DROP INDEX audit_by_fingerprint;
      DROP INDEX audit_by_user;
      CREATE INDEX audit_stripes_by_fingerprint ON audit_events (sequence >> 12, fingerprint)
        WHERE fingerprint IS NOT NULL;
      CREATE INDEX audit_stripes_by_user ON audit_events (sequence >> 12, user_name) WHERE user_name IS NOT NULL;
    `,
  },
  {
    version: 4,
    oldestCompatible: 1,
    sql: `
      DROP INDEX audit_stripes_by_fingerprint;
      DROP INDEX audit_stripes_by_user;
      CREATE INDEX audit_stripes_by_fingerprint ON audit_events (sequence >> 10, fingerprint)
        WHERE fingerprint IS NOT NULL;
      CREATE INDEX audit_stripes_by_user ON audit_events (sequence >> 10, user_name) WHERE user_name IS NOT NULL;
    `,
  },
];
