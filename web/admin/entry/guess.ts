/** Where this browser seems to be: guesses that fill the set-up form in, never more. */

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const notCountries = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO', 'AC', 'CP', 'CQ', 'DG']);
const formerCountries = new Set(['AN', 'BU', 'CS', 'DD', 'FX', 'NT', 'SU', 'TP', 'YD', 'YU', 'ZR']);

type Choice = { value: string; label: string };

const byLabel = (language: string) => (first: Choice, second: Choice) =>
  first.label.localeCompare(second.label, language);

/** Every country with its name in a language, sorted by name. */
export function countries(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes
    .filter((code) => !notCountries.has(code) && !formerCountries.has(code))
    .flatMap((value): Choice[] => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort(byLabel(language));
}

/** Every currency in use with its name: "EUR, euro". */
export function currencies(language: string): Choice[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}

/** Every time zone: "Europe/Paris". */
export function timezones(): string[] {
  const mine = guessTimezone();
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(mine) ? all : [mine, ...all];
}

/** The browser's own time zone. */
export function guessTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type WithZones = Intl.Locale & { getTimeZones?: () => string[]; timeZones?: string[] };

function zonesOf(country: string): string[] {
  const locale: WithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** The country of the browser's time zone, else of its language. */
export function guessCountry(): string {
  const zone = guessTimezone();
  const found = countries('en').find(({ value }) => zonesOf(value).includes(zone));
  return found?.value ?? new Intl.Locale(navigator.language).maximize().region ?? 'FR';
}

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK MC AD SM VA GP MQ RE GF';
const others: Record<string, string> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  LI: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  NZ: 'NZD',
  JP: 'JPY',
  SE: 'SEK',
  NO: 'NOK',
  DK: 'DKK',
  PL: 'PLN',
  CZ: 'CZK',
  HU: 'HUF',
  RO: 'RON',
  MA: 'MAD',
  TN: 'TND',
  BR: 'BRL',
  MX: 'MXN',
  IN: 'INR',
};

/** The currency people most likely pay in there. */
export function guessCurrency(country: string): string {
  return euro.split(' ').includes(country) ? 'EUR' : (others[country] ?? 'EUR');
}
