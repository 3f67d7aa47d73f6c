/** One thing that is wrong with the configuration. */
export interface ConfigurationProblem {
  /** The environment variable to change. */
  readonly variable: string;
  /** What is wrong and what to do, as the rest of a sentence that begins with the variable. Never quotes a value. */
  readonly problem: string;
}

/** The service can't start as it is configured. Holds every problem that was found, not only the first. */
export class ConfigurationError extends Error {
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(messageOf(problems));
    this.name = 'ConfigurationError';
    this.problems = problems;
  }
}

function messageOf(problems: readonly ConfigurationProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = problems.map(({ variable, problem }) => `  - ${variable} ${problem}`);
  return [`The configuration has ${count}:`, ...lines].join('\n');
}
