import { registerHooks } from 'node:module';

/** Loaded into a service process before its own code (`--import`): prints the name of each AWS SDK client that is loaded. */
registerHooks({
  load(url, context, nextLoad) {
    // The bundle has each in a file of its own.
    const [, name] = /(?:@aws-sdk\/|\baws-sdk-)(client-[a-z-]+)/.exec(url) ?? [];
    if (name !== undefined) process.stderr.write(`loaded @aws-sdk/${name}\n`);
    return nextLoad(url, context);
  },
});
