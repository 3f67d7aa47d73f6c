/** Who waits, in the order of arrival. Each of these takes the same time, however many wait. */
export interface WaitingLine<Member> {
  add(member: Member): void;
  /** Whoever it is may go, from any place. */
  remove(member: Member): void;
  first(): Member | undefined;
  size(): number;
}

export function createWaitingLine<Member>(): WaitingLine<Member> {
  const members = new Set<Member>();
  // Goes on where it was: a set finds its first member slowly after many before it were taken out.
  const order = members.values();
  let first: Member | undefined;

  return {
    add: (member) => void members.add(member),
    remove: (member) => void members.delete(member),
    first() {
      if (first !== undefined && members.has(first)) return first;
      // It must not come to its end: then it would not see who comes later.
      first = members.size === 0 ? undefined : order.next().value;
      return first;
    },
    size: () => members.size,
  };
}
