import { openDoctor, type OpenDoctor } from '../../composition/doctor/open-doctor.ts';
import { ConfigurationError } from '../../errors/configuration-error.ts';
import { readOptions } from '../arguments/read-options.ts';
import { UsageError } from '../command-error.ts';
import type { Command, CommandIo } from '../command.ts';
import { fixAll } from '../doctor/fix-all.ts';
import { lookAtAll } from '../doctor/look-at-all.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  fix: { type: 'boolean' },
  yes: { type: 'boolean' },
  'even-if-managed': { type: 'boolean' },
} as const;

const USAGE = `Looks at every configured app client at Cognito, and says what is wrong and how to mend it.

  cognito-logout doctor             looks, and changes nothing
  cognito-logout doctor --fix       turns token revocation on where it is off: shows the difference and asks first
  cognito-logout doctor --fix --yes without asking

  --even-if-managed   with --fix: also where CloudFormation, CDK, Terraform or Pulumi manages the user pool
  --json              for machines: {"clients":[…]}, with the findings of each as GET /admin/clients has them. With --fix,
                      what POST /admin/clients/{clientId}/token-revocation answers, or "status":"failed" with "reason";
                      asks nobody, so that without --yes it says what would change, and changes nothing

Reads the variables of the service, and needs its AWS credentials: docs/iam.md. What --fix changes stands in CloudTrail;
POST /admin/clients/{clientId}/token-revocation of the running service does the same and writes it to the audit trail.

Exit codes: 0 nothing is wrong, though there may be notices, such as that there are no credentials where nothing needs them;
1 something is wrong, or Cognito could not be reached; with --fix: token revocation is not on everywhere, or another
setting has moved; 2 wrong arguments or configuration; 130 Ctrl-C.`;

/** `doctor`. */
export const doctor: Command = {
  usage: USAGE,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const { fix = false, yes = false, 'even-if-managed': evenIfManaged = false } = options;
    if (!fix && (yes || evenIfManaged)) {
      throw new UsageError('--yes and --even-if-managed say how to --fix, which is missing.');
    }
    const open = await openOrExplain(io);
    try {
      const isForMachines = options.json === true;
      return fix
        ? await fixAll(open, io, { isAgreed: yes, evenIfManaged, isForMachines })
        : await lookAtAll(open, io, isForMachines);
    } finally {
      await open.close();
    }
  },
};

async function openOrExplain({ environment }: CommandIo): Promise<OpenDoctor> {
  try {
    return await openDoctor(environment);
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
}
