import type { Measured, Samples } from '../measures/samples.ts';
import type { Report } from './report.ts';
import { labelOf } from './tables/server-tables.ts';

/** Says whether every logout was one call of the upstream and none was refused, and of which servers that is not so. */
export function wrongCounts({ results }: Report): string {
  const wrong = (['at-once', 'after-20-ms'] as const).flatMap((scenario) =>
    (Object.entries(results[scenario] ?? {}) as [Measured, Samples][]).flatMap(([name, samples]) => {
      const miscounted = total(samples, 'miscounted');
      const refused = total(samples, 'refused') + total(samples, 'calmRefused');
      if (miscounted + refused === 0) return [];
      return [
        `- ${labelOf(name)}, ${scenario}: ${miscounted} calls too many or too few, ${refused} logouts without 200`,
      ];
    }),
  );
  return wrong.length === 0
    ? 'At saturation and at 200 a second, every logout was answered with 200 and was one call of the upstream.'
    : `Not every logout was answered with 200 and one call of the upstream:\n\n${wrong.join('\n')}`;
}

function total(samples: Samples, prefix: string): number {
  return Object.entries(samples)
    .filter(([name]) => name.startsWith(prefix))
    .reduce((sum, [, values]) => sum + values.reduce((one, other) => one + other, 0), 0);
}
