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
  const session = 'fuzzed-session';
  const say = [...heard.map(({ id }) => id), ...gone].map((producer) => ({
    producer,
    volume: -20 - random.below(40),
  }));
  stage.sfu.say({ type: 'levels', session, levels: say } as Parameters<typeof stage.sfu.say>[0]);
};

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
