/** What is known of the content of a call. Tokens and secrets appear as hashes (`hashToken`) only. */
export interface CallDetails {
  readonly clientId?: string;
  readonly userPoolId?: string;
  readonly username?: string;
  /** Of the refresh token, access token or code that the call carried. */
  readonly tokenHash?: string;
  readonly secretHash?: string;
  /** Id of the access key that signed the call. */
  readonly accessKeyId?: string;
}

/** A call that reached the fake. */
export interface Call extends CallDetails {
  /** Name of the API operation (`RevokeToken`), or the path (`/oauth2/revoke`, `/.well-known/jwks.json`). */
  readonly operation: string;
  readonly atMs: number;
  /** Number of the connection, so that reuse can be seen. */
  readonly connection: number;
  /** Kind of the fault that was injected. */
  readonly fault: string | undefined;
  /** Undefined until answered, and for ever where the fault leaves the call without an answer. */
  readonly status: number | undefined;
}

export interface OpenCall {
  faulted(kind: string): void;
  answered(status: number): void;
}

export interface CallLog {
  begin(call: Pick<Call, 'operation' | 'atMs' | 'connection'> & CallDetails): OpenCall;
  calls(): readonly Call[];
  clear(): void;
}

/** Keeps the newest calls, so that a fake that runs for days does not grow. */
export function createCallLog(callsMax: number): CallLog {
  let log: { -readonly [Key in keyof Call]: Call[Key] }[] = [];
  return {
    begin: (call) => {
      const entry: (typeof log)[number] = { ...call, fault: undefined, status: undefined };
      log.push(entry);
      if (log.length > callsMax * 2) log = log.slice(-callsMax);
      return {
        faulted: (kind) => {
          entry.fault = kind;
        },
        answered: (status) => {
          entry.status = status;
        },
      };
    },
    calls: () => log.slice(-callsMax).map((call) => ({ ...call })),
    clear: () => {
      log = [];
    },
  };
}
