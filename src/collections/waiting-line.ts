/** Takes somebody out again, from whatever place; does nothing for whoever has gone. */
export type Leave = () => void;

/** Who waits, in the order of arrival. Each of these takes the same time, however many wait. */
export interface WaitingLine<Member extends object> {
  add(member: Member): Leave;
  first(): Member | undefined;
  /** Takes out whoever is first. */
  takeFirst(): Member | undefined;
  size(): number;
}

interface Place<Member> {
  member: Member | undefined;
  before: Place<Member> | undefined;
  after: Place<Member> | undefined;
}

/**
 * A list in which whoever has gone leads nowhere any more. A `Set` leaves tables behind while it changes, each of which
 * leads to the next: V8's collection of young objects then keeps whatever has waited, and all that belongs to it.
 */
export function createWaitingLine<Member extends object>(): WaitingLine<Member> {
  let head: Place<Member> | undefined;
  let tail: Place<Member> | undefined;
  let size = 0;

  const leave = (place: Place<Member>): void => {
    if (place.member === undefined) return;
    if (place.before === undefined) head = place.after;
    else place.before.after = place.after;
    if (place.after === undefined) tail = place.before;
    else place.after.before = place.before;
    place.member = undefined;
    place.before = undefined;
    place.after = undefined;
    size -= 1;
  };

  return {
    add(member) {
      const place: Place<Member> = { member, before: tail, after: undefined };
      if (tail === undefined) head = place;
      else tail.after = place;
      tail = place;
      size += 1;
      return () => leave(place);
    },
    first: () => head?.member,
    takeFirst() {
      const first = head?.member;
      if (head !== undefined) leave(head);
      return first;
    },
    size: () => size,
  };
}
