import type { Participant } from '@parley/shared/session';
import { publish } from './acts/browsers.ts';
import { created } from './cast.ts';
import { changed } from './office.ts';
import { joinMedia, playTrack } from './picks.ts';
import { canAnswer } from './oracle/places.ts';
import { isCalled, mayGo } from './oracle/roster.ts';
import { hears, isPrepared } from './oracle/sight.ts';
import { countFor } from './oracle/terms.ts';
import { isHeldBack, voiceOf } from './oracle/voices.ts';
import { placed, roomOf } from './oracle/conditions.ts';
import type { Soul, Track } from './oracle/world.ts';
import type { Guest } from './guest.ts';
import { GRACE_MS } from './life.ts';
import type { Stage } from './stage.ts';
import type { Random } from './random.ts';
import { must } from './violation.ts';

const RETRY_MS = 300;
const ROUNDS = 40;
/** The numbers of tracks that are published at rest; the others' are lower. */
const PUBLISHED_AT_REST = 100_000;

/** Nothing is held back any more: whatever was under way has ended, and everyone has what is theirs. */
export async function comeToRest(stage: Stage, random: Random): Promise<void> {
  // Of what is open every step from then on has more to look at.
  const speaks = random.chance(0.5);
  stage.sfu.setAvailable(true);
  stage.store.comeBack();
  for (const guest of stage.guests.filter(({ slow }) => slow !== null)) {
    await stage.catchUp(guest);
  }
  await stage.gates.release();
  await changed(stage);
  await wait(stage);
  await play(stage);
  await wait(stage);
  if (speaks) await openMicrophones(stage);
  await play(stage);
  await changed(stage);
  await stage.flush();
  stage.judge(() => {
    judgeRest(stage);
    if (speaks) for (const guest of lines(stage)) judgeMicrophone(stage, guest);
  });
}

/** What the SFU refused while it was away is tried again by itself after a moment. */
async function wait(stage: Stage): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await stage.flush();
    if (round > 0 && isAtRest(stage)) return;
    await stage.clock.pass(RETRY_MS, () => stage.settle());
  }
}

function isAtRest(stage: Stage): boolean {
  const { world } = stage;
  if (world.all().every(({ line }) => line === 'offline') && stage.guests.length === 0) return true;
  return (
    !stage.life.busy &&
    world.all().every(({ where, leaving, work }) => {
      const fades = work !== null && work.fading !== null;
      return where.at !== 'moving' && leaving === null && !fades;
    })
  );
}

/** Every browser that lost its media joins again, and plays all it is offered. */
async function play(stage: Stage): Promise<void> {
  for (const guest of lines(stage)) {
    const me = stage.world.soul(guest.participant);
    if (placed(me) && (me.peer === null || me.peer !== guest.peer)) joinMedia(stage, guest);
  }
  await stage.flush();
  for (const guest of lines(stage)) {
    for (const [consumer, offer] of guest.offered) {
      if (!offer.ready) playTrack(stage, guest, consumer, offer);
    }
  }
  await stage.flush();
}

/** Every browser whose person is not muted publishes their microphone where they are, unless it has: as after a move. */
async function openMicrophones(stage: Stage): Promise<void> {
  const speaking = lines(stage).filter((guest) => isToBeHeard(stage, guest));
  const mine = speaking.map((guest) => [guest, microphoneOf(stage, guest)] as const);
  const foreign = mine.filter(([guest, track]) => track !== undefined && !guest.published.has(track.id));
  for (const [guest, track] of foreign) stage.ask(guest, 'media.unpublish', { producer: track?.id });
  if (foreign.length > 0) await stage.flush();
  for (const guest of speaking.filter((each) => microphoneOf(stage, each) === undefined)) {
    const { epoch } = stage.world.soul(guest.participant);
    publish(stage, guest, { source: 'microphone', epoch, track: PUBLISHED_AT_REST + stage.world.seq });
    stage.counters.add('microphones opened at rest');
    await stage.settle();
  }
  await stage.flush();
}

const isToBeHeard = ({ world }: Stage, { participant, peer }: Guest): boolean => {
  const me = world.soul(participant);
  return roomOf(me) !== null && me.role !== 'observer' && me.mic && me.peer !== null && me.peer === peer;
};

const microphoneOf = ({ world }: Stage, { participant }: Guest): Track | undefined =>
  [...world.tracks.values()].find(({ owner, source }) => owner === participant && source === 'microphone');

/** Whoever is not muted has a microphone open in the room they stand in. */
function judgeMicrophone(stage: Stage, guest: Guest): void {
  if (!isToBeHeard(stage, guest)) return;
  const me = stage.world.soul(guest.participant);
  const track = microphoneOf(stage, guest);
  must(
    track !== undefined && guest.published.has(track.id),
    () => `the microphone of ${me.id} is never opened where they are`,
  );
  must(
    track.room === roomOf(me) && track.epoch === me.epoch,
    () => `the microphone of ${me.id} is open elsewhere`,
  );
  stage.counters.add('microphones open');
}

const lines = (stage: Stage): Guest[] =>
  stage.guests.filter(({ participant, line }) => {
    const me = stage.world.soul(participant);
    return me.line === 'online' && me.connection === line;
  });

