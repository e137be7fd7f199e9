import { nextDoor } from './cast.ts';
import type { Guest } from './guest.ts';
import { knowsOfKnock, sees } from './oracle/sight.ts';
import { leadsTalks, mayRead, readsRemark, roomOf } from './oracle/conditions.ts';
import type { Soul } from './oracle/world.ts';
import { someone } from './picks.ts';
import type { Random } from './random.ts';
import type { Reply } from './reply.ts';
import type { Stage } from './stage.ts';
import { must } from './violation.ts';

const NOBODY = 'p-nobody-there';
const NOTHING = 'nothing-of-this-name';

/** What somebody asks about a thing they may not know of, and how it is asked of one that is not there. */
function forged(
  stage: Stage,
  random: Random,
  me: Soul,
): { name: string; real: unknown; made: unknown } | null {
  const { world } = stage;
  const hidden = random.maybe(
    world.all().filter((soul) => !sees(world, me, soul) && !knowsOfKnock(world, me, soul.id)),
  );
  const foreign = random.maybe([...world.rooms.keys()].filter((id) => id !== roomOf(me)));
  const track = random.maybe([...world.tracks.values()].filter(({ owner }) => owner !== me.id));
  const consumer = random.maybe(
    [...stage.oracle.consumers].filter(([id, { peer }]) => peer !== me.peer || !stage.ears.knows(id)),
  );
  const file = random.maybe(world.words.filter((word) => word.file !== null && !mayRead(world, me, word)));
  const about = (name: string, more: object = {}) =>
    hidden === undefined
      ? null
      : { name, real: { participant: hidden.id, ...more }, made: { participant: NOBODY, ...more } };
  const inRoom = (name: string, more: object, key: 'room' | 'to') =>
    foreign === undefined
      ? null
      : { name, real: { [key]: foreign, ...more }, made: { [key]: NOTHING, ...more } };
  const named = (name: string, key: string, real: string | null | undefined, more: object = {}) =>
    real === null || real === undefined
      ? null
      : { name, real: { [key]: real, ...more }, made: { [key]: NOTHING, ...more } };
  const unread = random.maybe(
    world.remarks.all.filter((each) => each.of === null && !readsRemark(world, me, each)),
  );
  const here = { epoch: me.epoch };
  switch (random.below(24)) {
    case 0:
      return about('participant.mute');
    case 1:
      return about('hand.lower');
    case 2:
      return hidden === undefined
        ? null
        : {
            name: 'lobby.admit',
            real: { participants: [hidden.id] },
            made: { participants: [NOBODY] },
          };
    case 3:
      return about('participant.remove', { reason: '' });
    case 4:
      return about('entry.admit', here);
    case 5:
      return about('entry.end');
    case 6:
      return about('wish.decline', { reason: '' });
    case 7:
      return inRoom('caucus.rename', { title: 'mine' }, 'room');
    case 8:
      return inRoom('caucus.close', {}, 'room');
    case 9:
      return inRoom('people.move', { participants: [me.id], mixing: [] }, 'to');
    case 10:
      return inRoom('room.tell', { text: 'psst' }, 'to');
    case 11:
      return named('media.unpublish', 'producer', track?.id);
    case 12:
      return named('media.ready', 'consumer', consumer?.[0]);
    case 13:
      return named('media.prefer', 'consumer', consumer?.[0], { spatial: null });
    case 14:
      return named('comment.resolve', 'comment', unread?.id, {
        doc: 'agreement',
        epoch: me.epoch,
        resolved: true,
      });
    case 15:
      return named('file.fetch', 'file', file?.file, { epoch: me.epoch });
    case 16:
      return about('pace.ask', here);
    case 17:
      return inRoom('manner.set', { manner: { kind: 'simultaneous' } }, 'room');
    case 18:
      return about('interpreter.assign', { languages: ['zh', 'en'], bound: { to: 'session' } });
    case 19:
      return named('handover.offer', 'to', hidden?.id, here);
    case 20:
      return named('handover.take', 'from', hidden?.id, here);
    case 21:
      return named('handover.end', 'from', hidden?.id, here);
    case 22:
      return named('floor.pass', 'to', hidden?.id, here);
    default:
      return hidden === undefined
        ? null
        : {
            name: 'people.move',
            real: { participants: [hidden.id], to: world.plenary, mixing: [] },
            made: { participants: [NOBODY], to: world.plenary, mixing: [] },
          };
  }
}

