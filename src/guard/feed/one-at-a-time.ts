/**
 * Lets work be asked for at any time and done once at a time. Whoever asks while it is being done shares the next
 * round with all others who do, since the present one may have begun too early to know what they ask for.
 */
export function oneAtATime<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let present: Promise<Result> | undefined;
  let next: Promise<Result> | undefined;

  function begin(): Promise<Result> {
    next = undefined;
    present = work().finally(() => {
      present = undefined;
    });
    return present;
  }

  return () => {
    if (next !== undefined) return next;
    if (present === undefined) return begin();
    next = present.then(begin, begin);
    return next;
  };
}
