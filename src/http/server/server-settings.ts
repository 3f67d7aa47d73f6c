/** Limits of an HTTP server. Times are milliseconds. */
export interface ServerSettings {
  /** For all headers of a request to arrive, from its first byte or the connection's start. */
  readonly headersTimeoutMs: number;
  /** For the whole request to arrive, body included. */
  readonly requestTimeoutMs: number;
  /** How often those two are checked: they last up to this much longer. */
  readonly connectionsCheckingIntervalMs: number;
  /** For the next request on a connection. Longer than the load balancer's own, or it loses requests. */
  readonly keepAliveTimeoutMs: number;
  /** For a connection on which nothing moves, as when a caller does not read its answer. */
  readonly socketTimeoutMs: number;
  readonly maxRequestsPerSocket: number;
  /** How many requests of one connection may wait for their answers, or for the caller to read these. */
  readonly maxUnansweredRequests: number;
  readonly maxHeaderBytes: number;
  readonly maxHeaders: number;
  readonly maxConnections: number;
  /** Delay of the event loop above which requests are answered 503 `overloaded`. */
  readonly overloadDelayMs: number;
  /**
   * How many requests that may change something may wait or be in work while the process is busy: further ones are answered
   * 503 `overloaded`.
   */
  readonly overloadRequests: number;
  /** For how long one may wait to be begun once there were so many, until none was shed for a second. */
  readonly overloadWaitMs: number;
}

/**
 * Node's own defaults leave thousands of slow connections open for minutes. 65 s outlasts the 60 s that an AWS
 * Application Load Balancer keeps a connection.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
export const DEFAULT_SERVER_SETTINGS: ServerSettings = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 12_000,
  connectionsCheckingIntervalMs: 500,
  keepAliveTimeoutMs: 65_000,
  socketTimeoutMs: 70_000,
  maxRequestsPerSocket: 1_000,
  maxUnansweredRequests: 16,
  maxHeaderBytes: 16_384,
  maxHeaders: 100,
  maxConnections: 10_000,
  overloadDelayMs: 500,
  overloadRequests: 1024,
  overloadWaitMs: 100,
};
