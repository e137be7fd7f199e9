import { keep, readKept } from '../../../session/kept.ts';
import type { Panel } from '../ui-state.ts';

const key = 'parley.conduct-panel';
const kept = ['board', 'people', 'chat', 'none'] as const;

/** What stood beside the stage last on this device: the board, unless whoever conducts chose otherwise. */
export function panelAtFirst(): Panel | null {
  const last = kept.find((each) => each === readKept('localStorage', key)) ?? 'board';
  return last === 'none' ? null : last;
}

export const rememberPanel = (panel: Panel | null): void => keep('localStorage', key, panel ?? 'none');
