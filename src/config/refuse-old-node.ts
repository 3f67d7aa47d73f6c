/** As `engines` in package.json has it. */
const OLDEST_NODE = { major: 22, minor: 19 };

/**
 * Ends this process with one sentence if its Node.js is too old. To be called before anything else loads, since an
 * older Node.js would fail on that with an error that explains nothing: so this file imports nothing.
 *
 * @param remedy what to do, as the end of the sentence
 */
export function refuseOldNode(remedy: string): void {
  const { node } = process.versions;
  const [major = 0, minor = 0] = node.split('.').map(Number);
  if (major > OLDEST_NODE.major || (major === OLDEST_NODE.major && minor >= OLDEST_NODE.minor)) return;
  console.error(
    `cognito-logout needs Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or later, and this is ${node}: ${remedy}.`,
  );
  process.exit(1);
}
