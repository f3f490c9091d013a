const fallback = '#0f6b5c';
const white = '#ffffff';
const black = '#15181e';

/** The organization's accent if it is a `#rrggbb` color, else the product's own. */
export function accentOf(accent: string | null | undefined): string {
  return accent && /^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : fallback;
}

/** White or near-black, whichever reads better on the given `#rrggbb` ground. */
export function inkOn(ground: string): string {
  return contrast(ground, white) >= contrast(ground, black) ? white : black;
}

/** Contrast ratio of two `#rrggbb` colors, 1 to 21 (WCAG 2.2). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16)));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}
