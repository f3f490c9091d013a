import { textsFrom } from './index.ts';

/** French texts of the admin face. */
export default textsFrom(
  import.meta.glob(['./fr/*.json', '!./fr/portal.json'], { eager: true, import: 'default' }),
);
