import { matching } from '../matching.ts';
import type { Parse } from '../../parse.ts';

/** Scopes that app clients give to every user who signs in. */
const EVERYBODYS_SCOPES = ['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'];

/** Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const groupName = matching(
  /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
  "must be a group's name: 1 to 128 characters without blanks.",
);

/** One `scope-token` of RFC 6749 section 3.3, that not every user has. */
export const scopeName: Parse<string> = (text) => {
  if (EVERYBODYS_SCOPES.includes(text)) {
    return { problem: 'must be a scope of its own: every user who signs in may get this one.' };
  }
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,512}$/.test(text)
    ? { value: text }
    : { problem: 'must be one scope, such as https://logout.example.com/admin.revoke.' };
};
