export interface Instruction {
  readonly keyword: string;
  /** The text after the keyword, continuation lines joined. */
  readonly text: string;
  /** Flags such as `--from=build`, by name. */
  readonly flags: ReadonlyMap<string, string>;
  /** The words after the flags; of a JSON array (exec form), its members. */
  readonly words: readonly string[];
  readonly isExecForm: boolean;
}

export interface Stage {
  readonly name: string;
  readonly baseImage: string;
  readonly instructions: readonly Instruction[];
}

/** Reads as much of the Dockerfile language as our own Dockerfile uses. */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { name: string; baseImage: string; instructions: Instruction[] }[] = [];
  for (const line of logicalLines(text)) {
    const instruction = parseInstruction(line);
    if (instruction.keyword === 'FROM') {
      const [baseImage = '', , name = ''] = instruction.words;
      stages.push({ name, baseImage, instructions: [] });
    } else {
      stages.at(-1)?.instructions.push(instruction);
    }
  }
  return stages;
}

function logicalLines(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function parseInstruction(line: string): Instruction {
  const [, keyword = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
  const flags = new Map<string, string>();
  const text = rest.replace(/^(?:--[a-z-]+=\S+\s+)+/, (found) => {
    for (const [, name = '', value = ''] of found.matchAll(/--([a-z-]+)=(\S+)/g)) flags.set(name, value);
    return '';
  });
  // HEALTHCHECK wraps another instruction: its words are those of its CMD.
  const body = keyword === 'HEALTHCHECK' ? text.replace(/^CMD\s+/, '') : text;
  const isExecForm = body.startsWith('[');
  const words = isExecForm ? (JSON.parse(body) as string[]) : body.split(/\s+/);
  return { keyword, text, flags, words, isExecForm };
}

/** The last instruction of a kind in a stage: the one that counts for USER, CMD and HEALTHCHECK. */
export function lastOf(stage: Stage, keyword: string): Instruction {
  const found = stage.instructions.findLast((instruction) => instruction.keyword === keyword);
  if (found === undefined) throw new Error(`${stage.name} has no ${keyword}`);
  return found;
}

export function allOf(stage: Stage, keyword: string): readonly Instruction[] {
  return stage.instructions.filter((instruction) => instruction.keyword === keyword);
}

/** A stage's environment variables. */
export function environmentOf(stage: Stage): Readonly<Record<string, string>> {
  const pairs = allOf(stage, 'ENV').flatMap(({ words }) => words.map((word) => word.split('=')));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}
