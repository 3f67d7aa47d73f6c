import { registerHooks } from 'node:module';

/** Loaded into a service process before its own code (`--import`): prints the name of each AWS SDK client that is loaded. */
registerHooks({
  load(url, context, nextLoad) {
    const [name] = /@aws-sdk\/client-[a-z-]+/.exec(url) ?? [];
    if (name !== undefined) process.stderr.write(`loaded ${name}\n`);
    return nextLoad(url, context);
  },
});
