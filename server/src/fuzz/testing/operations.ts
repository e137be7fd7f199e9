import {
  aimed,
  anyRoom,
  asks,
  asksHere,
  confirmation,
  goingWithout,
  desert,
  door,
  inside,
  type Operation,
  party,
  waits,
} from './acts/asking.ts';
import {
  carry,
  connect,
  dropLine,
  fastLine,
  network,
  play,
  plead,
  prefer,
  shout,
  shutUp,
  slowLine,
  speak,
  stale,
  withdraw,
} from './acts/browsers.ts';
import {
  automate,
  beOverheard,
  chooseCaptions,
  keepTranscripts,
  nameCaptioner,
  readTranscript,
  typeCaption,
} from './acts/captions.ts';
import {
  askSlower,
  assignInterpreter,
  comeBackAlone,
  chooseLanguage,
  directVoice,
  endHandover,
  interpret,
  offerHandover,
  overrideFloor,
  passFloor,
  setManner,
  takeFloor,
  takeOver,
  waver,
} from './acts/interpreting.ts';
import {
  brokenPolicy,
  kill,
  levels,
  speakPast,
  loseAnswer,
  loseMedia,
  oldOrder,
  pass,
  pump,
  quality,
} from './acts/machines.ts';
import { addSomebody, correctSomebody, dismissSomebody, renameSession } from './acts/office.ts';
import { outlive } from './acts/outliving.ts';
import { askBooth, sayInBooth } from './booth.ts';
import { fetchFile, lateTicket, shareFile } from './files.ts';
import { readNote, reviewNotes, writeNote } from './notes.ts';
import { boundFor, leadsTalks, placed } from './oracle/conditions.ts';
import { lostIn, lostOnAdmission, lostOnMove } from './oracle/lost.ts';
import {
  addClause,
  answerRemark,
  askAgain,
  beginAgreement,
  beginDraft,
  decideClause,
  handOver,
  moveClause,
  remark,
  remarkOn,
  removeClause,
  resolveRemark,
  tidyRemarks,
} from './papers.ts';
import { target, unheard } from './picks.ts';
import { probe, pry } from './probes.ts';
import { askHistory, say } from './questions.ts';
import { keepTerm, putTerm, readTerms } from './terms.ts';
import { comeToRest } from './quiet.ts';
import type { Random } from './random.ts';

import { excuseSide } from './words/excusing.ts';
import { keep, letOut } from './words/keeping.ts';
import { answerProposal, suggest } from './words/proposing.ts';
import { askPast, settleWords } from './words/settling.ts';
import { askTemplates, keepForOthers } from './words/templates.ts';
import { askWriters, comeLate, openPaper, readPages, type } from './words/writing.ts';

/** Of these some are decided and stored just before a server dies. */
const last = [
  'move',
  'move',
  'open caucus',
  'mute',
  'remove',
  'leave',
  'stop a track',
  'direct a voice',
  'drop',
  'speak',
];

type Picked = readonly [weight: number, operation: Operation];

