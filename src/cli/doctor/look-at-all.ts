import type { OpenDoctor } from '../../composition/doctor/open-doctor.ts';
import type { ClientReport } from '../../doctor/client-report.ts';
import type { CommandIo } from '../command.ts';
import { EXIT } from '../exit.ts';
import { createProgress } from '../output/progress.ts';
import { say, sayJson } from '../output/say.ts';
import { reportLines, summaryLine } from './report-lines.ts';

/** Examines every app client and tells what was found, people as soon as it is. Resolves with the exit code. */
export async function lookAtAll(open: OpenDoctor, io: CommandIo, isForMachines: boolean): Promise<number> {
  const reports: ClientReport[] = [];
  const progress = createProgress(io, `of ${open.clients.length} app clients examined`);
  for (const { clientId } of open.clients) {
    io.interrupted.throwIfAborted();
    progress.at(reports.length);
    const report = await open.examine(clientId);
    reports.push(report);
    if (isForMachines) continue;
    progress.end();
    await say(io, reportLines(report).join('\n'));
  }
  progress.end();
  await (isForMachines ? sayJson(io, { clients: reports.map(told) }) : say(io, summaryLine(reports)));
  return reports.some(isWrong) ? EXIT.failed : EXIT.done;
}

function told({ clientId, userPoolId, checkedAtMs, findings }: ClientReport): object {
  return { clientId, userPoolId, checkedAt: new Date(checkedAtMs).toISOString(), findings };
}

function isWrong({ findings }: ClientReport): boolean {
  return findings.some(({ severity }) => severity !== 'notice');
}
