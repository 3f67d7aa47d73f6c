import type { Spread } from '../statistics.ts';

/** A number with as many digits as mean something. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value !== 0 && Math.abs(value) < 0.01) return value.toPrecision(2);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

/** A median, and between which values it lies. */
export function spreadFigure({ median, min, max }: Spread): string {
  const [middle, from, to] = [median, min, max].map(figure);
  return from === to ? `${middle}` : `${middle} (${from}–${to})`;
}
