import { producer } from '../../session/testing.ts';
import { gone, other, plenary, type Rows, x } from './situation.ts';
import {
  always,
  conducts,
  first,
  inPlenary,
  never,
  placed,
  speaks,
  standing,
  together,
  unless,
} from './words.ts';

const showsScreen = first(
  speaks,
  unless((s) => !s.actor.startsWith('interpreter'), 'role.not-allowed'),
  standing,
);

/** Voice, picture, hand and chat. */
export const mediaTable: Rows<
  | 'participant.mute'
  | 'hand.raise'
  | 'hand.lower'
  | 'microphone.open'
  | 'microphone.mute'
  | 'chat.say'
  | 'chat.read'
  | 'file.share'
  | 'media.join'
  | 'media.publish'
  | 'media.unpublish'
  | 'media.hear'
> = {
  'participant.mute': [
    { target: { participant: other }, denial: first(conducts, standing, together) },
    { target: { participant: gone }, denial: first(conducts, standing, never('participant.not-in-room')) },
  ],
  'hand.raise': [{ target: {}, denial: first(speaks, standing) }],
  'hand.lower': [
    { target: { participant: other }, denial: first(conducts, standing, together) },
    { target: { participant: x }, denial: standing },
  ],
  'microphone.open': [{ target: {}, denial: first(speaks, standing) }],
  'microphone.mute': [{ target: {}, denial: placed }],
  'chat.say': [{ target: { room: plenary }, denial: first(speaks, standing, inPlenary) }],
  'chat.read': [{ target: { room: plenary }, denial: first(standing, inPlenary) }],
  'file.share': [{ target: { room: plenary }, denial: first(speaks, standing, inPlenary) }],
  'media.join': [{ target: {}, denial: placed }],
  'media.publish': [
    { target: { source: 'screen' }, denial: showsScreen },
    { target: { source: 'screen-audio' }, denial: showsScreen },
    { target: { source: 'microphone' }, denial: first(speaks, standing) },
    { target: { source: 'camera' }, denial: first(speaks, standing) },
  ],
  'media.unpublish': [
    { target: { producer: producer('mine') }, denial: always },
    { target: { producer: producer('camera') }, denial: never('media.unknown') },
  ],
  'media.hear': [
    {
      target: { producer: producer('camera') },
      denial: first(
        unless((s) => ['plenary', 'arrival', 'caucus'].includes(s.place), 'room.not-settled'),
        inPlenary,
      ),
    },
    { target: { producer: producer('nothing') }, denial: never('media.unknown') },
  ],
};
