import type { CaptionId, PeerId, ProducerId, RoomId } from '@parley/shared/ids';
import { type CaptionedVoice, captionedVoice, hasComeSince, isStillSaid } from '@parley/shared/policy';
import { CaptionText, type SessionState } from '@parley/shared/session';
import type { Sfu, SfuEvent } from '@parley/shared/sfu';
import type { Logger } from 'pino';
import { mint } from '../lib/mint.ts';
import type { SessionActor } from '../session/actor.ts';
import type { FanOut } from '../session/fan-out.ts';
import type { Timers } from '../lib/timers.ts';
import type { CaptionProvider, Heard, VoiceStream } from './provider.ts';
import { SpeechWatch } from './speech-watch.ts';
import { StallWatch } from './stall-watch.ts';

const RETRY_MS = 1_000;
/** What is not done changes on the screens no more often than this. */
const EVERY_MS = 250;
/** How long what was said before somebody came is waited for. */
const LATE_MS = 10_000;

interface ListenerParts {
  readonly actor: SessionActor;
  readonly sfu: Sfu;
  /** Null where nothing is captioned by itself. */
  readonly provider: CaptionProvider | null;
  readonly fanOut: Pick<FanOut, 'caption'>;
  readonly now: () => number;
  readonly timers: Timers;
  readonly logger: Logger;
}

/** A voice that is listened to, and the line it is at. */
interface Listening {
  readonly voice: CaptionedVoice;
  readonly stream: VoiceStream;
  /** Of the voice, whatever stream it is given to. */
  readonly speech: SpeechWatch;
  /** The number of the event before which the first of it was heard: no line of it began before. */
  readonly began: number;
  line: { readonly id: CaptionId; readonly toldAt: number } | null;
  /** Whether the provider answers; null while that is not known. */
  answers: boolean | null;
}

/**
 * The server's own ears: writes along what is said where who conducts has switched it on. Before anything is given to
 * the provider, and before anything of it is told, the policy is asked anew: a voice that has gone elsewhere meanwhile
 * is another, and what was on its way of it is told to nobody. A provider understands late, and does not say of when: so
 * whenever somebody comes to the room, what is said from then on is given to it apart from what was said before.
 */
