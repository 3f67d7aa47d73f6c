/** The known name that is reached from a wrong one with the fewest edits (Levenshtein), ignoring case. */
export function nearestName(wrong: string, known: readonly string[]): string {
  const distances = known.map((name) => ({
    name,
    distance: editDistance(name.toLowerCase(), wrong.toLowerCase()),
  }));
  return distances.sort((a, b) => a.distance - b.distance)[0]?.name ?? '';
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of a.split('').entries()) {
    const current = [row + 1];
    for (const [column, other] of b.split('').entries()) {
      const replaced = at(previous, column) + (letter === other ? 0 : 1);
      current.push(Math.min(replaced, at(previous, column + 1) + 1, at(current, column) + 1));
    }
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
