import type { SessionView } from '@parley/shared/policy';
import { isSameOutlet, type Language } from '@parley/shared/session';
import { languagesOf } from './outlets.ts';

/** A language of mine that people listen to and nobody renders, and what is wrong with it. */
export interface Silent {
  readonly language: Language;
  /** My microphone is off, or I have been quiet; a partner is silent; or nobody interprets into it. */
  readonly why: 'off' | 'quiet' | 'partner' | 'nobody';
  /** The partner. */
  readonly name: string;
}

export function silentOf(view: SessionView): readonly Silent[] {
  const mine = view.interpretation?.mine ?? null;
  if (mine === null) return [];
  const languages = languagesOf(view);
  return mine.silent.map(({ language }) => {
    const isMine = isSameOutlet(mine.outlet, { to: 'channel', language });
    const takenBy = languages.find((each) => each.language === language)?.takenBy ?? null;
    if (isMine) return { language, why: view.me.microphone === 'open' ? 'quiet' : 'off', name: '' };
    return takenBy === null
      ? { language, why: 'nobody', name: '' }
      : { language, why: 'partner', name: takenBy };
  });
}
