import { textsFrom } from './index.ts';

/** English texts of the admin face. */
export default textsFrom(
  import.meta.glob(['./en/*.json', '!./en/portal.json'], { eager: true, import: 'default' }),
);
