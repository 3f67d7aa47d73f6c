/** What takes effect a moment after it was ordered. */
export interface LaterEffects {
  /** Runs it once it is `atMs`, seen by a call after that; at once where that has passed. */
  add(atMs: number, nowMs: number, effect: () => void): void;
  runDue(nowMs: number): void;
}

export function createLaterEffects(): LaterEffects {
  let waiting: { readonly atMs: number; readonly effect: () => void }[] = [];
  return {
    add: (atMs, nowMs, effect) => {
      if (atMs <= nowMs) effect();
      else waiting.push({ atMs, effect });
    },
    runDue: (nowMs) => {
      if (waiting.length === 0) return;
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      waiting = waiting.filter(({ atMs }) => atMs > nowMs);
      for (const { effect } of due) effect();
    },
  };
}
