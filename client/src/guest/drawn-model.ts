import type { AgreementModel } from '../session/agreement-box.ts';
import type { SessionModel } from '../session/model.ts';

/** All that a room is drawn from, but what changes with every letter and every breath: that is followed where it is shown. */
export type DrawnModel = Omit<
  SessionModel,
  'agreement' | 'note' | 'captions' | 'speaking' | 'activeSpeaker' | 'quality'
> & {
  readonly agreement: Pick<AgreementModel, 'view'>;
};

/** Whether a room looks alike, whatever was written in its documents and in one's notes, and whoever speaks. */
export function isDrawnAlike(before: SessionModel, after: SessionModel): boolean {
  const were = drawnOf(before);
  return drawnOf(after).every((each, index) => each === were[index]);
}

const followedElsewhere = {
  note: null,
  captions: null,
  speaking: null,
  activeSpeaker: null,
  quality: null,
} as const;

const drawnOf = (model: SessionModel): readonly unknown[] =>
  Object.values({ ...model, ...followedElsewhere, agreement: model.agreement.view });
