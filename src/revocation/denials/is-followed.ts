/** Whether anybody may read what the feed says of a user pool. If not, nobody enforces it, and nothing is claimed. */
export type IsFollowed = (userPoolId: string) => boolean;
