/** The style of every page. A page carries it inline, so that nothing has to be loaded. */
export const PAGE_STYLE = `
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1c2430; }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid #cdd5e0; }
code { font-family: ui-monospace, monospace; background: #eef1f5; padding: 0.1em 0.3em; border-radius: 3px; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid #e3e8ef; }
a { color: #0b5394; }
@media (max-width: 40rem) { body { overflow-wrap: break-word; } table { table-layout: fixed; } }
@media (prefers-color-scheme: dark) {
  body { background: #12161c; color: #dfe5ee; } code { background: #232a34; } a { color: #8ab8f0; }
  h2, th, td { border-color: #333c49; }
}
`;

/** A whole page around a body of HTML. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
