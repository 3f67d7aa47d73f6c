import type { ListeningService } from '../process/service-world.ts';
import { eventually } from '../eventually.ts';
import { rawRequest } from '../raw-request.ts';
import { CHUNKS } from './corpus/chunks.ts';
import { LENGTHS } from './corpus/lengths.ts';
import { HIDDEN_ID, type RawCase } from './corpus/raw-case.ts';
import { SYNTAX } from './corpus/syntax.ts';
import { TWO_FRAMINGS } from './corpus/two-framings.ts';

export const CORPUS: readonly RawCase[] = [...TWO_FRAMINGS, ...LENGTHS, ...CHUNKS, ...SYNTAX];

export interface CaseResult {
  /** The statuses of the answers, in order. */
  readonly statuses: readonly string[];
  /** Whether the service carried the hidden request out as one of its own. */
  readonly hiddenWasServed: boolean;
}

const AT_ONCE = 8;

/**
 * Sends every case to a port, with an honest request behind it, and says what came of each, in their order.
 *
 * @param service the service that is, or stands behind, that port
 */
export async function sendCorpus(port: number, service: ListeningService): Promise<readonly CaseResult[]> {
  const statuses: (readonly string[])[] = [];
  const waiting = [...CORPUS.entries()];
  const sendNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [number, [, bytes]] = next;
      const text = await rawRequest(
        port,
        bytes.replaceAll(HIDDEN_ID, hiddenId(port, number)) + honest('behind-a-case'),
      );
      statuses[number] = [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status = '']) => status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sendNext));

  // Log lines are written in order: with this one, all before it are there.
  const lastId = `last-of-${port}`;
  await rawRequest(service.port, honest(lastId));
  await eventually(() => service.output().includes(lastId));
  const log = service.output();
  return statuses.map((answers, number) => ({
    statuses: answers,
    hiddenWasServed: log.includes(hiddenId(port, number)),
  }));
}

/** As long as the id in whose place it stands: the lengths in the cases count it. */
function hiddenId(port: number, number: number): string {
  return `h${String(port).padStart(6, '0')}-${String(number).padStart(6, '0')}`.padEnd(HIDDEN_ID.length, 'x');
}

function honest(id: string): string {
  return `GET /livez HTTP/1.1\r\nHost: service\r\nX-Request-Id: ${id}\r\nConnection: close\r\n\r\n`;
}
