import { useHotkeys } from '@mantine/hooks';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useKeys } from '../../ui/index.ts';

export type FrameState = {
  isMenuOpen: boolean;
  openMenu: () => void;
  closeMenu: () => void;
  isPaletteOpen: boolean;
  openPalette: () => void;
  closePalette: () => void;
  isHelpOpen: boolean;
  openHelp: () => void;
  closeHelp: () => void;
};

type Open = 'menu' | 'palette' | 'help' | null;

/** What floats over the frame (one thing at a time), and the keys that open it. */
export function useFrameState(): FrameState {
  const [open, setOpen] = useState<Open>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu over it
  useEffect(() => setOpen(null), [path]);
  useHotkeys([['mod+K', () => setOpen('palette')]], []);
  useKeys({ '?': () => setOpen('help') });
  const close = () => setOpen(null);
  return {
    isMenuOpen: open === 'menu',
    openMenu: () => setOpen('menu'),
    closeMenu: close,
    isPaletteOpen: open === 'palette',
    openPalette: () => setOpen('palette'),
    closePalette: close,
    isHelpOpen: open === 'help',
    openHelp: () => setOpen('help'),
    closeHelp: close,
  };
}
