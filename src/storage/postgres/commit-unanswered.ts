/** The connection broke after a commit was asked for and before it was answered: nobody knows whether it was done. */
export class CommitUnanswered extends Error {
  override readonly name = 'CommitUnanswered';
}
