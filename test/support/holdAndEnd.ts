/** A program that ends as the real one does, and says when it has closed. */

import { endOnSignals } from '../../src/lifetime.ts';

endOnSignals({
  close: async () => console.log('closed'),
  say: (text) => console.log(text),
});
console.log(process.pid);
setInterval(() => undefined, 60_000);