export const operations: Readonly<Record<string, Picked>> = {
  connect: [30, (stage, random) => connect(stage, random, 'own')],
  'connect elsewhere': [4, (stage, random) => connect(stage, random, 'other')],
  drop: [6, dropLine],
  'ask on a dead line': [3, stale],
  'withdraw a link': [2, withdraw],
  enter: [40, asks('session.enter', (soul) => !placed(soul) && !waits(soul))],
  leave: [3, asks('session.leave', () => true)],
  'plead from outside': [8, plead],
  admit: [
    45,
    asks('lobby.admit', leadsTalks, (stage, random, me) => {
      const participants = Array.from({ length: 1 + random.below(3) }, () => target(stage, random, waits));
      const lost = lostOnAdmission(stage.world, participants, me);
      return { participants, unserved: goingWithout(stage, random, lost) };
    }),
  ],
  refuse: [3, aimed('lobby.refuse', waits, { reason: '' })],
  mute: [6, aimed('participant.mute', inside)],
  remove: [3, aimed('participant.remove', placed, { reason: '' })],
  recall: [11, aimed('participant.recall', ({ where }) => where.at === 'removed' || where.at === 'refused')],
  adjourn: [2, asks('session.adjourn', leadsTalks, () => ({ note: '' }))],
  resume: [
    20,
    (stage, random) =>
      stage.world.phase.kind === 'adjourned' || random.chance(0.05)
        ? asks('session.resume', leadsTalks)(stage, random)
        : undefined,
  ],
  lock: [3, asks('session.lock', leadsTalks, (_stage, random) => ({ locked: random.chance(0.25) }))],
  'house rules': [
    10,
    asks('house-rules.set', leadsTalks, (_stage, random) => ({
      entry: random.one(['announce', 'admit', 'admit']),
      absence: random.one(['with-another-room', 'not-here']),
    })),
  ],
  'take the lead': [8, asks('lead.take', (soul) => soul.role === 'co-mediator')],
  'return the lead': [
    15,
    (stage, random) =>
      stage.world.lead !== null || random.chance(0.1)
        ? asks('lead.return', leadsTalks)(stage, random)
        : undefined,
  ],
  ready: [4, asks('ready.set', inside, (_stage, random) => ({ ready: random.chance(0.6) }))],
  'raise hand': [6, asksHere('hand.raise', inside)],
  'lower hand': [
    5,
    asks('hand.lower', inside, (stage, random, me) => ({
      participant: random.chance(0.5) ? me.id : target(stage, random, ({ handSince }) => handSince !== null),
    })),
  ],
  'open caucus': [
    10,
    asks('caucus.open', leadsTalks, (stage, random) => {
      const participants = party(stage, random);
      const mixing = confirmation(stage, random, null, participants);
      const minutes = random.chance(0.3) ? 1 + random.below(30) : null;
      return { title: unheard('title'), participants, minutes, mixing };
    }),
  ],
  'rename caucus': [
    3,
    asks('caucus.rename', leadsTalks, (stage, random) => ({
      room: anyRoom(stage, random, 0.85),
      title: unheard('title'),
    })),
  ],
  'time caucus': [
    3,
    asks('caucus.time', leadsTalks, (stage, random) => ({
      room: anyRoom(stage, random, 0.85),
      minutes: random.chance(0.5) ? 5 : null,
    })),
  ],
  'close caucus': [
    8,
    asks('caucus.close', leadsTalks, (stage, random) => ({ room: anyRoom(stage, random, 0.85) })),
  ],
  move: [
    48,
    asks('people.move', leadsTalks, (stage, random, me) => {
      const to = anyRoom(stage, random);
      const participants = random.chance(0.3) ? [me.id] : party(stage, random);
      const mixing = confirmation(stage, random, to, participants);
      const lost = lostOnMove(stage.world, participants, to, me);
      return { participants, to, mixing, unserved: goingWithout(stage, random, lost) };
    }),
  ],
  'bring in': [
    40,
    (stage, random) =>
      stage.world.jointSince === null
        ? undefined
        : asks('people.move', leadsTalks, ({ world }, _random, me) => {
            const to = world.plenary;
            const away = world.all().filter((soul) => placed(soul) && boundFor(soul) !== to);
            const stranded = away.filter(({ id }) => lostOnMove(world, [id], to, me).length > 0);
            const one = random.maybe(stranded) ?? random.maybe(away);
            const participants = [one?.id ?? target(stage, random, placed)];
            const unserved = goingWithout(stage, random, lostOnMove(world, participants, to, me));
            return { participants, to, mixing: [], unserved };
          })(stage, random),
  ],
  'let in': [60, (stage, random) => door(stage, random, 'entry.admit')],
  'turn away': [7, (stage, random) => door(stage, random, 'entry.end')],
  'desert a door': [11, desert],
  gather: [
    13,
    asks('joint.gather', leadsTalks, (stage, random) => ({
      seconds: random.one([3, 3, 5, 20]),
      unserved: goingWithout(stage, random, lostIn(stage.world)),
    })),
  ],
  'call off': [4, asks('gathering.call-off', leadsTalks)],
  part: [8, asks('joint.close', leadsTalks)],
  wish: [
    11,
    asks('wish.make', inside, (_stage, random) => ({
      kind: random.one(['caucus', 'mediator']),
      note: unheard('note'),
    })),
  ],
  signal: [
    3,
    asks(
      'wish.make',
      ({ where }) => where.at === 'waiting',
      (_stage, random) => ({ kind: random.one(['late', 'help']), note: unheard('note') }),
    ),
  ],
  'withdraw wish': [4, asks('wish.withdraw', ({ wish }) => wish !== null)],
  'decline wish': [4, aimed('wish.decline', ({ wish }) => wish !== null, { reason: '' })],
  tell: [
    8,
    asks('room.tell', leadsTalks, (stage, random) => ({
      to: random.chance(0.4) ? null : anyRoom(stage, random),
      text: unheard('told'),
    })),
  ],
  say: [56, say],
  read: [36, askHistory],
  'share a file': [15, shareFile],
  'fetch a file': [12, (stage, random) => void fetchFile(stage, random)],
  'carry a file slowly': [8, carry],
  'use an old ticket': [10, lateTicket],
  'begin the agreement': [16, beginAgreement],
  'begin a draft': [16, beginDraft],
  'add a clause': [14, addClause],
  'remove a clause': [4, removeClause],
  'move a clause': [4, moveClause],
  'hand over a pen': [4, handOver],
  'decide on a clause': [14, decideClause],
  'go on without a side': [0, excuseSide],
  remark: [30, remark],
  'answer a remark': [8, answerRemark],
  'ask for the agreement again': [2, askAgain],
  'resolve a remark': [6, resolveRemark],
  'remark without end': [1, remarkOn],
  'set all remarks aside': [2, tidyRemarks],
  'open a document': [8, openPaper],
  type: [26, type],
  'come late to a document': [6, comeLate],
  'read what others type': [6, readPages],
  'ask who writes': [2, askWriters],
  'settle on words': [24, settleWords],
  suggest: [12, suggest],
  'answer a proposal': [16, answerProposal],
  'ask what became of it': [4, askPast],
  'let words out': [10, letOut],
  'keep a version': [12, keep],
  'look at templates': [2, askTemplates],
  'keep for other cases': [6, keepForOthers],
  'assign an interpreter': [9, assignInterpreter],
  'come back alone': [16, comeBackAlone],
  interpret: [34, interpret],
  'direct a voice': [10, directVoice],
  'choose a language': [16, chooseLanguage],
  waver: [10, waver],
  'offer to hand over': [30, offerHandover],
  'take over': [30, takeOver],
  'call a handover off': [20, endHandover],
  'speak in turn, or not': [8, setManner],
  'take the floor': [16, takeFloor],
  'pass the floor': [26, passFloor],
  'override the floor': [10, overrideFloor],
  'ask for a slower pace': [6, askSlower],
  'choose captions': [6, chooseCaptions],
  'name a captioner': [3, nameCaptioner],
  'keep transcripts, or not': [3, keepTranscripts],
  'caption a room by itself': [6, automate],
  'be overheard': [32, beOverheard],
  'type a caption': [16, typeCaption],
  'read a transcript': [5, readTranscript],
  'write to partners': [8, sayInBooth],
  'read what partners wrote': [6, askBooth],
  speak: [60, speak],
  play: [25, play],
  'stop a track': [6, shutUp],
  'mute oneself': [
    10,
    asksHere('microphone.set', inside, (_stage, random) => ({ open: random.chance(0.6) })),
  ],
  probe: [25, probe],
  'pry into another session': [10, pry],
  'size a picture': [10, prefer],
  'a network changes': [5, network],
  reload: [3, asks('media.capabilities', inside)],
  'a slow line': [32, slowLine],
  'a line catches up': [18, fastLine],
  'ask for no answer': [4, shout],
  'read a note': [26, readNote],
  'write a note': [12, writeNote],
  'look up notes': [6, reviewNotes],
  'read terms': [5, readTerms],
  'keep a term': [8, keepTerm],
  'put a term elsewhere': [36, putTerm],
  'an old order': [5, oldOrder],
  'break the policy': [2, brokenPolicy(true)],
  'mend the policy': [8, brokenPolicy(false)],
  'who is loud': [10, levels],
  'speak past the interpreters': [26, speakPast],
  'how lines fare': [10, quality],
  'move the SFU': [40, pump],
  'flush the SFU': [60, (stage) => stage.flush()],
  'lose media': [2, loseMedia],
  'SFU away': [2, (stage) => stage.sfu.setAvailable(false)],
  'SFU back': [12, (stage) => stage.sfu.setAvailable(true)],
  'hold what is read or sent': [
    6,
    (stage, random) => stage.gates.hold(random.one(['read', 'file', 'sending', 'note'])),
  ],
  'hold the log': [4, (stage, random) => stage.gates.hold(random.one(['append', 'kept']))],
  'release the log': [30, (stage) => stage.gates.release()],
  'the store goes away': [2, (stage) => stage.store.goAway()],
  'the store comes back': [14, (stage) => stage.store.comeBack()],
  'the store loses an answer': [4, loseAnswer],
  'a moment': [30, (stage, random) => pass(stage, 1 + random.below(400))],
  'some seconds': [8, (stage) => pass(stage, 3_000)],
  'a while': [3, (stage) => pass(stage, 21_000)],
  'add somebody to the case': [4, addSomebody],
  'correct somebody': [4, correctSomebody],
  'rename the session': [2, renameSession],
  'dismiss somebody': [4, dismissSomebody],
  kill: [1, kill],
  'outlive a server': [2, outlive(() => last.flatMap((name) => operations[name]?.[1] ?? []))],
  'come to rest': [0, comeToRest],
};

const weights = Object.entries(operations).map(([name, [weight]]) => ({ name, weight }));
const total = weights.reduce((sum, { weight }) => sum + weight, 0);

export function anyOperation(random: Random): string {
  let left = random.below(total);
  for (const { name, weight } of weights) {
    left -= weight;
    if (left < 0) return name;
  }
  return 'flush the SFU';
}
