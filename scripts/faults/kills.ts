import type { Engine } from '../../test/support/faults/databases.ts';
import type { Climate } from '../../test/support/faults/weather.ts';
import { killedUnderLoad } from '../../test/support/faults/killed-under-load.ts';
import { numberOf, type Flags, type Report } from './report.ts';

const DUPLICATES_MAX_SHARE = 0.02;

/** Processes, and the database's server, killed at random under load, with outages half of the time. */
export async function kills(flags: Flags): Promise<Report> {
  const engine = engineOf(flags);
  const isPostgres = engine === 'postgres';
  const result = await killedUnderLoad({
    engine,
    instances: numberOf(flags, 'instances', isPostgres ? 3 : 1),
    kills: numberOf(flags, 'kills', 50),
    logouts: numberOf(flags, 'logouts', 10_000),
    serverKills: numberOf(flags, 'server-kills', isPostgres ? 3 : 0),
    climate: climateOf(flags),
  });
  const { trail } = result;
  const duplicatesShare = result.duplicates / result.carriedOut;
  const statuses = [...result.statuses].toSorted(([one], [other]) => one - other);
  return {
    rows: [
      ['SIGKILLs of a service process', result.kills],
      ['crashes of the database server', result.serverKills],
      ['outages of Cognito', result.outages],
      ['logouts acknowledged', result.acknowledged],
      ['answers (0: none)', statuses.map(([status, count]) => `${status}: ${count}`).join(', ')],
      ['acknowledged, and the token lives', result.lost],
      ['accepted, and not in the audit trail', result.unrecorded],
      ['intents stored', trail.accepted],
      ['of them without exactly one final event', trail.withoutOneFinal],
      ['audit chain', trail.chain.intact ? 'intact' : `broken at ${trail.chain.brokenAtSequence}`],
      ['revocations that Cognito carried out', result.carriedOut],
      ['of them duplicates', `${result.duplicates} (${(duplicatesShare * 100).toFixed(2)} %)`],
      ['  under way as their process was killed', result.duplicatesBy.killed],
      ['  as the database server was away', result.duplicatesBy['database-crashed']],
      ['  whose answers were lost on their way', result.duplicatesBy['answer-lost']],
      ['  for no such reason', result.duplicatesBy.other],
      ['load, in seconds', Math.round(result.loadSeconds)],
      ['drain after it, in seconds', Math.round(result.drainSeconds)],
      ['crashes of the service', result.complaints.length],
    ],
    holds:
      result.lost === 0 &&
      result.unrecorded === 0 &&
      trail.withoutOneFinal === 0 &&
      trail.chain.intact &&
      duplicatesShare <= DUPLICATES_MAX_SHARE &&
      result.complaints.length === 0 &&
      result.exitCodes.every((code) => code === 0),
  };
}

export function engineOf({ engine = 'sqlite' }: Flags): Engine {
  if (engine === 'sqlite' || engine === 'postgres') return engine;
  throw new Error(`--engine is sqlite or postgres, not ${engine}`);
}

function climateOf({ climate = 'mild' }: Flags): Climate {
  if (climate === 'mild' || climate === 'harsh') return climate;
  throw new Error(`--climate is mild or harsh, not ${climate}`);
}
