import type { Answer } from '../../http/answer.ts';

export interface SignInPage {
  /** Where the form is posted to: path and query of the request. */
  readonly action: string;
  readonly complaint: string | undefined;
}

/** A sign-in form without scripts, styles or pictures. Fields: `username`, `password`. */
export function signInPage({ action, complaint }: SignInPage): Answer {
  const alert = complaint === undefined ? '' : `<p role="alert">${escapeHtml(complaint)}</p>`;
  return page(
    200,
    'Sign in',
    `${alert}<form method="post" action="${escapeHtml(action)}">
<p><label>Username <input name="username" autocomplete="username" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<p><button type="submit">Sign in</button></p>
</form>`,
  );
}

/** The page that managed login shows for a request it cannot serve. */
export function errorPage(message: string): Answer {
  return page(
    400,
    'Error',
    `<p>An error was encountered with the requested page.</p><p>${escapeHtml(message)}</p>`,
  );
}

function page(status: number, title: string, content: string): Answer {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>
<body><h1>${title}</h1>
${content}
</body></html>
`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
