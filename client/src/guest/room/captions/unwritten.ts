import type { SessionView } from '@parley/shared/policy';
import { isUnderstood, type Language } from '@parley/shared/session';
import { isHere } from '../../../session/here.ts';

/** What is spoken in my room and cannot be written along: by who is here, and by interpreters into their channels. */
export function unwritten(view: SessionView): readonly Language[] {
  const { captions, interpretation, me, people } = view;
  const understood = captions?.understood ?? null;
  if (understood === null) return [];
  const spoken = [me, ...people.filter((person) => isHere(view, person))].flatMap(({ participant }) =>
    participant.role === 'interpreter' || participant.role === 'observer'
      ? []
      : participant.languages.slice(0, 1),
  );
  const channels = interpretation?.channels.map(({ language }) => language) ?? [];
  return [...new Set([...spoken, ...channels])].filter((language) => !isUnderstood(understood, language));
}