/** A denial is the same whether or not the thing is there. */
export function probe(stage: Stage, random: Random): void {
  const guest = someone(stage, random, (soul) => !leadsTalks(soul));
  // What is still on its way is about a moment that is over.
  if (guest === undefined || guest.slow !== null) return;
  const me = stage.world.soul(guest.participant);
  if (leadsTalks(me)) return;
  const question = forged(stage, random, me);
  if (question === null) return;
  compare(stage, guest, question);
}

function compare(
  stage: Stage,
  guest: Guest,
  { name, real, made }: { name: string; real: unknown; made: unknown },
): void {
  const me = guest.participant;
  let first: Reply | null = null;
  stage.ask(guest, name, real, () => (reply) => {
    first = reply;
    must(!reply.ok, () => `${me} may ${name} ${JSON.stringify(real)}`);
  });
  stage.ask(guest, name, made, () => {
    const steady = stage.isSteady() && stage.sfu.queues.commands.waiting.length === 0;
    return (reply) => {
      const away = [first, reply].some((each) => each?.ok === false && each.error.code === 'sfu.unavailable');
      if (first === null || !steady || away) return;
      must(
        JSON.stringify(first) === JSON.stringify(reply),
        () =>
          `${me} learns from ${name} ${JSON.stringify(real)} that it is there: ${JSON.stringify([first, reply])}`,
      );
      stage.counters.add('probes');
    };
  });
}

/** In one session nobody learns anything of another, whoever they are there, and whatever they can name. */
export function pry(stage: Stage, random: Random): void {
  const { world, neighbour } = stage;
  if (random.chance(0.5)) {
    const room = random.maybe([...world.rooms.keys()]) ?? NOTHING;
    const person = random.maybe(world.all())?.id ?? NOBODY;
    const track = random.maybe([...world.tracks.keys()]) ?? NOTHING;
    const consumer = random.maybe([...stage.oracle.consumers.keys()]) ?? NOTHING;
    const file = random.maybe(world.words.flatMap((word) => word.file ?? [])) ?? NOTHING;
    const [name, real, made] = random.one<Probe>([
      ['room.tell', { to: room, text: 'psst' }, { to: NOTHING, text: 'psst' }],
      ['caucus.close', { room }, { room: NOTHING }],
      ['people.move', moveOf(person, room), moveOf(NOBODY, NOTHING)],
      ['lobby.admit', { participants: [person] }, { participants: [NOBODY] }],
      ['media.unpublish', { producer: track }, { producer: NOTHING }],
      ['media.ready', { consumer }, { consumer: NOTHING }],
      ['file.fetch', { epoch: 1, file }, { epoch: 1, file: NOTHING }],
    ]);
    return neighbour.pry(name, real, made);
  }
  const [person = NOBODY] = nextDoor.people.map(({ id }) => id);
  const [name, real, made] = random.one<Probe>([
    ['room.tell', { to: nextDoor.plenary, text: 'psst' }, { to: NOTHING, text: 'psst' }],
    ['people.move', moveOf(person, nextDoor.plenary), moveOf(NOBODY, NOTHING)],
    ['participant.remove', { participant: person, reason: '' }, { participant: NOBODY, reason: '' }],
    ['media.unpublish', { producer: neighbour.producer }, { producer: NOTHING }],
    ['media.ready', { consumer: neighbour.consumer }, { consumer: NOTHING }],
    ['media.prefer', { consumer: neighbour.consumer, spatial: 0 }, { consumer: NOTHING, spatial: 0 }],
  ]);
  const guest = someone(stage, random, () => true);
  if (guest !== undefined && guest.slow === null) compare(stage, guest, { name, real, made });
}

/** A request as of a thing that is there, and as of one that is not. */
type Probe = readonly [name: string, real: object, made: object];

const moveOf = (person: string, to: string) => ({ participants: [person], to, mixing: [] });
