const OLDEST_NODE_MAJOR = 22;

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE_MAJOR) {
  process.stderr.write(
    `cognito-logout needs Node.js ${OLDEST_NODE_MAJOR} or later, and this is ${process.versions.node}: start it with "npm start", which brings its own Node.js 24, or upgrade.\n`,
  );
  process.exit(1);
}

// Everything else loads only now, since an older Node.js would fail on it with an error that explains nothing.
const { runService } = await import('./composition/run-service.ts');
await runService();
