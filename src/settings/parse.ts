/** A value, or what is wrong with the text: the rest of a sentence that begins with the setting's name. */
export type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** Reads one setting from its text. The problem says what to write instead and never quotes the text. */
export type Parse<T> = (text: string) => Parsed<T>;
