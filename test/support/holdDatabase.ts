/** A program of its own that opens a data folder's database and holds it until it is ended. */

import { startEmbedded } from '../../src/db/embedded.ts';

const [dataDir = '', access = 'own'] = process.argv.slice(2);
const embedded = await startEmbedded({
  dataDir,
  what: 'the holder',
  access: access === 'share' ? 'share' : 'own',
  settings: { fsync: 'off', full_page_writes: 'off' },
});
process.on('SIGINT', () => {
  void embedded.stop().then(() => process.exit(0));
});
console.log(embedded.url);
setInterval(() => undefined, 60_000);
