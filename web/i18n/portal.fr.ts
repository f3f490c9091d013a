import { textsFrom } from './index.ts';

/** French texts of the portal. */
export default textsFrom(
  import.meta.glob(['./fr/ui.json', './fr/portal.json'], { eager: true, import: 'default' }),
);
