/**
 * Keeps secrets out of Node's diagnostic reports. A report lists the environment, and its stack quotes the message of
 * the error that it was written for, and with it whatever input the message quotes. So no report is written on an
 * error, and one that an operator asks for by a signal leaves the environment out. Overrules options of the command
 * line and of `NODE_OPTIONS`.
 * Source: https://nodejs.org/api/report.html
 */
export function limitDiagnosticReports(): void {
  const { report } = process;
  report.excludeEnv = true;
  report.reportOnFatalError = false;
  report.reportOnUncaughtException = false;
}
