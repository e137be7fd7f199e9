import type { ParticipantId, ProducerId, RoomId } from '../ids.ts';
import type { Language } from '../session/people.ts';
import { type Presence, type SessionState, settledSince } from '../session/state.ts';
import { exists, hears, isConductor, isIn, isPlaced, isPresiding, isSettled, owns } from './conditions.ts';
import { recordsFor } from './roles.ts';
import { all, allow, type Verdict, verdict } from './verdict.ts';

type Nothing = Record<never, never>;

/** What can be tried with captions, with what it is aimed at; part of `Actions`. */
export interface CaptionsActions {
  'captions.choose': Nothing;
  'captioner.name': { readonly participant: ParticipantId };
  /** Whether what is captioned is kept with the session. */
  'transcripts.keep': Nothing;
  /** That the server writes along what is said in a room. */
  'captions.automate': { readonly room: RoomId; readonly on: boolean };
  'caption.write': Nothing;
  'caption.read': CaptionTarget;
  /** To know how many in one's room read captions in each language. */
  'captions.count': Nothing;
}

/** A line in a language, told in a room, by the number of the event before which it was begun. */
interface CaptionTarget {
  readonly room: RoomId;
  readonly language: Language;
  readonly began: number;
  /** The voice it was written along from; null of one that was typed. */
  readonly voice: ProducerId | null;
}

/** The recorder, and whom who conducts has named. */
export const isCaptioner = ({ captioners }: SessionState, { participant }: Presence): boolean =>
  recordsFor(participant.role) || captioners.has(participant.id);

/** Captions are typed for the room one stands in, and for no other. */
const writesCaptions = (state: SessionState, actor: Presence): Verdict =>
  all(verdict(isCaptioner(state, actor), 'captions.not-yours'), isSettled(actor));

const namesCaptioner = (state: SessionState, actor: Presence, whom: ParticipantId): Verdict =>
  all(isConductor(actor), verdict(state.people.has(whom), 'participant.unknown'));

/** Who conducts switches it on where they may know of the room; what is switched on can always be ended. */
const automates = (
  state: SessionState,
  actor: Presence,
  { room, on }: CaptionsActions['captions.automate'],
): Verdict =>
  all(isConductor(actor), exists(state, room), verdict(!on || state.provided, 'captions.unavailable'));

/** Whoever reads its language, and stood in its room already when it was begun; of a voice, who may hear it. */
const readsCaption = (
  state: SessionState,
  actor: Presence,
  { room, language, began, voice }: CaptionTarget,
): Verdict =>
  all(
    isSettled(actor),
    isIn(actor, room),
    verdict(actor.reads === language, 'captions.not-chosen'),
    verdict((settledSince(actor) ?? began) < began, 'captions.not-chosen'),
    voice === null || owns(state, actor, voice).kind === 'allow' ? allow : hears(state, actor, voice),
  );

/** Those who see to it that everyone can follow are told how many read which language in their room. */
const countsReaders = (state: SessionState, actor: Presence): Verdict =>
  all(
    verdict(isCaptioner(state, actor) || isConductor(actor).kind === 'allow', 'role.not-allowed'),
    isSettled(actor),
  );

type Rule<A extends keyof CaptionsActions> = (
  state: SessionState,
  actor: Presence,
  target: CaptionsActions[A],
) => Verdict;

export const captionsRules: { readonly [A in keyof CaptionsActions]: Rule<A> } = {
  'captions.choose': (_state, actor) => isPlaced(actor),
  'captioner.name': (state, actor, { participant }) => namesCaptioner(state, actor, participant),
  'transcripts.keep': (state, actor) => isPresiding(state, actor),
  'caption.write': (state, actor) => writesCaptions(state, actor),
  'captions.automate': (state, actor, target) => automates(state, actor, target),
  'caption.read': (state, actor, target) => readsCaption(state, actor, target),
  'captions.count': (state, actor) => countsReaders(state, actor),
};
