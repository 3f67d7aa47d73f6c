#!/usr/bin/env node
import { refuseOldNode } from '../config/refuse-old-node.ts';

refuseOldNode('install a newer one, or run it with "npm run", which brings its own Node.js 24 on Linux');

// Everything else loads only now, since an older Node.js would fail on it.
const { runProcess } = await import('./run-process.ts');
await runProcess();
