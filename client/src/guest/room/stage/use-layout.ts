import { useState } from 'react';
import { keep, readKept } from '../../../session/kept.ts';
import type { Layout } from './Stage.tsx';

const key = 'parley.layout';

/** Everyone alike, or the speaker large: as chosen last on this device. */
export function useLayout(): [Layout, (layout: Layout) => void] {
  const [layout, setLayout] = useState<Layout>(() =>
    readKept('localStorage', key) === 'speaker' ? 'speaker' : 'grid',
  );
  return [
    layout,
    (next) => {
      keep('localStorage', key, next);
      setLayout(next);
    },
  ];
}
