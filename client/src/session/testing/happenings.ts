import type { ErrorCode } from '@parley/shared/errors';
import type { RequestName } from '@parley/shared/protocol';
import { constant, constantFrom, nat, oneof, record } from 'fast-check';

const swallowable: readonly RequestName[] = [
  'chat.say',
  'chat.history',
  'media.join',
  'media.connect',
  'media.publish',
  'media.unpublish',
  'media.ready',
  'media.restart-ice',
  'media.capabilities',
  'microphone.set',
];
const refusable: readonly RequestName[] = ['chat.say', 'media.join', 'media.publish', 'media.ready'];
/** What a publication can be refused with that another one may be granted. */
const refusals: readonly ErrorCode[] = [
  'media.unknown',
  'media.not-joined',
  'media.already-published',
  'epoch.stale',
  'participant.not-in-room',
  'connection.superseded',
  'sfu.stale',
  'sfu.unavailable',
  'store.unavailable',
];
/** What the server may take long to do, or to answer: a join is done in the order in which it was asked for. */
const slow = oneof(
  record({
    name: constantFrom<RequestName[]>(
      'media.capabilities',
      'media.connect',
      'media.publish',
      'media.unpublish',
      'media.ready',
      'media.restart-ice',
    ),
    what: constantFrom('handling' as const, 'answer' as const),
  }),
  record({ name: constant('media.join' as const), what: constant('answer' as const) }),
);

const steps = [
  'cut',
  'away',
  'back',
  'restart',
  'move',
  'hold',
  'settle',
  'lose-media',
  'sfu-forgets',
  'sfu-tells',
  'open',
  'mute',
  'muted-by',
  'camera-on',
  'camera-off',
  'device',
  'share',
  'unshare',
  'say',
  'other-publishes',
  'other-stops',
  'network',
  'ice-fails',
  'producer-fails',
  'browser-fails',
  'browser-is-stuck',
  'leave',
  'enter',
] as const;

const onTheMove = ['move', 'move', 'move', 'hold', 'settle', 'open', 'open', 'mute', 'cut'] as const;

/** What is between a browser and the server loses something, refuses it or is late. */
const trouble = [
  constantFrom(...swallowable).map((name) => ({ kind: 'swallow' as const, name })),
  constantFrom(...refusable).map((name) => ({
    kind: 'refuse' as const,
    name,
    code: 'sfu.unavailable' as ErrorCode,
  })),
  constantFrom(...refusals).map((code) => ({
    kind: 'refuse' as const,
    name: 'media.publish' as RequestName,
    code,
  })),
  record({ slow, ms: constantFrom(500, 4_000, 12_000) }).map(({ slow: { name, what }, ms }) => ({
    kind: 'slow' as const,
    name,
    what,
    ms,
  })),
];
const after = oneof(constantFrom(0, 1), nat(400), nat(4_000));

/** One thing that happens, and how long after it the next one does (milliseconds). */
export const happening = record({
  what: oneof(
    constantFrom(...steps).map((kind) => ({ kind })),
    ...trouble,
  ),
  after,
});

/** The same to somebody who is moved again and again, and may speak. */
export const happeningOnTheMove = record({
  what: oneof(
    constantFrom(...onTheMove).map((kind) => ({ kind })),
    constantFrom(...onTheMove).map((kind) => ({ kind })),
    constantFrom(...steps).map((kind) => ({ kind })),
    ...trouble,
  ),
  after,
});

/** Milliseconds from one end to the other. */
export const latency = constantFrom(0, 20, 150, 700);
export type What =
  | { kind: (typeof steps)[number] }
  | { kind: 'swallow'; name: RequestName }
  | { kind: 'refuse'; name: RequestName; code: ErrorCode }
  | { kind: 'slow'; name: RequestName; what: 'handling' | 'answer'; ms: number };
