import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { readableAccent } from './color.ts';
import { components } from './themeComponents.ts';

/** The look's tokens (design/look). Components and CSS modules use these names only. */
const light = {
  ground: '#ffffff',
  raised: '#ffffff',
  sunken: '#f7f8f9',
  line: '#e7e9ec',
  'line-strong': '#d3d7dc',
  ink: '#15181e',
  'ink-2': '#4a515c',
  'ink-3': '#626b7a',
  good: '#1e7f45',
  warn: '#9a5b00',
  bad: '#b3261e',
  info: '#1b5fb4',
  idle: '#667080',
  'sandbox-ground': '#fff6df',
  'sandbox-ink': '#6b4700',
  'sandbox-press': 'rgb(0 0 0 / 0.07)',
  // What plans are marked with: at least 3:1 on every ground, always beside the plan's name.
  'plan-red': '#c92a2a',
  'plan-orange': '#c2570c',
  'plan-yellow': '#947600',
  'plan-green': '#2b8a3e',
  'plan-teal': '#0c8599',
  'plan-blue': '#1c6fd1',
  'plan-violet': '#7048e8',
  'plan-pink': '#c2255c',
  shadow: '0 12px 32px rgb(16 24 40 / 0.14), 0 2px 6px rgb(16 24 40 / 0.08)',
};

const dark: typeof light = {
  ground: '#101317',
  raised: '#171b20',
  sunken: '#0c0f12',
  line: '#252b32',
  'line-strong': '#353d47',
  ink: '#eceef1',
  'ink-2': '#b4bcc7',
  'ink-3': '#939da9',
  good: '#5fcf8b',
  warn: '#f0b35a',
  bad: '#ff8b80',
  info: '#7db4f7',
  idle: '#8e98a5',
  'sandbox-ground': '#33270d',
  'sandbox-ink': '#f3cd86',
  'sandbox-press': 'rgb(255 255 255 / 0.12)',
  'plan-red': '#ff8787',
  'plan-orange': '#ffa94d',
  'plan-yellow': '#f2cf4a',
  'plan-green': '#69db7c',
  'plan-teal': '#3bc9db',
  'plan-blue': '#74b3fb',
  'plan-violet': '#b197fc',
  'plan-pink': '#f783ac',
  shadow: '0 12px 32px rgb(0 0 0 / 0.5)',
};

const PRODUCT_ACCENT = '#0f6b5c';
const PRODUCT_ACCENT_DARK = '#4fc3ab';

const grays: MantineColorsTuple = [
  '#f7f8f9',
  '#eff1f3',
  '#e7e9ec',
  '#d3d7dc',
  '#b4bcc7',
  '#8e98a5',
  '#626b7a',
  '#4a515c',
  '#2a2f38',
  '#15181e',
];
const darks: MantineColorsTuple = [
  '#eceef1',
  '#b4bcc7',
  '#939da9',
  '#5c6672',
  '#353d47',
  '#252b32',
  '#171b20',
  '#101317',
  '#0c0f12',
  '#080a0c',
];

const flat = (color: string): MantineColorsTuple => [
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
  color,
];

/** The theme; colors that change with the organization come from `tokensFor`. */
export const theme: MantineThemeOverride = createTheme({
  fontFamily: '"Inter Variable", Inter, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "JetBrains Mono", "SFMono-Regular", Menlo, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '18px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '12px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'none',
    sm: 'none',
    md: 'var(--shadow)',
    lg: 'var(--shadow)',
    xl: 'var(--shadow)',
  },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '22px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  colors: { gray: grays, dark: darks, accent: flat(PRODUCT_ACCENT), red: flat('#b3261e') },
  primaryColor: 'accent',
  primaryShade: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components,
});

const named = (tokens: Record<string, string>) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));

function scheme(tokens: typeof light, wanted: string): Record<string, string> {
  const { accent, accentInk, accentSoft } = readableAccent(wanted, tokens.ground);
  return {
    ...named({ ...tokens, accent, 'accent-ink': accentInk, 'accent-soft': accentSoft }),
    '--mantine-color-body': tokens.ground,
    '--mantine-color-text': tokens.ink,
    '--mantine-color-dimmed': tokens['ink-3'],
    '--mantine-color-placeholder': tokens['ink-3'],
    '--mantine-color-default': tokens.raised,
    '--mantine-color-default-hover': tokens.sunken,
    '--mantine-color-default-color': tokens.ink,
    '--mantine-color-default-border': tokens['line-strong'],
    '--mantine-color-error': tokens.bad,
    '--mantine-color-anchor': accent,
    '--mantine-color-accent-filled': accent,
    '--mantine-color-accent-filled-hover': `color-mix(in srgb, ${accent} 88%, ${tokens.ink})`,
    '--mantine-color-accent-light': accentSoft,
    '--mantine-color-accent-light-hover': accentSoft,
    '--mantine-color-accent-light-color': accent,
    '--mantine-color-accent-outline': accent,
    '--mantine-primary-color-contrast': accentInk,
    '--mantine-color-gray-light-color': tokens['ink-2'],
    '--mantine-color-gray-light-hover': tokens.sunken,
    '--mantine-color-gray-text': tokens['ink-2'],
    '--mantine-color-red-filled': tokens.bad,
    '--mantine-color-red-filled-hover': `color-mix(in srgb, ${tokens.bad} 88%, ${tokens.ink})`,
    '--mantine-color-red-light-color': tokens.bad,
    '--mantine-color-disabled': tokens.sunken,
    '--mantine-color-disabled-color': tokens['ink-3'],
    '--mantine-color-disabled-border': tokens.line,
  };
}

/**
 * Tokens as CSS variables for both schemes. `wanted` is the organization's color; without one the
 * product's green is used. Contrast is corrected here, so any color is safe.
 */
export function tokensFor(wanted?: string | null): CSSVariablesResolver {
  const accent = wanted ?? PRODUCT_ACCENT;
  const isOwn = accent !== PRODUCT_ACCENT;
  return () => ({
    variables: { '--r': '6px', '--row': '36px' },
    light: scheme(light, isOwn ? accent : PRODUCT_ACCENT),
    dark: scheme(dark, isOwn ? accent : PRODUCT_ACCENT_DARK),
  });
}
