import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS, type ErrorCode } from '../../../src/errors/error-code.ts';
import { ServiceError } from '../../../src/errors/service-error.ts';
import { OAUTH_ERRORS, oauthErrorAnswer } from '../../../src/protocols/rfc7009/oauth-error.ts';

describe('An error in the format of OAuth', () => {
  test.each(Object.keys(ERROR_STATUS) as ErrorCode[])(
    'RFC 6749 section 5.2: %s has a registered name, and its own status unless it is about the client',
    (code) => {
      const { status, body } = oauthErrorAnswer(new ServiceError(code, 'A sentence.'));
      const { error } = body as { error: string };
      expect(OAUTH_ERRORS).toContain(error);
      expect(status).toBe(error === 'invalid_client' ? 401 : ERROR_STATUS[code]);
    },
  );

  test('RFC 6749 section 5.2: has only the characters in its description that are allowed there', () => {
    const { body } = oauthErrorAnswer(
      new ServiceError('invalid-request', 'The "field"\\ is\n\u00e9\u2028 wrong.'),
    );
    expect(body).toEqual({ error: 'invalid_request', error_description: "The 'field' is wrong." });
  });
});
