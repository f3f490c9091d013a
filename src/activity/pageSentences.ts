import type { Language } from '../domain/errors.ts';

/** How what is said of pages reads. */
export const pageSentences = {
  page_created: { en: 'Page “{page}” created', fr: 'Page « {page} » créée' },
  page_changed: { en: 'Page “{page}” changed', fr: 'Page « {page} » modifiée' },
  page_deleted: { en: 'Page “{page}” deleted', fr: 'Page « {page} » supprimée' },
  page_restored: { en: 'Page “{page}” brought back', fr: 'Page « {page} » rétablie' },
  pages_reordered: { en: 'Order of the pages changed', fr: 'Ordre des pages modifié' },
  page_opened: { en: 'Opened the page “{page}”', fr: 'Page « {page} » ouverte' },
} satisfies Record<string, Record<Language, string>>;
