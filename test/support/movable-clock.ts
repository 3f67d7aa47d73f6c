/** The time of day, moved. */
export interface MovableClock {
  nowMs(): number;
  move(byMs: number): void;
}

export function createMovableClock(): MovableClock {
  let movedMs = 0;
  return {
    nowMs: () => Date.now() + movedMs,
    move(byMs) {
      movedMs += byMs;
    },
  };
}