function judgeRest(stage: Stage): void {
  const { world } = stage;
  const live = lines(stage);
  if (live.length === 0) return;
  stage.counters.add('quiet moments');
  for (const soul of world.all()) {
    must(soul.where.at !== 'moving', () => `${soul.id} is stuck on the way to a room`);
    const knock = world.knocks.get(soul.id);
    must(
      knock === undefined || !knock.asked || canAnswer(world, knock.room),
      () => `${soul.id} waits at a door that nobody can open`,
    );
    must(soul.leaving === null, () => `${soul.id} is never said to be cut off`);
    must(!soul.work?.fading, () => `${soul.id} is shown for ever who hears them no more`);
    judgeLine(stage, soul);
  }
  for (const guest of live) {
    stage.ears.upToDate(guest);
    stage.ears.lookAgain(guest);
    const due = countFor(world, world.soul(guest.participant));
    must(
      due === null || guest.waiting === due,
      () => `${guest.participant} is left with ${guest.waiting} suggestions that wait, not ${due}`,
    );
  }
  judgeRoster(stage);
  judgeHearing(stage, live);
}

/** The session is as its case says: everyone who belongs to it, by their name, and nobody who does not and never came. */
function judgeRoster({ office, world, counters }: Stage): void {
  const named = new Set<string>(office.people.map(({ id }) => id));
  for (const soul of world.all())
    must(named.has(soul.id) || !mayGo(world, soul), () => `${soul.id} is expected and belongs to no case`);
  for (const person of office.people.filter(hasTheirSide)) {
    const soul = world.souls.get(person.id);
    must(soul !== undefined, () => `${person.id} belongs to the case and is not expected`);
    must(isCalled(soul, person), () => `${person.id} is not called as the case says`);
  }
  must(world.called.title === office.title, () => 'the session is not called as the case says');
  counters.add('cases followed');
}

const hasTheirSide = (person: Participant): boolean =>
  !('side' in person) || person.side === null || created.sides.some(({ id }) => id === person.side);

/** Who is said to be on the line is; and a line that was lost is given up once its time is over. */
function judgeLine({ guests, clock, life }: Stage, soul: Soul): void {
  const isThere = guests.some(({ line }) => line === soul.connection);
  must(soul.line !== 'online' || isThere, () => `${soul.id} is said to be on the line and is not`);
  const lostFor = Math.min(clock.now() - soul.lostAt, life.workedMs);
  must(
    soul.line !== 'lost' || lostFor <= GRACE_MS + ROUNDS * RETRY_MS,
    () => `the line of ${soul.id} is never given up`,
  );
}

/** Roommates do hear each other, as soon as their browsers asked for it, and nobody a voice that is not for them. */
function judgeHearing(stage: Stage, live: readonly Guest[]): void {
  const { world } = stage;
  const edges = new Map(stage.sfu.edges().map((edge) => [`${edge.listener} ${edge.producer}`, edge]));
  for (const track of world.tracks.values()) {
    const owner = world.soul(track.owner);
    const sender = live.find(({ participant }) => participant === owner.id);
    if (sender?.published.has(track.id) !== true) continue;
    for (const guest of live) {
      const me = world.soul(guest.participant);
      if (me === owner || roomOf(me) === null || roomOf(me) !== roomOf(owner) || guest.peer !== me.peer)
        continue;
      const edge = edges.get(`${me.peer} ${track.id}`);
      if (!hears(world, me, owner, track.source)) {
        const offer = edge === undefined ? undefined : guest.offered.get(edge.consumer);
        const isDue = isPrepared(me, owner, track.source);
        must(
          isDue === (edge !== undefined) && edge?.open !== true,
          () => `${me.id} ${isDue ? 'is not prepared for' : 'gets'} what ${owner.id} says`,
        );
        must(!isDue || offer?.ready === true, () => `${me.id} was never told to prepare for ${owner.id}`);
        stage.counters.add(isDue ? 'voices prepared' : 'voices that are for others');
        continue;
      }
      must(
        edge !== undefined,
        () => `${me.id} does not get the ${track.source} of ${owner.id} in their room`,
      );
      const offer = guest.offered.get(edge.consumer);
      must(offer?.ready === true, () => `${me.id} was never offered the ${track.source} of ${owner.id}`);
      const held = isHeldBack(world, owner);
      const silent = offer.hidden || (track.source === 'microphone' && (!owner.mic || held));
      must(
        edge.flows === !silent,
        () =>
          `the ${track.source} of ${owner.id} is ${silent ? 'heard though muted or hidden' : 'silent'} to ${me.id}`,
      );
      stage.counters.add(silent ? 'muted to roommates' : 'heard by roommates');
      if (track.source !== 'microphone') continue;
      if (held) stage.counters.add('voices held back');
      else if (!silent) countVoice(stage, owner, me);
    }
  }
}

/** By which of the ways there are one hears another. */
function countVoice({ world, counters }: Stage, owner: Soul, me: Soul): void {
  const voice = voiceOf(world, owner);
  counters.add(`heard through the ${voice.to}`);
  if (voice.to !== 'channel') return;
  if (roomOf(me) !== world.plenary) counters.add('heard through the channel of a private room');
  if (me.work !== null && me.listens === voice.language) counters.add('worked from another interpreter');
}
