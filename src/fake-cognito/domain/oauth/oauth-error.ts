import { jsonAnswer, type Answer } from '../../http/answer.ts';

/** A refusal of an OAuth endpoint (RFC 6749 section 5.2). */
export class OAuthError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status = 400) {
    super(code);
    this.name = 'OAuthError';
    this.code = code;
    this.status = status;
  }
}

/** Runs an endpoint, and writes its refusal in OAuth's form. */
export function answerOAuth(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof OAuthError) return jsonAnswer(error.status, { error: error.code });
    throw error;
  }
}
