import type { ConsumerId, ParticipantId } from '@parley/shared/ids';
import type { PersonView } from '@parley/shared/policy';
import type { LocalTrack, RemoteTrack } from '../../../media/model.ts';
import type { DrawnModel } from '../../drawn-model.ts';

/** What can be seen of someone now. */
export type Picture =
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  /** `remote` is null for my own. */
  | { readonly kind: 'on'; readonly track: MediaStreamTrack; readonly remote: RemoteTrack | null };

/** They send, but nothing of it fits my line: sound goes first. */
export const isHeldBack = (picture: Picture): boolean =>
  picture.kind === 'on' && picture.remote !== null && picture.remote.layer === null;

export const consumerOf = (picture: Picture): ConsumerId | null =>
  picture.kind === 'on' ? (picture.remote?.consumer ?? null) : null;

export const trackOf = (picture: Picture): MediaStreamTrack | null =>
  picture.kind === 'on' ? picture.track : null;

/** One person as the stage shows them. */
export interface Figure {
  readonly person: PersonView;
  readonly mine: boolean;
  readonly picture: Picture;
}

export function figureOf(model: DrawnModel, person: PersonView, mine: boolean): Figure {
  return {
    person,
    mine,
    picture: mine ? ownPicture(model.local.camera) : pictureOf(model, person, 'camera'),
  };
}

/** Someone's camera or screen as it reaches me. */
export function pictureOf(model: DrawnModel, person: PersonView, source: 'camera' | 'screen'): Picture {
  if (!person.sources.some((each) => each.source === source)) return { kind: 'off' };
  const remote = [...model.tracks.values()].find(
    (track) => track.owner === person.participant.id && track.source === source,
  );
  if (remote === undefined) return { kind: 'starting' };
  return { kind: 'on', track: remote.track, remote };
}

function ownPicture(camera: LocalTrack): Picture {
  switch (camera.kind) {
    case 'on':
      return { kind: 'on', track: camera.track, remote: null };
    case 'starting':
      return camera;
    case 'off':
    case 'failed':
      return { kind: 'off' };
  }
}

/** Whom the speaker view shows large: who speaks or spoke last, else the first other, else me. */
export function inFocus(figures: readonly Figure[], active: ParticipantId | null): Figure | undefined {
  return (
    figures.find(({ person }) => person.participant.id === active) ??
    figures.find(({ mine }) => !mine) ??
    figures[0]
  );
}
