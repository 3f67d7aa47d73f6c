import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/read-config.ts';
import { workingEnvironment } from './working-environment.ts';

interface Wrong {
  readonly because: string;
  readonly set: Record<string, string>;
  readonly variable: string;
  readonly says: RegExp;
}

/** The working environment with one thing wrong, and what must be said about it. */
export function wrong(because: string, set: Record<string, string>, variable: string, says: RegExp): Wrong {
  return { because, set, variable, says };
}

/** Tests that each is refused with exactly one problem, which names the variable. */
export function refusesEach(table: readonly Wrong[]): void {
  test.each(table)('$because is refused, and the message names $variable', ({ set, variable, says }) => {
    const { problems } = readConfig({ ...workingEnvironment, ...set });
    expect(problems).toEqual([{ variable, problem: expect.stringMatching(says) }]);
  });
}
