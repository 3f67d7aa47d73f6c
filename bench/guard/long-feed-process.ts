/** A process that serves the feed of a denylist with so many entries. Prints its URL once it does. */
import { join } from 'node:path';
import { startLongFeed } from '../../test/support/long-feed.ts';

const [folder = '', entries = '', apiKey = ''] = process.argv.slice(2);
const feed = await startLongFeed(join(folder, 'feed.db'), Number(entries), apiKey);
console.log(feed.url);
