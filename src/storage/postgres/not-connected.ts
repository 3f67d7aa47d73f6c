/** There is no connection to be had. Whatever the server said to that is about none of the calls that wait for one. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';
  readonly code: unknown;

  constructor(cause: unknown) {
    super('No connection', { cause });
    this.code = (cause as { readonly code?: unknown } | undefined)?.code;
  }
}
