import { notices, requests } from '@parley/shared/protocol';
import { castOf } from './cast.ts';
import { Counters } from './counters.ts';
import { type Failure, play, STEPS_A_SESSION, stepsOf } from './run.ts';

export interface Sessions {
  /** The first session's; each that follows has the next. */
  readonly seed: number;
  readonly steps: number;
  /** Which of them: of `of` players who take turns, the one who has the first, the second, and so on from 0. */
  readonly turns?: { readonly of: number; readonly mine: number };
}

/** So many steps, in sessions of their own seeds, up to the first failure. */
export async function playSessions(
  { seed, steps, turns = { of: 1, mine: 0 } }: Sessions,
  told: (steps: number) => void = () => undefined,
): Promise<{ readonly counters: Counters; readonly failure: Failure | null }> {
  const counters = new Counters();
  for (let n = turns.mine; n < Math.ceil(steps / STEPS_A_SESSION); n += turns.of) {
    const count = Math.min(STEPS_A_SESSION, steps - n * STEPS_A_SESSION);
    const history = stepsOf(seed + n).slice(0, count);
    const found = await play(history, counters, castOf(seed + n));
    if (found !== null) return { counters, failure: { seed: seed + n, ...found, history } };
    told(count);
  }
  return { counters, failure: null };
}

/** A failure as somebody reads it who is to mend it. */
export const storyOf = ({ seed, at, what, history }: Failure): string =>
  [`seed ${seed}, step ${at}: ${what}`, ...history.map(({ name, seed: own }) => `  ${name} (${own})`)].join(
    '\n',
  );

/**
 * What a run has to have seen for so many steps, or it proved nothing; shares of a step.
 */
