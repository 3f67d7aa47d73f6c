/** As `engines` in package.json has it. */
const OLDEST_NODE = { major: 22, minor: 19 };

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < OLDEST_NODE.major || (major === OLDEST_NODE.major && minor < OLDEST_NODE.minor)) {
  process.stderr.write(
    `cognito-logout needs Node.js ${OLDEST_NODE.major}.${OLDEST_NODE.minor} or later, and this is ${process.versions.node}: start it with "npm start", which brings its own Node.js 24 on Linux, or upgrade.\n`,
  );
  process.exit(1);
}

// Everything else loads only now, since an older Node.js would fail on it with an error that explains nothing.
const { runService } = await import('./composition/process/run-service.ts');
await runService();
