import { describe } from '@jest/globals';

/**
 * A suite that needs a program which npm cannot bring. `npm test` installs the program where it can and lists in
 * `MISSING_PROGRAMS` what it could not; the suite is then skipped, and the test command says so.
 */
export function describeWithProgram(program: string, title: string, body: () => void): void {
  const missing = (process.env['MISSING_PROGRAMS'] ?? '').split(' ');
  if (missing.includes(program)) describe.skip(`${title} (needs ${program})`, body);
  else describe(title, body);
}

/** A suite that needs something of the machine which not every machine allows. Where it is missing, it says why. */
export function describeWhere(reasonAgainst: string | undefined, title: string, body: () => void): void {
  if (reasonAgainst === undefined) describe(title, body);
  else describe.skip(`${title} (${reasonAgainst})`, body);
}
