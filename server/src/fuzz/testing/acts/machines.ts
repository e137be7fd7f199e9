import { roomOf } from '../oracle/conditions.ts';
import type { Soul, World } from '../oracle/world.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import type { Operation } from './asking.ts';

export const pump: Operation = async (stage, random) => {
  for (let count = 1 + random.below(12); count > 0; count -= 1) {
    await stage.step(random.one(['commands', 'media', 'reports']));
  }
};

/** Also of tracks that have been closed meanwhile: a level is a moment old when it is told. */
export const levels: Operation = (stage, random) => {
  const { tracks, sources } = stage.world;
  const heard = random.some([...tracks.values()].filter(({ source }) => source === 'microphone'));
  const ever = [...sources].flatMap(([id, source]) => (source === 'microphone' ? [id] : []));
  const gone = random.chance(0.1) ? random.some(ever, 0.1) : [];
  sound(stage, random, [...heard.map(({ id }) => id), ...gone]);
};

function sound(stage: Stage, random: Random, tracks: readonly string[]): void {
  const session = 'fuzzed-session';
  const say = tracks.map((producer) => ({ producer, volume: -20 - random.below(40) }));
  stage.sfu.say({ type: 'levels', session, levels: say } as Parameters<typeof stage.sfu.say>[0]);
}

/** Somebody speaks, and another listens to a language into which nobody renders it, now and then for long. */
export const speakPast: Operation = async (stage, random) => {
  const { world } = stage;
  const voices = [...world.tracks.values()].filter(({ source }) => source === 'microphone');
  const missed = voices.filter(({ owner, room }) =>
    beside(world, room).some(
      ({ id, work, listens }) =>
        id !== owner && work === null && ![null, world.soul(owner).person.languages[0]].includes(listens),
    ),
  );
  const attended = missed.filter(({ room }) => beside(world, room).some(({ work }) => work !== null));
  const speaker = random.maybe(attended.length > 0 ? attended : missed);
  if (speaker === undefined) return;
  sound(stage, random, [speaker.id]);
  if (random.chance(0.3)) {
    await pass(stage, 16_000);
    // Who goes on is missed by then, and the interpreters know of it for a while.
    sound(stage, random, [speaker.id]);
    if (random.chance(0.4)) await pass(stage, 16_000);
  }
  if (random.chance(0.3)) return;
  const rendering = voices.filter(
    ({ room, owner }) => room === speaker.room && world.soul(owner).work !== null,
  );
  sound(
    stage,
    random,
    rendering.map(({ id }) => id),
  );
  if (rendering.length === 0 && random.chance(0.2)) await pass(stage, 11_000);
};

const beside = (world: World, room: string): readonly Soul[] =>
  world.all().filter((soul) => roomOf(soul) === room);

/** An order that the SFU has followed already comes again. */
export const oldOrder: Operation = (stage, random) => {
  const { world, orders } = stage;
  const old = random.maybe(orders.before(world.acknowledged));
  if (old === undefined) return;
  const { endings } = orders;
  const { whileAlive } = stage.living();
  stage.sfu.applyAudience(old).then(
    () =>
      whileAlive(() =>
        must(orders.endings !== endings, () => `the SFU goes back to the orders of ${old.seq}`),
      ),
    () => stage.counters.add('old orders refused'),
  );
};

export const loseAnswer: Operation = (stage, random) =>
  stage.store.loseAnswer(random.one(['is lost', 'is lost with the rows']), random.chance(0.3));

export const brokenPolicy =
  (broken: boolean): Operation =>
  (stage) =>
    void (stage.orders.broken = broken);

export const quality: Operation = (stage, random) => {
  const soul = random.maybe(stage.world.all().filter(({ peer }) => peer !== null));
  if (soul === undefined) return;
  const session = 'fuzzed-session';
  const event = { type: 'quality', session, peer: soul.peer, score: random.below(11) };
  stage.sfu.say(event as Parameters<typeof stage.sfu.say>[0]);
};

export const loseMedia: Operation = (stage, random) => {
  const soul = random.maybe(stage.world.all().filter(({ peer }) => peer !== null));
  if (soul?.peer === undefined || soul.peer === null) return;
  if (random.chance(0.2))
    stage.sfu.loseWorker('fuzzed-session' as Parameters<typeof stage.sfu.loseWorker>[0]);
  else {
    const [session, peer] = ['fuzzed-session', soul.peer] as Parameters<typeof stage.sfu.losePeer>;
    stage.sfu.losePeer(session, peer);
  }
};

export const kill: Operation = async (stage, random) => {
  stage.counters.add('kills');
  await stage.kill(random.chance(0.5));
};

export const pass = async (stage: Stage, ms: number): Promise<void> =>
  stage.clock.pass(ms, () => stage.settle());
