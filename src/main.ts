import { refuseOldNode } from './config/refuse-old-node.ts';

refuseOldNode('start it with "npm start", which brings its own Node.js 24 on Linux, or upgrade');

// Everything else loads only now, since an older Node.js would fail on it.
const { runService } = await import('./composition/process/run-service.ts');
await runService();
