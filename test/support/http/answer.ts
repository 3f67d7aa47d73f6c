export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly setCookie: readonly string[];
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export function answerOf(status: number, all: Record<string, string | string[]>, text: string): Answer {
  const { 'set-cookie': cookies = [], ...headers } = all;
  return {
    status,
    headers: headers as Record<string, string>,
    setCookie: typeof cookies === 'string' ? [cookies] : cookies,
    text,
    json: (/(?<!nd)json/.test(String(headers['content-type'])) && text !== ''
      ? JSON.parse(text)
      : {}) as Answer['json'],
  };
}
