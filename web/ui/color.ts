/** Colors as [red, green, blue], each 0 to 255. */
type Rgb = [number, number, number];

/** Reads `#rgb` or `#rrggbb`. Returns null for anything else. */
export function parseHex(hex: string): Rgb | null {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(hex);
  const text = short
    ? `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`
    : hex;
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text);
  if (!parts) return null;
  return [1, 2, 3].map((index) => Number.parseInt(parts[index] ?? '0', 16)) as Rgb;
}

const toHex = (color: Rgb) =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** Mixes `share` (0 to 1) of one color into another. Both must be valid hex colors. */
export function mix(color: string, ground: string, share: number): string {
  const top = parseHex(color) ?? [0, 0, 0];
  const base = parseHex(ground) ?? [255, 255, 255];
  return toHex(top.map((part, index) => part * share + (base[index] ?? 0) * (1 - share)) as Rgb);
}

function luminance(hex: string): number {
  const linear = (parseHex(hex) ?? [0, 0, 0]).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

/** WCAG contrast ratio of two hex colors, 1 to 21. */
export function contrast(first: string, second: string): number {
  const [high, low] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

export type Accent = { accent: string; accentInk: string; accentSoft: string };

const DEFAULT_ACCENT = '#0f6b5c';

/**
 * Makes an organization's color safe to read: moved towards black (light ground) or white (dark
 * ground) until it reaches 4.5:1 both on the ground and on its own soft tint.
 * An invalid color falls back to the product's green.
 */
export function readableAccent(wanted: string, ground: string): Accent {
  const start = parseHex(wanted) ? wanted : DEFAULT_ACCENT;
  const towards = luminance(ground) > 0.5 ? '#000000' : '#ffffff';
  for (let step = 0; step <= 20; step += 1) {
    const accent = mix(towards, start, step / 20);
    const accentSoft = mix(accent, ground, towards === '#000000' ? 0.1 : 0.18);
    if (contrast(accent, ground) >= 4.5 && contrast(accent, accentSoft) >= 4.5) {
      return { accent, accentSoft, accentInk: inkOn(accent) };
    }
  }
  return { accent: towards, accentSoft: ground, accentInk: ground };
}

function inkOn(color: string): string {
  return contrast('#ffffff', color) >= 4.5 ? '#ffffff' : mix('#000000', color, 0.85);
}
