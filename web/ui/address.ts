/** The lines of a postal address, in the order they are written. */
export const addressLines = ['line1', 'line2', 'postal_code', 'city', 'region', 'country'] as const;

export type AddressLine = (typeof addressLines)[number];

type Lines = Partial<Record<AddressLine, string>>;

/** What browsers fill in by themselves, of one's own address. */
export const addressAutoComplete: Record<AddressLine, string> = {
  line1: 'address-line1',
  line2: 'address-line2',
  postal_code: 'postal-code',
  city: 'address-level2',
  region: 'address-level1',
  country: 'country-name',
};

/** The lines that are filled in; null when none is. */
export function addressOf(values: Lines): Lines | null {
  const filled = addressLines.flatMap((line) => {
    const value = values[line]?.trim();
    return value ? [[line, value] as const] : [];
  });
  return filled.length > 0 ? Object.fromEntries(filled) : null;
}

/** "12 rue des Lilas, 59000 Lille, France"; empty for none. */
export function addressText(address: Lines | null): string {
  if (!address) return '';
  const { line1, line2, postal_code, city, region, country } = address;
  const town = [postal_code, city].filter(Boolean).join(' ');
  return [line1, line2, town, region, country].filter(Boolean).join(', ');
}
