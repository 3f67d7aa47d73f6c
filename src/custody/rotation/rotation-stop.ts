/** A rotation that does not go on: it waits for somebody (`waiting`), or must not go on (`refused`). */
export class RotationStop extends Error {
  override readonly name = 'RotationStop';
  readonly kind: 'waiting' | 'refused';
  /** What to do. Holds no secret. */
  readonly lines: readonly string[];

  constructor(kind: 'waiting' | 'refused', lines: readonly string[]) {
    super(lines.join(' '));
    this.kind = kind;
    this.lines = lines;
  }
}
