import { Direction } from 'radix-ui';
import type { ReactNode } from 'react';
import { directionOf } from '../i18n/direction.ts';
import { useLanguage } from '../i18n/index.ts';
import { TooltipProvider } from './Tooltip.tsx';

/** What every part of the interface stands in: the way it is read, which arrow keys in menus follow, and its tooltips. */
export const Surroundings = ({ children }: { children: ReactNode }) => (
  <Direction.Provider dir={directionOf(useLanguage())}>
    <TooltipProvider>{children}</TooltipProvider>
  </Direction.Provider>
);
