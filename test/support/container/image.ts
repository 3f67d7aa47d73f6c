import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { allOf, environmentOf, lastOf, type Instruction, type Stage } from './dockerfile.ts';

/**
 * A stage of a Dockerfile that was built without a container engine: its own steps, run in a folder that stands for
 * the root of its file system. `node` is the Node.js that runs the tests.
 */
export interface Image {
  readonly root: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The user of the stage; undefined where the tests may not change the user. */
  readonly userId: number | undefined;
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
  /** A copy of the running Node.js that the user of the stage may execute. */
  readonly node: string;
}

export interface ImageBuild {
  readonly stages: readonly Stage[];
  /** Folder with the build context. */
  readonly context: string;
  /** Folder that gets a folder for each stage. */
  readonly output: string;
}

const mayChangeUser = process.getuid?.() === 0;

/** Builds one stage. The stages that it copies from must have been built. */
export async function buildStage(build: ImageBuild, stageName: string): Promise<Image> {
  const stage = build.stages.find(({ name }) => name === stageName);
  if (stage === undefined) throw new Error(`no stage ${stageName}`);
  const root = join(build.output, stageName);
  chmodSync(build.output, 0o755);
  mkdirSync(root, { recursive: true });
  for (const instruction of stage.instructions) {
    if (instruction.keyword === 'COPY') copy(build, root, workingDirectoryOf(root, stage), instruction);
    if (instruction.keyword === 'WORKDIR') mkdirSync(join(root, instruction.text), { recursive: true });
    if (instruction.keyword === 'RUN') await runStep(instruction.text, workingDirectoryOf(root, stage));
  }
  return {
    root,
    workingDirectory: workingDirectoryOf(root, stage),
    environment: environmentOf(stage),
    userId: mayChangeUser && allOf(stage, 'USER').length > 0 ? Number(lastOf(stage, 'USER').text) : undefined,
    command: allOf(stage, 'CMD').at(-1)?.words ?? [],
    healthCheck: allOf(stage, 'HEALTHCHECK').at(-1)?.words ?? [],
    node: nodeFor(build.output),
  };
}

function nodeFor(output: string): string {
  const path = join(output, 'node');
  if (!existsSync(path)) copyFileSync(process.execPath, path, constants.COPYFILE_FICLONE);
  return path;
}

function workingDirectoryOf(root: string, stage: Stage): string {
  return join(root, lastOf(stage, 'WORKDIR').text);
}

function copy(
  build: ImageBuild,
  root: string,
  workingDirectory: string,
  { flags, words }: Instruction,
): void {
  const from = flags.get('from');
  const sourceRoot = from === undefined ? build.context : join(build.output, from);
  const target = words.at(-1) ?? '';
  const targetPath = target.startsWith('/') ? join(root, target) : join(workingDirectory, target);
  for (const source of words.slice(0, -1).map((word) => join(sourceRoot, word))) {
    // As Docker does: a folder's content is copied, a file goes into a folder named with a slash at its end.
    const isFile = statSync(source).isFile();
    cpSync(source, isFile && target.endsWith('/') ? join(targetPath, basename(source)) : targetPath, {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const [userId, groupId] = (flags.get('chown') ?? '').split(':').map(Number);
  if (mayChangeUser && userId !== undefined && groupId !== undefined) chownSync(targetPath, userId, groupId);
}

/** The environment in which steps run: that of an image of Node.js, plus the package cache of this machine. */
function baseEnvironment(): Record<string, string> {
  const kept = ['HOME', 'npm_config_registry', 'NPM_CONFIG_REGISTRY', 'npm_config_cache'];
  const own = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
    npm_config_prefer_offline: 'true',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
  };
}

function runStep(command: string, workingDirectory: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-ec', command], {
      cwd: workingDirectory,
      env: baseEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`RUN ${command} ended with ${code}:\n${output}`)),
    );
  });
}

/** Every file of an image, as paths in the image, without those of installed packages. */
export function filesOf(image: Image): readonly string[] {
  return readdirSync(image.root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath.slice(image.root.length)}/${entry.name}`)
    .filter((path) => !path.includes('/node_modules/'));
}
