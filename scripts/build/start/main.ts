/** What `dist/bundle/main.js` is made of: starts the service from its one file and from what V8 has compiled of it. */
import { refuseOldNode } from '../../../src/config/refuse-old-node.ts';
import { loadService } from './load-service.ts';
import { createMapPlaces } from './map-places.ts';

refuseOldNode('start it with "npm start", which brings its own Node.js 24 on Linux, or upgrade');

// What Node.js keeps to itself of a package in node_modules, it would say of the same package in the bundle, between log lines.
process.noDeprecation = true;

const folder = import.meta.dirname;
void loadService(folder, require).runService({ mapPlaces: createMapPlaces(folder) });
