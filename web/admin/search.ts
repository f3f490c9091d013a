/** Addresses stay readable: every search value is plain text, colons and commas unescaped. */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** The opposite of `parseSearch`; empty values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  const readable = text.replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%22', '"');
  return readable ? `?${readable}` : '';
}

/** Takes the named text values out of an address, and nothing else. */
export function textsOf<Key extends string>(...keys: Key[]) {
  return (search: Record<string, unknown>): { [K in Key]?: string } => {
    const found: { [K in Key]?: string } = {};
    for (const key of keys) {
      const value = search[key];
      if (typeof value === 'string' && value !== '') found[key] = value;
    }
    return found;
  };
}
