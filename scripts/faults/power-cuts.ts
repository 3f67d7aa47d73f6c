import { cutPower } from '../../test/support/faults/power-cut.ts';
import { numberOf, type Flags, type Report } from './report.ts';

/** A disk that is cut off in mid-write, and the proof that a loss would be noticed. */
export async function powerCuts(flags: Flags): Promise<Report> {
  const cuts = numberOf(flags, 'cuts', 20);
  const durable = await cutPower(cuts, 'durable');
  const lossy = await cutPower(Math.min(cuts, 3), 'lossy');
  return {
    rows: [
      ['power cuts of a disk with SQLite on it', durable.cuts],
      ['intents acknowledged', durable.acknowledged],
      ['of them lost', durable.lost],
      ['starts that failed afterwards, or broken audit trails', durable.unusable],
      ['power cuts with synchronous=OFF', lossy.cuts],
      ['intents acknowledged', lossy.acknowledged],
      ['of them lost, as must be', lossy.lost],
    ],
    holds: durable.lost === 0 && durable.unusable === 0 && lossy.lost > 0,
  };
}
