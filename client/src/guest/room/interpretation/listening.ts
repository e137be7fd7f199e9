import type { PersonView, SessionView } from '@parley/shared/policy';
import type { Language } from '@parley/shared/session';

/** A language one may listen to here, and who interprets into it now. */
export interface Choice {
  readonly language: Language;
  readonly interpreter: PersonView | null;
}

/** What I listen to, as far as it is worth a line. */
export type Listening =
  | { readonly kind: 'interpreted' | 'lost'; readonly language: Language; readonly name: string }
  | { readonly kind: 'nobody'; readonly language: Language }
  /** Not chosen; somebody interprets into the one language I speak. */
  | { readonly kind: 'suggested'; readonly language: Language; readonly name: string };

/**
 * None where there is nothing to choose: nobody here interprets, and nothing is chosen. Where people speak in turn
 * everyone hears the interpreter.
 */
export function choicesOf(view: SessionView): readonly Choice[] {
  const { interpretation } = view;
  if (interpretation === null || interpretation.turns !== null) return [];
  const { interpreters, channels, listens } = interpretation;
  const languages = new Set([
    ...interpreters.flatMap((each) => each.languages),
    ...channels.map(({ language }) => language),
    ...(listens === null ? [] : [listens]),
  ]);
  return [...languages].map((language) => ({ language, interpreter: interpreterInto(view, language) }));
}

/** Besides myself. */
function interpreterInto({ interpretation, people }: SessionView, language: Language): PersonView | null {
  const channel = interpretation?.channels.find((each) => each.language === language);
  return people.find(({ participant }) => participant.id === channel?.interpreter) ?? null;
}

export function listening(view: SessionView): Listening | null {
  const { interpretation, me } = view;
  if (interpretation === null) return null;
  const { listens, mine } = interpretation;
  const choices = choicesOf(view);
  const chosen = choices.find(({ language }) => language === listens);
  if (chosen !== undefined) {
    const { language, interpreter } = chosen;
    if (interpreter === null) return isMyOwn(view, language) ? null : { kind: 'nobody', language };
    const { name } = interpreter.participant;
    return { kind: interpreter.line === 'online' ? 'interpreted' : 'lost', language, name };
  }
  if (mine !== null) return null;
  const only = me.participant.languages.length === 1 ? me.participant.languages[0] : undefined;
  const fitting = choices.find(({ language, interpreter }) => language === only && interpreter !== null);
  return fitting === undefined || fitting.interpreter === null
    ? null
    : { kind: 'suggested', language: fitting.language, name: fitting.interpreter.participant.name };
}

const isMyOwn = ({ interpretation, me }: SessionView, language: Language): boolean =>
  interpretation?.channels.some(
    (channel) => channel.language === language && channel.interpreter === me.participant.id,
  ) === true;
