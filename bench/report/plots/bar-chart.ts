import type { Spread } from '../statistics.ts';

export interface Bar {
  readonly label: string;
  readonly spread: Spread;
  /** Whether it is this service. */
  readonly isOurs: boolean;
}

const WIDTH = 820;
const LABEL_WIDTH = 380;
const BAR_HEIGHT = 18;
const LINE_HEIGHT = 28;
const TOP = 40;
const VALUE_WIDTH = 70;

const STYLE = `text{font:13px system-ui,sans-serif;fill:#222}.title{font-weight:600}.other{fill:#9aa5b1}.ours{fill:#2f7d5b}.spread{stroke:#222;stroke-width:1.5}@media(prefers-color-scheme:dark){text{fill:#ddd}.spread{stroke:#ddd}.other{fill:#66717d}.ours{fill:#4bb98a}}`;

/** Bars of medians, as SVG; the line over the end of each goes from the least to the most of all rounds. */
export function barChart(title: string, bars: readonly Bar[], figure: (value: number) => string): string {
  const most = Math.max(...bars.map(({ spread }) => spread.max));
  const scale = (WIDTH - LABEL_WIDTH - VALUE_WIDTH) / most;
  const drawn = bars.map(({ label, spread, isOurs }, index) => {
    const top = TOP + index * LINE_HEIGHT;
    const middle = top + BAR_HEIGHT / 2;
    const x = (value: number) => (LABEL_WIDTH + value * scale).toFixed(1);
    return [
      `<text x="${LABEL_WIDTH - 8}" y="${middle + 4}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="${isOurs ? 'ours' : 'other'}" x="${LABEL_WIDTH}" y="${top}" width="${(spread.median * scale).toFixed(1)}" height="${BAR_HEIGHT}"/>`,
      `<line class="spread" x1="${x(spread.min)}" x2="${x(spread.max)}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${Number(x(spread.max)) + 8}" y="${middle + 4}">${figure(spread.median)}</text>`,
    ].join('\n');
  });
  const height = TOP + bars.length * LINE_HEIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="8" y="22">${escaped(title)}</text>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
