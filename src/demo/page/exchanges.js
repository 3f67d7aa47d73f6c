const SHOWN_MAX = 40;

/**
 * A fetch that also writes each request and its answer into a list, tokens shortened.
 *
 * @param {HTMLElement} list
 */
export function createSend(list) {
  /**
   * @param {string} url
   * @param {RequestInit} init
   * @param {string} [operation] Cognito's name for what is asked, where the URL does not tell
   * @returns {Promise<{ status: number, ok: boolean, body: any, headers: Headers }>}
   */
  return async (url, init, operation) => {
    const response = await fetch(url, { cache: 'no-store', ...init });
    const text = await response.text();
    list.prepend(describe(url, init, operation, response, text));
    while (list.children.length > SHOWN_MAX) list.lastElementChild?.remove();
    return {
      status: response.status,
      ok: response.ok,
      headers: response.headers,
      body: parse(text),
    };
  };
}

function describe(url, init, operation, response, text) {
  const status = element('span', String(response.status), { class: 'status', 'data-ok': response.ok });
  const line = `${init.method ?? 'GET'} ${url}${operation === undefined ? '' : ` · ${operation}`}`;
  const summary = element('summary');
  summary.append(status, element('span', line));
  const details = element('details');
  details.append(summary, element('pre', `${asked(init)}→ ${response.status}\n${pretty(text)}`));
  const item = element('li');
  item.append(details);
  return item;
}

function asked(init) {
  return init.body === undefined ? '' : `${pretty(String(init.body))}\n\n`;
}

function pretty(text) {
  const parsed = parse(text);
  return shortened(parsed === undefined ? text : JSON.stringify(parsed, undefined, 2));
}

function shortened(text) {
  return text.replaceAll(
    /[\w-]{20}[\w.=-]{60,}/g,
    (token) => `${token.slice(0, 12)}… (${token.length} characters)`,
  );
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An element with text and attributes. */
export function element(name, text = '', attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}
