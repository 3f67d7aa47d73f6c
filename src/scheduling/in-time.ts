/**
 * What a promise resolves or rejects with, or `late` once it takes longer than so many milliseconds. Whatever it comes
 * to after that is nobody's any more. What is there already needs no time.
 */
export function inTime<Value, Late>(
  promise: Promise<Value> | Value,
  timeoutMs: number,
  late: Late,
): Promise<Value | Late> {
  if (!(promise instanceof Promise)) return Promise.resolve(promise);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, timeoutMs, late);
    promise.then(ending(timer, resolve), ending(timer, reject));
  });
}

function ending<Value>(timer: NodeJS.Timeout, settle: (value: Value) => void): (value: Value) => void {
  return (value) => {
    clearTimeout(timer);
    settle(value);
  };
}
