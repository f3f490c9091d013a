import type { Profile } from './profile.ts';

/** Our own template, in French or English; also what Cobot's export looks like (formats.md). */
export const template: Profile = {
  key: 'template',
  label: { en: 'Cercle template', fr: 'Modèle Cercle' },
  headers: {},
  typical: [],
  dateOrder: 'dmy',
  utc: false,
  unknownColumns: 'field',
  provides: [],
  derive: () => undefined,
};

/** Any other table: matched by header names, the rest by hand or by a mapping file. */
export const generic: Profile = {
  ...template,
  key: 'generic',
  label: { en: 'Another table', fr: 'Autre tableau' },
  unknownColumns: 'ignore',
};
