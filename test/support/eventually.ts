const DEADLINE_MS = 20_000;

/**
 * Waits until something holds that a real process or socket has to bring about. Fails after 20 seconds, unless told
 * otherwise.
 */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  timeoutMs = DEADLINE_MS,
): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadlineMs) throw new Error(`did not come to hold: ${holds.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}
