import { CaptionId, ProducerId } from '@parley/shared/ids';
import { findsKept, isCaptioner, understands } from '../oracle/captions.ts';
import { voiceOf } from '../oracle/voices.ts';
import { roomRefusal } from '../oracle/requests.ts';
import { leadsTalks, placed, roomOf } from '../oracle/conditions.ts';
import type { Soul } from '../oracle/world.ts';
import { someone, unheard } from '../picks.ts';
import type { Stage } from '../stage.ts';
import { must } from '../violation.ts';
import { aimed, anyRoom, asks, inside, type Operation } from './asking.ts';

/** What people do about captions. */

const LANGUAGES = ['en', 'en', 'zh'] as const;

export const chooseCaptions: Operation = asks('captions.choose', placed, (_stage, random) => ({
  language: random.one([...LANGUAGES, null]),
}));

export const nameCaptioner: Operation = (stage, random) =>
  aimed('captioner.name', inside, { named: random.chance(0.6) })(stage, random);

export const keepTranscripts: Operation = asks('transcripts.keep', leadsTalks, (_stage, random) => ({
  kept: random.chance(0.75),
}));

export const automate: Operation = asks('captions.automate', leadsTalks, (stage, random, me) => ({
  room: random.chance(0.7) ? (roomOf(me) ?? '') : anyRoom(stage, random),
  on: random.chance(0.7),
}));

/** Somebody whom the server listens to says something: every packet is called by whose it is. */
export const beOverheard: Operation = (stage, random) => {
  const { tracks, serverEars } = stage.world;
  const voices = [...tracks.values()].filter(
    ({ source, room }) => source === 'microphone' && (serverEars.has(room) || random.chance(0.1)),
  );
  const voice = random.maybe(voices);
  if (voice === undefined) return;
  const owner = stage.world.soul(voice.owner);
  if (!understands(stage.world, owner, voiceOf(stage.world, owner)))
    stage.counters.add('spoke what is not understood');
  const frames = [Buffer.from(voice.owner).toString('base64')];
  stage.sfu.sound(ProducerId.parse(voice.id), frames);
};

/** Begins a line, or goes on with the last, mostly until it is done; now and then once more after that. */
export const typeCaption: Operation = (stage, random) => {
  const guest = someone(stage, random, (soul) => inside(soul) && isCaptioner(stage.world, soul));
  if (guest === undefined) return;
  const me = stage.world.soul(guest.participant);
  const id = guest.caption ?? CaptionId.parse(unheard('caption'));
  const done = random.chance(0.4);
  guest.caption = done && random.chance(0.9) ? null : id;
  stage.ask(guest, 'caption.write', {
    epoch: stage.epochFor(me, random),
    id,
    language: random.one(LANGUAGES),
    text: random.chance(0.05) ? '' : unheard('captioned'),
    done,
  });
};

/** Reads what was kept where they stand. */
export const readTranscript: Operation = (stage, random) => {
  const { world } = stage;
  const guest = someone(stage, random, inside);
  if (guest === undefined) return;
  const me = world.soul(guest.participant);
  const epoch = stage.epochFor(me, random);
  const before = random.chance(0.2) ? (random.maybe(world.kept)?.at ?? null) : null;
  stage.ask(guest, 'transcript.read', { epoch, before }, () => {
    const expected = stage.isSteady('read') ? roomRefusal(me, guest.line, epoch) : undefined;
    return (reply) => {
      stage.refusedAs(reply, expected, `the transcript to ${me.id}`);
      if (reply.ok) judgeTranscript(stage, me, before, reply.value);
    };
  });
};

/** A line of it as it is answered, and nothing more: a number of the session would count what happens elsewhere. */
const FIELDS = 'at,by,id,language,name,text';

function judgeTranscript(stage: Stage, me: Soul, before: number | null, value: unknown): void {
  const { world } = stage;
  const { lines } = value as { lines: { id: string; by: string; text: string; at: number }[] };
  const expected = world.kept
    .filter((line) => findsKept(world, me, line) && (before === null || line.at < before))
    .sort((one, other) => one.at - other.at)
    .slice(-100);
  const given = lines.filter(({ id }) => stage.life.unheardOf(id) !== roomOf(me));
  const said = (all: readonly { id: string; by: string; text: string; at: number }[]): string =>
    all.map(({ id, by, text, at }) => `${at} ${by} ${id} ${text}`).join();
  must(said(given) === said(expected), () => `${me.id} finds ${said(given)} instead of ${said(expected)}`);
  for (const line of lines) {
    const fields = Object.keys(line).sort().join();
    must(fields === FIELDS, () => `${me.id} finds ${fields} in a line that was kept`);
  }
  stage.counters.add('transcripts');
  stage.counters.add('lines of transcripts', given.length);
}
