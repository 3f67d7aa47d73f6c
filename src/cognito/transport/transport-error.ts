import type { RetryCause } from '../../revocation/ports/upstream-outcome.ts';

const TIMEOUTS = /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/;
const UNUSABLE = /^(UND_ERR_(RES_EXCEEDED_MAX_SIZE|HEADERS_OVERFLOW|RES_CONTENT_LENGTH_MISMATCH))$/;
const TLS =
  /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

/** No whole answer came. `cause` is what Node or undici threw; it may quote what was sent, and is never told on. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly retryCause: RetryCause;

  constructor(cause: unknown, isAborted: boolean) {
    super('no answer', { cause });
    this.retryCause = isAborted ? 'timeout' : retryCauseOf(cause);
  }
}

/** By the codes of Node and undici; undici's parser errors have none. */
function retryCauseOf(error: unknown): RetryCause {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const text = typeof code === 'string' ? code : '';
  if (TIMEOUTS.test(text)) return 'timeout';
  if (name === 'HTTPParserError' || UNUSABLE.test(text)) return 'unusable-answer';
  return TLS.test(text) ? 'tls' : 'connection';
}
