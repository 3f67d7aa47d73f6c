import { openDoctor, type OpenDoctor } from '../composition/doctor/open-doctor.ts';
import type { ClientReport } from '../doctor/client-report.ts';
import { ConfigurationError } from '../errors/configuration-error.ts';
import type { LineIo } from './line-io.ts';
import { fixTokenRevocation } from './doctor/fix-token-revocation.ts';
import { reportLines, summaryLine } from './doctor/report-lines.ts';

/** What `--help` says. */
export const DOCTOR_USAGE = `Looks at every configured app client at Cognito, and says what is wrong and how to mend it.

  cognito-logout doctor             looks, and changes nothing
  cognito-logout doctor --json      the same for machines
  cognito-logout doctor --fix       turns token revocation on where it is off: shows the difference and asks first
  cognito-logout doctor --fix --yes without asking
      --even-if-managed             also where CloudFormation, CDK, Terraform or Pulumi manages the user pool

Reads the variables of the service, and needs its AWS credentials: docs/iam.md. What --fix changes stands in CloudTrail;
POST /admin/clients/{clientId}/token-revocation of the running service does the same and writes it to the audit trail.

Exit codes: 0 nothing is wrong (there may be notices), 1 something is, 2 it could not be looked at.`;

const EXIT_FINDINGS = 1;
const EXIT_USAGE = 2;
const SWITCHES = ['--json', '--fix', '--yes', '--even-if-managed'];

/** `doctor`. Resolves with the exit code. */
export async function doctor(args: readonly string[], io: LineIo): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(DOCTOR_USAGE);
    return 0;
  }
  const has = (name: string) => args.includes(name);
  const isUnknown = args.some((arg) => !SWITCHES.includes(arg));
  const isContrary = !has('--fix') && (has('--yes') || has('--even-if-managed'));
  if (isUnknown || isContrary || (has('--fix') && has('--json'))) {
    io.err(DOCTOR_USAGE);
    return EXIT_USAGE;
  }
  let open: OpenDoctor;
  try {
    open = await openDoctor(io.environment);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    io.err(error.message);
    return EXIT_USAGE;
  }
  try {
    return has('--fix')
      ? await fix(open, io, { isAgreed: has('--yes'), evenIfManaged: has('--even-if-managed') })
      : await look(open, io, has('--json'));
  } finally {
    await open.close();
  }
}

async function look(open: OpenDoctor, io: LineIo, isForMachines: boolean): Promise<number> {
  const reports: ClientReport[] = [];
  for (const { clientId } of open.clients) {
    const report = await open.examine(clientId);
    reports.push(report);
    if (!isForMachines) for (const line of reportLines(report)) io.out(line);
  }
  if (isForMachines) io.out(JSON.stringify({ clients: reports.map(told) }));
  else io.out(summaryLine(reports));
  return reports.some(isWrong) ? EXIT_FINDINGS : 0;
}

function told({ clientId, userPoolId, checkedAtMs, findings }: ClientReport): object {
  return { clientId, userPoolId, checkedAt: new Date(checkedAtMs).toISOString(), findings };
}

function isWrong({ findings }: ClientReport): boolean {
  return findings.some(({ severity }) => severity !== 'notice');
}

async function fix(
  open: OpenDoctor,
  io: LineIo,
  options: { readonly isAgreed: boolean; readonly evenIfManaged: boolean },
): Promise<number> {
  let isMended = true;
  for (const client of open.clients) {
    isMended = (await fixTokenRevocation(open, client, io, options)) && isMended;
  }
  return isMended ? 0 : EXIT_FINDINGS;
}
