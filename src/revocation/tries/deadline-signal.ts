import type { CallSignal } from '../ports/call-signal.ts';

/**
 * The signal of one deadline: the events of Node.js' own are dear for what nearly never aborts. It is an AbortSignal for
 * whoever needs one.
 */
export class DeadlineSignal implements CallSignal {
  #reason: unknown = undefined;
  readonly #listeners: (() => void)[] = [];
  #controller: AbortController | undefined;

  get reason(): unknown {
    return this.#reason;
  }

  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at !== -1) this.#listeners.splice(at, 1);
  }

  /** The same as an AbortSignal. */
  asAbortSignal(): AbortSignal {
    this.#controller ??= this.#controllerOf();
    return this.#controller.signal;
  }

  /** Aborts, and tells all who listen; once. */
  abort(): void {
    if (this.aborted) return;
    this.#reason = new DOMException('The time is up.', 'AbortError');
    this.#controller?.abort(this.#reason);
    for (const listener of this.#listeners.splice(0)) listener();
  }

  #controllerOf(): AbortController {
    const controller = new AbortController();
    if (this.aborted) controller.abort(this.#reason);
    return controller;
  }
}
