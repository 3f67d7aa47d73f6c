/**
 * What a promise resolves or rejects with, or `late` once it takes longer than so many milliseconds. Whatever it comes
 * to after that is nobody's any more.
 */
export function inTime<Value, Late>(
  promise: Promise<Value>,
  timeoutMs: number,
  late: Late,
): Promise<Value | Late> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), timeoutMs);
    const end = () => clearTimeout(timer);
    promise.then(end, end);
    promise.then(resolve, reject);
  });
}
