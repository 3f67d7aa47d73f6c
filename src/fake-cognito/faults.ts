export type FaultKind =
  /** TooManyRequestsException, with status 400 as Cognito sends it. */
  | 'throttle'
  /** InternalErrorException, 500. */
  | 'internal-error'
  /** AccessDeniedException, 400: the caller's IAM policies do not allow the operation. */
  | 'access-denied'
  /** ForbiddenException, 400: a web ACL refused. */
  | 'forbidden'
  /** A load balancer's HTML page, 503. */
  | 'html-503'
  /** A web ACL's HTML page, 403. */
  | 'html-403'
  /** Any exception: see `exception` and `message`. */
  | 'exception'
  /** The connection is cut without an answer. */
  | 'reset'
  /** No answer, ever; the connection stays open. */
  | 'hang'
  /** The headers come at once, the body a byte at a time, every `intervalMs`, without end. */
  | 'drip'
  /** 200 with a body of `bytes` bytes. */
  | 'huge-body'
  /** 200 with JSON that breaks off. */
  | 'truncated-json'
  /** 302 to `location`. */
  | 'redirect';

/** Kinds that replace the answer, and `slow`, which only delays it. */
export interface Fault {
  /** Operation name (`RevokeToken`), path (`/oauth2/revoke`, `/.well-known/jwks.json`), or `*` for all. */
  readonly operation: string;
  readonly kind: FaultKind | 'slow';
  /** How many calls it strikes; one unless told otherwise. `Infinity` until `clearFaults()`. */
  readonly times?: number;
  /** True: the operation takes effect all the same, and only the answer is lost. */
  readonly afterEffect?: boolean;
  /** Adds `Retry-After` to an answer. */
  readonly retryAfterSeconds?: number;
  /** For `exception`: the exception's name. */
  readonly exception?: string;
  /** For `exception`: its message; left out where undefined. */
  readonly message?: string;
  /** How late the fault strikes; with the kind `slow`, how late the right answer comes. */
  readonly delayMs?: number;
  /** For `drip`; 100 unless told otherwise. */
  readonly intervalMs?: number;
  /** For `huge-body`; 200 MB unless told otherwise. */
  readonly bytes?: number;
  /** For `redirect`; the fake's own address unless told otherwise. */
  readonly location?: string;
}

export interface Faults {
  failNext(fault: Fault): void;
  /** The fault that strikes this call, used up by one. */
  take(operation: string): Fault | undefined;
  clear(): void;
}

/** Faults strike in the order in which they were ordered. */
export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; timesLeft: number }[] = [];
  return {
    failNext: (fault) => {
      waiting.push({ fault, timesLeft: fault.times ?? 1 });
    },
    take: (operation) => {
      const next = waiting.find(({ fault }) => fault.operation === operation || fault.operation === '*');
      if (next === undefined) return undefined;
      next.timesLeft -= 1;
      waiting = waiting.filter(({ timesLeft }) => timesLeft > 0);
      return next.fault;
    },
    clear: () => {
      waiting = [];
    },
  };
}
