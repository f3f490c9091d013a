/** What the browser tests find when they begin: one organization and its owner. */

export const owner = { email: 'owner@example.org', password: 'a long enough passphrase' };

export const organization = {
  slug: 'commun',
  name: 'Atelier Commun',
  kind: 'space',
  language: 'en',
  currency: 'EUR',
  timezone: 'Europe/Paris',
  billingDay: 1,
};
