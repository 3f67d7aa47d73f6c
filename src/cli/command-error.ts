/** The arguments or settings cannot be used. The message says what is wrong, and never quotes a secret. */
export class UsageError extends Error {}

/** What was asked for could not be done. The message is for people, and holds no internals. */
export class CommandError extends Error {}