export class CaptionListener {
  readonly #parts: ListenerParts;
  /** By room, the ear that was opened at the SFU, or is being opened. */
  readonly #ears = new Map<RoomId, PeerId>();
  readonly #listening = new Map<ProducerId, Listening>();
  /** Of before somebody came: nothing more is given to the provider, and what it still understands is for the others. */
  readonly #late = new Map<ProducerId, { readonly listening: Listening; readonly cancel: () => void }>();
  readonly #stalls: StallWatch;
  #closed = false;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
    this.#stalls = new StallWatch(parts);
  }

  /** The session has changed, or is there again. */
  changed(state: SessionState): void {
    for (const [room, ear] of this.#ears) if (state.ears.get(room)?.peer !== ear) this.#ears.delete(room);
    for (const [room, { peer }] of state.ears) if (!this.#ears.has(room)) this.#open(room, peer);
    const { state: now } = this.#parts.actor;
    for (const { voice } of this.#all()) if (!isStillSaid(now, voice)) this.#stop(voice.producer);
    for (const each of this.#listening.values()) {
      if (hasComeSince(now, each.voice.room, each.began)) this.#part(each);
    }
    for (const room of this.#ears.keys()) this.#look(room);
  }

  /** What the SFU observed of this session. */
  observe(event: SfuEvent): void {
    switch (event.type) {
      case 'consumer.opened':
        if (this.#isEar(event.peer)) this.#resume(event.peer, event.options.consumer);
        return;
      case 'peers.lost':
        for (const [room, ear] of this.#ears) if (event.peers.includes(ear)) this.#ears.delete(room);
        return this.changed(this.#parts.actor.state);
      case 'heard':
        return this.#hear(event.peer, event.producer, event.frames);
      case 'levels':
        return this.#listen(new Map(event.levels.map(({ producer, volume }) => [producer, volume])));
      default:
        return;
    }
  }

  close(): void {
    this.#closed = true;
    this.#stalls.close();
    for (const { voice } of this.#all()) this.#stop(voice.producer);
  }

  #all(): readonly Listening[] {
    return [...this.#listening.values(), ...[...this.#late.values()].map(({ listening }) => listening)];
  }

  #isEar(peer: PeerId): boolean {
    return [...this.#ears.values()].includes(peer);
  }

  #open(room: RoomId, ear: PeerId): void {
    if (this.#closed || this.#parts.provider === null) return;
    const { actor, sfu, timers } = this.#parts;
    this.#ears.set(room, ear);
    sfu.openEar({ session: actor.id, peer: ear }).catch(() => {
      timers.after(RETRY_MS, () => {
        if (this.#ears.get(room) !== ear) return;
        this.#ears.delete(room);
        this.changed(actor.state);
      });
    });
  }

  /** If its edge does not stand any more there is nothing to hear. */
  #resume(peer: PeerId, consumer: Parameters<Sfu['resumeConsumer']>[0]['consumer']): void {
    const { actor, sfu, logger } = this.#parts;
    sfu.resumeConsumer({ session: actor.id, peer, consumer }).catch((error: unknown) => {
      logger.debug({ session: actor.id, err: error }, 'an ear was not resumed');
    });
  }

  #hear(peer: PeerId, producer: ProducerId, frames: readonly string[]): void {
    const { actor, provider } = this.#parts;
    const voice = captionedVoice(actor.state, producer);
    if (this.#closed || provider === null || voice === null) return;
    if (actor.state.ears.get(voice.room)?.peer !== peer) return;
    const listening = this.#listening.get(producer) ?? this.#begin(provider, voice, this.#speechOf(producer));
    listening.speech.gave();
    for (const frame of frames) listening.stream.hear(Buffer.from(frame, 'base64'));
  }

  /** Whoever has come does not make it another voice. */
  #speechOf(producer: ProducerId): SpeechWatch {
    return this.#late.get(producer)?.listening.speech ?? new SpeechWatch(this.#parts.now);
  }

  /** Who is loud; whoever is not in it is not. */
  #listen(volumes: ReadonlyMap<ProducerId, number>): void {
    for (const listening of this.#listening.values()) {
      const volume = volumes.get(listening.voice.producer) ?? Number.NEGATIVE_INFINITY;
      if (listening.speech.look(volume)) this.#giveAnew(listening);
    }
  }

  /** Much was said and nothing understood, though the provider is there. */
  #giveAnew({ voice, stream, speech }: Listening): void {
    const { actor, provider, logger } = this.#parts;
    if (provider === null) return;
    logger.warn({ session: actor.id }, 'nothing is understood of what is said');
    stream.close();
    this.#answers(this.#begin(provider, voice, speech), false);
  }

  #begin(provider: CaptionProvider, voice: CaptionedVoice, speech: SpeechWatch): Listening {
    const stream = provider.open(
      voice.language,
      (heard) => {
        if (this.#all().includes(listening)) this.#told(listening, heard);
      },
      (does) => this.#answers(listening, does && !speech.isInVain),
    );
    const began = this.#parts.actor.state.seq + 1;
    const listening: Listening = { voice, stream, speech, began, line: null, answers: null };
    this.#listening.set(voice.producer, listening);
    return listening;
  }

  /** Once it does not, what was begun is left as it is: what is understood when it is back is another line. */
  #answers(listening: Listening, does: boolean): void {
    if (listening.answers === does) return;
    listening.answers = does;
    if (!does) listening.line = null;
    this.#look(listening.voice.room);
  }

  /** By what is listened to there now. */
  #look(room: RoomId): void {
    const byRoom = Map.groupBy(this.#listening.values(), ({ voice }) => voice.room);
    const known = (byRoom.get(room) ?? []).flatMap(({ answers }) => answers ?? []);
    this.#stalls.look(room, known.length === 0 ? null : known.includes(false));
  }

  /** What is said next is another stream. */
  #part(listening: Listening): void {
    const { producer } = listening.voice;
    this.#listening.delete(producer);
    this.#forget(producer);
    const cancel = this.#parts.timers.after(LATE_MS, () => this.#forget(producer));
    this.#late.set(producer, { listening, cancel });
  }

  #forget(producer: ProducerId): void {
    const late = this.#late.get(producer);
    this.#late.delete(producer);
    late?.cancel();
    late?.listening.stream.close();
  }

  #stop(producer: ProducerId): void {
    this.#listening.get(producer)?.stream.close();
    this.#listening.delete(producer);
    this.#forget(producer);
  }

  #told(listening: Listening, { text: said, done, saidAt }: Heard): void {
    const { actor, now } = this.#parts;
    const parsed = CaptionText.safeParse(said.slice(0, 300));
    if (!parsed.success || !isStillSaid(actor.state, listening.voice)) return;
    const text = parsed.data;
    const { line } = listening;
    if (text !== '') this.#understood(listening);
    if (line === null && text === '') return;
    if (!done && line !== null && now() - line.toldAt < EVERY_MS) return;
    const id = line?.id ?? mint.caption();
    listening.line = done ? null : { id, toldAt: now() };
    void this.#tell(listening, { id, text, done, saidAt });
  }

  #understood({ voice, speech }: Listening): void {
    const { isInVain } = speech;
    speech.understood();
    const listening = this.#listening.get(voice.producer);
    if (isInVain && listening !== undefined) this.#answers(listening, true);
  }

  async #tell(
    listening: Listening,
    { id, text, done, saidAt }: Heard & { readonly id: CaptionId },
  ): Promise<void> {
    const { actor, fanOut, logger } = this.#parts;
    const { began, voice } = listening;
    const { producer, room, owner, language } = voice;
    const heard = { type: 'caption.hear', id, producer, language, text, began, saidAt, done } as const;
    try {
      const outcome = done
        ? await actor.ask(heard, { kind: 'server' })
        : actor.foresee(heard, { kind: 'server' });
      if (!outcome.ok || !isStillSaid(actor.state, voice)) return;
    } catch (error) {
      logger.warn({ session: actor.id, err: error }, 'a caption could not be kept');
      return;
    }
    fanOut.caption({ room, began, voice: producer, line: { id, by: owner, language, text, done } });
  }
}
