/**
 * Loaded into a service process before its own code (`--import`): tells the parent how much memory is in use once
 * garbage is collected, and ends the process should the parent be gone.
 */
process.on('message', (question) => {
  if (question !== 'memory') return;
  globalThis.gc?.();
  setImmediate(() => {
    globalThis.gc?.();
    const { heapUsed, rss } = process.memoryUsage();
    process.send?.({ heapUsedBytes: heapUsed, residentBytes: rss });
  });
});
process.on('disconnect', () => process.exit(1));
