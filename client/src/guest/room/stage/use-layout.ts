import { useState } from 'react';
import { remember, remembered } from '../../../ui/remembered.ts';
import type { Layout } from './Stage.tsx';

const key = 'parley.layout';

/** Everyone alike, or the speaker large: as chosen last on this device. */
export function useLayout(): [Layout, (layout: Layout) => void] {
  const [layout, setLayout] = useState<Layout>(() => (remembered(key) === 'speaker' ? 'speaker' : 'grid'));
  return [
    layout,
    (next) => {
      remember(key, next);
      setLayout(next);
    },
  ];
}
