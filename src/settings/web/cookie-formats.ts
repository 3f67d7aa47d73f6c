import { matching } from '../formats/matching.ts';

/** `token` of RFC 9110 section 5.6.2, as RFC 6265 section 4.1.1 asks of a cookie's name. */
export const cookieName = matching(
  /^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,128}$/,
  "must be a cookie's name: letters, digits and !#$%&'*+-.^_`|~ only.",
);

export const cookiePath = matching(/^\/[^;,\s\p{Cc}]*$/u, 'must be a path that begins with /.');

export const cookieDomain = matching(
  /^\.?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
  'must be a domain such as example.com, in lower case.',
);
