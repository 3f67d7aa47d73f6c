/** What terminals obey instead of showing it: control characters, and those that turn the direction of text. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A text of somebody else, such as the name of a device, in a form that does nothing to a terminal. */
export function oneLine(text: string): string {
  return text.replace(OBEYED, ' ').trim();
}
