import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'en' | 'fr';

export type Texts = Record<string, Record<string, unknown>>;

const STORED = 'cercle.language';

/** The language to start in: chosen before on this device, else the browser's, else English. */
export function startingLanguage(): Language {
  const stored = localStorage.getItem(STORED);
  const wanted = stored ?? navigator.language;
  return wanted.startsWith('fr') ? 'fr' : 'en';
}

/**
 * Starts i18next with the texts of one face. `load` brings the texts of a language, so that only
 * one language is downloaded.
 */
export async function startTexts(load: (language: Language) => Promise<Texts>): Promise<void> {
  const language = startingLanguage();
  const resources: Resource = { [language]: (await load(language)) as Resource[string] };
  await i18next.use(initReactI18next).init({
    lng: language,
    resources,
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  loadTexts = load;
}

let loadTexts: ((language: Language) => Promise<Texts>) | null = null;

/** Changes the language now, brings its texts if needed, and remembers the choice. */
export async function setLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'ui') && loadTexts) {
    const texts = await loadTexts(language);
    for (const [noun, bundle] of Object.entries(texts)) {
      i18next.addResourceBundle(language, noun, bundle);
    }
  }
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

/** Turns `import.meta.glob` modules ("./fr/people.json") into texts by noun. */
export function textsFrom(modules: Record<string, unknown>): Texts {
  return Object.fromEntries(
    Object.entries(modules).map(([path, bundle]) => [
      path.replace(/^.*\/|\.json$/g, ''),
      withMany(bundle as Record<string, unknown>),
    ]),
  );
}

/** French has a third plural form for round millions; it reads like the ordinary plural. */
function withMany(bundle: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(bundle).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value === 'object' && value !== null) {
      return [[key, withMany(value as Record<string, unknown>)]];
    }
    return key.endsWith('_other')
      ? [
          [key, value],
          [key.replace(/_other$/, '_many'), value],
        ]
      : [[key, value]];
  });
  return Object.fromEntries(entries);
}
