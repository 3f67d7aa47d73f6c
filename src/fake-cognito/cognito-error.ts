/**
 * A refusal as Cognito's API words it. `message` is undefined where Cognito sends the type alone.
 *
 * The status is 400 for every fault of the caller, whatever its kind.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html and captures
 */
export class CognitoError extends Error {
  readonly type: string;
  readonly wireMessage: string | undefined;
  readonly status: number;

  constructor(type: string, wireMessage?: string, status = 400) {
    super(wireMessage ?? type);
    this.name = type;
    this.type = type;
    this.wireMessage = wireMessage;
    this.status = status;
  }
}