const EXPECTED: Readonly<Record<string, number>> = {
  requests: 0.3,
  answers: 0.2,
  'done people.move': 0.006,
  'admitted together': 0.001,
  'done caucus.open': 0.002,
  'done caucus.close': 0.001,
  'done placement.settle': 0.02,
  'done placement.cut': 0.001,
  'done entry.due': 0.0015,
  'done entry.admit': 0.00005,
  'done entry.end': 0.0001,
  'done entry.unattended': 0.00005,
  'done gathering.due': 0.0007,
  'done floor.due': 0.00001,
  'done joint.close': 0.0002,
  'done session.adjourn': 0.0001,
  'done session.resume': 0.0001,
  'done participant.remove': 0.0002,
  'done line.expired': 0.0003,
  'done link.withdrawn': 0.0005,
  'done roster.follow': 0.002,
  'happened session.corrected': 0.0005,
  'happened people.invited': 0.001,
  'happened participant.corrected': 0.0008,
  'happened participant.dismissed': 0.0002,
  'changes that were not told': 0.0005,
  'came before the session knew of them': 0.0001,
  'cases followed': 0.005,
  'done lead.take': 0.00005,
  'done wish.make': 0.001,
  'confirmed mixes': 0.0005,
  'confirmed without interpreter': 0.00005,
  'came without interpreter': 0.00005,
  'done agreement.start': 0.002,
  'done clause.add': 0.002,
  'done clause.propose': 0.0003,
  'done comment.make': 0.004,
  'refused comment.too-many': 0.00008,
  'documents opened': 0.003,
  'old tickets for documents': 0.0001,
  'words typed': 0.002,
  'words not taken': 0.0005,
  'words on the line of a document': 0.003,
  'words let out': 0.0005,
  'words decided about': 0.004,
  'done draft.publish': 0.0005,
  'done proposal.make': 0.001,
  'done proposal.accept': 0.0004,
  'done version.keep': 0.001,
  'kept before clause.remove': 0.0001,
  'kept before proposal.accept': 0.00004,
  'kept before agreement.restart': 0.00004,
  'done clause.agree': 0.0002,
  'done side.excuse': 0.0004,
  'done side.ask': 0.00005,
  'clauses agreed without a side': 0.0002,
  'sides that came after all': 0.00005,
  'denied side.here': 0.0001,
  'done interpreter.assign': 0.0008,
  'done interpreter.direct': 0.005,
  'done channel.listen': 0.004,
  'done hearing.cut': 0.002,
  'done handover.offer': 0.0003,
  'done handover.take': 0.0001,
  'done handover.end': 0.00005,
  'done manner.set': 0.001,
  'done floor.take': 0.0005,
  'done floor.pass': 0.0005,
  'done floor.override': 0.0003,
  'done pace.ask': 0.0007,
  'done booth.say': 0.002,
  'words of partners': 0.0005,
  'lines of a booth’s history': 0.0005,
  'lines of a booth that are for others': 0.00005,
  'done silence.begin': 0.0003,
  'done silence.end': 0.00005,
  'done captions.choose': 0.003,
  'done captioner.name': 0.0003,
  'done transcripts.keep': 0.0003,
  'done caption.say': 0.0005,
  'done captions.automate': 0.0005,
  'done captions.stall': 0.00002,
  'reported heard': 0.0003,
  'voices read': 0.0002,
  'spoke what is not understood': 0.00005,
  'captions written': 0.005,
  'captions told': 0.002,
  'captions refused epoch.stale': 0.0001,
  'captions refused captions.not-yours': 0.0001,
  transcripts: 0.001,
  'lines of transcripts': 0.0002,
  'heard through the channel': 0.002,
  'heard through the channel of a private room': 0.0003,
  'worked from another interpreter': 0.0001,
  'channels that moved along': 0.001,
  'heard through the booth': 0.0004,
  'voices that are for others': 0.01,
  'voices held back': 0.004,
  'came along': 0.001,
  'came muted': 0.0001,
  'came to the door of their party': 0.00003,
  'words delivered': 0.05,
  'words said': 0.01,
  histories: 0.01,
  'lines of history': 0.016,
  'files shown': 0.002,
  'files sent': 0.0005,
  'files hidden': 0.001,
  'transfers cut': 0.00005,
  'tickets used again': 0.0002,
  'notes read': 0.0003,
  'notes not kept': 0.002,
  'terms read': 0.002,
  'terms that are for others': 0.0005,
  'terms put to suggested': 0.0001,
  'terms put to case': 0.00005,
  'terms put to own': 0.00005,
  'terms put to gone': 0.00005,
  'suggestions counted': 0.0002,
  'answers foreseen': 0.03,
  'requests that came late': 0.0008,
  'views that stay': 1,
  'old orders refused': 0.001,
  'crossings refused': 0.01,
  'store away': 0.001,
  'answer is lost': 0.0002,
  'answer is lost with the rows': 0.0002,
  'tracks opened': 0.03,
  'tracks prepared': 0.002,
  'tracks opened that were not': 0.0003,
  'tracks prepared that were not': 0.0003,
  'voices prepared': 0.0005,
  'edges inspected': 3,
  'heard by roommates': 0.03,
  'muted to roommates': 0.003,
  probes: 0.004,
  'asked from next door': 0.002,
  'heard next door': 1,
  'lines dropped': 0.002,
  'dead lines asking': 0.001,
  kills: 0.0003,
  'servers outlived': 0.0003,
  'edges that outlived a server': 0.0005,
  'edges that did not': 0.0001,
  'held append': 0.0002,
  'held kept': 0.0002,
  'held read': 0.0001,
  'held file': 0.0001,
  'held note': 0.00005,
  'reported peers.lost': 0.0003,
  'quiet moments': 0.01,
  'microphones open': 0.006,
  'microphones opened at rest': 0.0015,
  'refused room.mixes-sides': 0.0005,
  'refused role.not-allowed': 0.01,
  'refused joint.not-open': 0.0005,
  'refused room.of-other-side': 0.0003,
  'refused entry.unknown': 0.001,
  'refused room.unknown': 0.001,
  'refused participant.not-in-room': 0.0005,
  'refused channel.taken': 0.00005,
  'refused channel.consecutive': 0.0001,
  'refused interpreter.not-your-language': 0.0003,
  'refused interpreter.elsewhere': 0.00005,
  'refused interpreter.of-other-side': 0.00005,
  'refused floor.not-yours': 0.00005,
  'refused pace.too-soon': 0.00005,
  'asked by a line that was over': 0.0002,
  'denied epoch.stale': 0.001,
  'denied connection.superseded': 0.001,
  'denied sfu.unavailable': 0.00008,
  // Whatever the protocol knows is asked for and sent.
  ...Object.fromEntries(Object.keys(requests).map((name) => [`granted ${name}`, 0])),
  ...Object.fromEntries(Object.keys(notices).map((name) => [`sent ${name}`, 0])),
  'sent view': 0.02,
  'sent view.changed': 0.2,
  'sent agreement': 0.02,
  'sent agreement.changed': 0.05,
  'sent signals': 0.01,
};

/** The shares were found when there was less to do; of a step each has this much left. */
const SINCE_THEN = 2 / 3;

/** What happened too seldom. */
export const missingFrom = (counters: Pick<Counters, 'of'>): string[] =>
  Object.entries(EXPECTED).flatMap(([what, share]) => {
    const least = Math.max(1, Math.floor(share * SINCE_THEN * counters.of('steps')));
    return counters.of(what) < least ? [`${what}: ${counters.of(what)}, not ${least}`] : [];
  });
