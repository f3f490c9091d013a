import { textsFrom } from './index.ts';

/** English texts of the portal. */
export default textsFrom(
  import.meta.glob(['./en/ui.json', './en/portal.json'], { eager: true, import: 'default' }),
);
