import 'i18next';
import type frame from './en/frame.json';
import type people from './en/people.json';
import type portal from './en/portal.json';
import type record from './en/record.json';
import type ui from './en/ui.json';

/** English is the source of keys: an unknown key does not compile. Register each noun here. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      ui: typeof ui;
      frame: typeof frame;
      people: typeof people;
      portal: typeof portal;
      record: typeof record;
    };
  }
}
