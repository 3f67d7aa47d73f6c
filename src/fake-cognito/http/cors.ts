import { emptyAnswer, type Answer, type Received } from './answer.ts';

/**
 * Paths that scripts of any origin may call, since browser apps (Amplify, OAuth libraries) do. Pages and `/logout`
 * are not among them: those have to be opened in the browser.
 */
const CROSS_ORIGIN_PATHS = /^\/$|^\/oauth2\/(?:token|revoke|userInfo)$|^\/[^/]+\/\.well-known\//;

export function isPreflight({ method, headers }: Received): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

export function preflightAnswer({ path, headers }: Received): Answer {
  if (!CROSS_ORIGIN_PATHS.test(path)) return emptyAnswer(405);
  return emptyAnswer(200, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '172800',
  });
}

/** Adds what lets a script of another origin read the answer. */
export function withCors(answer: Answer, { path, headers }: Received): Answer {
  if (headers.origin === undefined || !CROSS_ORIGIN_PATHS.test(path)) return answer;
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
    },
  };
}
