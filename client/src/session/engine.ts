import type { ErrorReply } from '@parley/shared/errors';
import type { ConsumerId, Epoch, FileId, MessageId, ParticipantId } from '@parley/shared/ids';
import type { Notice as ServerNotice, RequestInput, RequestName } from '@parley/shared/protocol';
import type { SharedFile } from '@parley/shared/session';
import { openedOffer, preparedOffer, type State } from '../media/machine/state.ts';
import { mediaState, receives } from '../media/machine/step.ts';
import { MediaRunner } from '../media/runner.ts';
import { type Ask, type Asked, replyTo, telling } from './ask.ts';
import type { Received } from './connection.ts';
import type { EngineParts, LineToServer } from './engine-parts.ts';
import { emptyModel, isIn, isOver, layerOf, meIn, qualityOf, roomEpoch, tracksOf } from './engine-model.ts';
import { Entry } from './entry.ts';
import { raiseHand } from './hand.ts';
import { HeldPresses } from './held-presses.ts';
import { placeKey } from './here.ts';
import { Inputs } from './inputs.ts';
import { type InterpretationActions, interpretationActions } from './interpretation-actions.ts';
import { Microphone } from './microphone.ts';
import type { AgreementActions } from './agreement-actions.ts';
import type { BoothActions } from './booth.ts';
import type { CaptionsActions } from './captions-box.ts';
import type { NoteActions } from './note-box.ts';
import type { SessionEngine, SessionModel } from './model.ts';
import { noticed, noticeOf, wasMissed } from './noticed.ts';
import { type Layer, Preferences } from './preferences.ts';
import { rings } from './rings.ts';
import { type RoomActions, roomActions } from './room-actions.ts';
import { RoomBoxes } from './room-boxes.ts';
import { type Screen, Store } from './store.ts';
import { type TermsActions, termsActions } from './terms-actions.ts';
import { type TurnsActions, turnsActions } from './turns-actions.ts';
import { Voices } from './voices.ts';

/** One session in this tab. Nothing is sent before `enter`. */
export class Engine implements SessionEngine {
  readonly #parts: EngineParts;
  readonly #store: Store;
  readonly #line: LineToServer;
  readonly #media: MediaRunner;
  readonly #boxes: RoomBoxes;
  readonly notes: NoteActions;
  readonly agreement: AgreementActions;
  readonly rooms: RoomActions;
  readonly turns: TurnsActions;
  readonly interpretation: InterpretationActions;
  readonly captions: CaptionsActions;
  readonly booth: BoothActions;
  readonly terms: TermsActions;
  readonly #entry: Entry;
  readonly #inputs: Inputs;
  readonly #preferences: Preferences;
  readonly #voices: Voices;
  readonly #microphone: Microphone;
  readonly #held: HeldPresses;
  readonly #unwatch: () => void;
  /** The next view is the first of its line. */
  #fresh = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    const { clock, devices } = parts;
    this.#store = new Store(emptyModel(devices.getModel()), parts.later);
    this.#line = parts.connect({
      line: (state) => this.#store.batch(() => this.#lineChanged(state)),
      received: (received) => this.#store.batch(() => this.#received(received)),
      bug: (what) => parts.report(what),
    });
    const ask: Ask = (name, input) => this.#line.ask(name, input);
    const isOnline = (): boolean => this.#store.model.line.kind === 'online';
    this.#held = new HeldPresses({
      ask,
      clock,
      isOnline,
      place: () => placeKey(this.#store.model.view),
      changed: (held) => this.#store.set({ held }),
      failed: this.#failed,
    });
    this.#boxes = new RoomBoxes({
      engine: parts,
      store: this.#store,
      ask,
      asked: this.#asked,
      held: this.#held.asked,
      failed: this.#failed,
      told: (work) => this.#told(work),
    });
    this.notes = this.#boxes.notes;
    this.agreement = this.#boxes.agreement;
    this.captions = this.#boxes.captions;
    this.booth = this.#boxes.booth;
    this.#voices = new Voices(clock, (change) => this.#store.set(change));
    this.#media = new MediaRunner({
      port: parts.port,
      routers: parts.routers,
      ask,
      clock,
      changed: (state) => this.#store.batch(() => this.#mediaChanged(state)),
      narrow: (direction, narrow) => {
        this.#store.set({ narrow: { ...this.#store.model.narrow, [direction]: narrow } });
        if (direction === 'recv') this.#preferences.hold(narrow);
      },
      refused: (source, error) => {
        if (source === 'screen') this.#inputs.stopScreen();
        this.#boxes.notices.error(error);
      },
      bug: parts.report,
    });
    this.rooms = roomActions({ ask, held: this.#held.asked, failed: this.#failed });
    this.interpretation = interpretationActions(this.#asked, this.#held.asked);
    this.terms = termsActions(this.#asked);
    this.turns = turnsActions(this.#asked);
    this.#entry = new Entry({
      ask,
      clock,
      learned: (routers) => this.#media.learn(routers),
      refused: (error) => {
        if (error.code === 'session.locked') this.#store.set({ turnedAway: error });
        else this.#boxes.notices.error(error);
        if (isOver(this.#store.model.view)) this.#inputs.stopAll();
      },
    });
    this.#microphone = new Microphone({
      ask,
      clock,
      isOnline,
      isHushed: () => this.#media.state.hushed,
      hush: (hushed) => this.#media.dispatch({ type: 'hushed', hushed }),
      start: () => this.#inputs.start('microphone'),
      shows: (view) => this.#store.set({ view }),
      refused: this.#failed,
    });
    this.#preferences = new Preferences(
      (consumer, spatial) => ask('media.prefer', { consumer, spatial }),
      clock,
    );
    this.#inputs = new Inputs(devices, parts.captureScreen, {
      changed: (local, tracks) => {
        this.#store.set({ local });
        this.#media.dispatch({ type: 'tracks', tracks });
      },
      failed: (source, failure) => {
        // Before that the device check shows it.
        if (this.#media.state.entered) this.#boxes.notices.add({ kind: 'device', source, failure });
      },
    });
    this.#unwatch = parts.surroundings.on((hint) => {
      if (hint === 'hidden') this.#boxes.hurry();
      if (hint === 'online' || hint === 'moved') this.#media.dispatch({ type: 'network.moved' });
    });
  }

  getModel(): SessionModel {
    return this.#store.model;
  }

  readonly follow = (listener: () => void): (() => void) => this.#store.follow(listener);

  watch(screen: Screen): () => void {
    const hasTime = (): boolean => receives(this.#media.state) && !this.#media.isHandingOver;
    return this.#store.watch((urgent) => screen(urgent || hasTime()));
  }

  close(): void {
    this.#unwatch();
    this.#voices.hush();
    for (const part of [this.#preferences, this.#boxes]) part.close();
    this.#held.lineOver();
    this.#entry.ended();
    for (const part of [this.#media, this.#inputs, this.#line, this.#store]) part.close();
    this.#parts.closed();
  }

  enter({ resumed }: { readonly resumed: boolean } = { resumed: false }): Promise<void> {
    if (this.#store.model.turnedAway !== null) this.#store.set({ turnedAway: null });
    this.#inputs.startAgain();
    this.#media.dispatch({ type: 'entered' });
    this.#line.open({ takeOver: !resumed });
    return this.#entry.wish('in', !resumed);
  }

  leave(): Promise<void> {
    this.#media.dispatch({ type: 'left' });
    this.#inputs.stopAll();
    return this.#entry.wish('out');
  }

  readonly useHere = (): void => void this.enter();

  readonly setMicrophone = (open: boolean, stay?: Epoch): Promise<void> => this.#microphone.set(open, stay);
  readonly setCamera = (on: boolean): Promise<void> => this.#inputs.setCamera(on);
  readonly shareScreen = (on: boolean): Promise<void> => this.#inputs.shareScreen(on);

  readonly raiseHand = (up: boolean): Promise<void> =>
    raiseHand(up, this.#store.model.view, this.#held.asked);

  readonly say = (text: string): Promise<void> => this.#told(this.#boxes.chat.say(text));

  readonly sayAgain = (id: MessageId): Promise<void> => this.#told(this.#boxes.chat.sayAgain(id));

  readonly loadOlder = (): Promise<void> => this.#told(this.#boxes.chat.loadOlder());

  readonly shareFiles = (files: readonly File[]): void => this.#boxes.files.share(files);

  readonly dropUpload = (id: MessageId): void => this.#boxes.files.drop(id);

  readonly uploadAgain = (id: MessageId): void => this.#boxes.files.again(id);

  readonly saveFile = (file: SharedFile, name: string): Promise<void> => this.#boxes.files.save(file, name);

  readonly showFile = (file: SharedFile): Promise<void> => this.#boxes.files.show(file);

  readonly putAwayFile = (file: FileId): void => this.#boxes.files.putAway(file);

  readonly chatSeen = (): void => this.#boxes.chat.seen();
  readonly putAway = (announcement: MessageId): void => this.#boxes.chat.putAway(announcement);

  readonly roomShown = (epoch: Epoch): void => this.#media.dispatch({ type: 'shown', epoch });

  /** A picture that goes takes its place's last wish with it. */
  prefer(consumer: ConsumerId, spatial: Layer): void {
    if (this.#media.state.incoming.has(consumer)) this.#preferences.prefer(consumer, spatial);
  }

  readonly refuse = (participant: ParticipantId, reason: string): Promise<boolean> =>
    this.#do('lobby.refuse', { participant, reason });

  readonly mute = (participant: ParticipantId): Promise<boolean> =>
    this.#do('participant.mute', { participant });

  readonly remove = (participant: ParticipantId, reason: string): Promise<boolean> =>
    this.#do('participant.remove', { participant, reason });

  readonly recall = (participant: ParticipantId): Promise<boolean> =>
    this.#do('participant.recall', { participant });

  readonly lowerHand = (participant: ParticipantId): Promise<boolean> =>
    this.#do('hand.lower', { participant });

  readonly adjourn = (note: string): Promise<boolean> => this.#do('session.adjourn', { note });

  readonly resume = (): Promise<boolean> => this.#do('session.resume', {});

  readonly dismiss = (notice: number): void => this.#boxes.notices.dismiss(notice);

  #lineChanged(line: SessionModel['line']): void {
    const before = this.#store.model.line;
    this.#store.set({ line });
    switch (line.kind) {
      case 'online':
        this.#fresh = true;
        if (wasMissed(before, this.#parts.clock.now())) this.#boxes.notices.add({ kind: 'reconnected' });
        return;
      case 'connecting':
      case 'reconnecting':
        this.#voices.hush();
        this.#boxes.agreement.away();
        return this.#media.dispatch({ type: 'line.down' });
      case 'dropped':
        this.#held.lineOver();
        this.#entry.ended();
        this.#media.dispatch({ type: 'line.down' });
        this.#media.dispatch({ type: 'left' });
        this.#inputs.stopAll();
        return this.#forget(line.error);
    }
  }

  #received(received: Received): void {
    switch (received.name) {
      case 'view':
        return this.#viewed(received.notice);
      case 'agreement':
      case 'agreement.changed':
      case 'chat':
      case 'caption':
      case 'booth':
        return this.#boxes.heard(received);
      case 'suggestions':
        return this.#store.set({ suggestions: received.notice.waiting });
      case 'consumer.opened':
        return this.#media.dispatch({ type: 'offered', offer: openedOffer(received.notice) });
      case 'consumer.prepared':
        return this.#media.dispatch({ type: 'offered', offer: preparedOffer(received.notice) });
      case 'consumers.now':
        return this.#media.dispatch({ type: 'consumers.now', ...received.notice });
      case 'consumer.closed':
        return this.#media.dispatch({ type: 'consumer.closed', ...received.notice });
      case 'consumer.layer':
        return this.#media.dispatch(layerOf(received.notice));
      case 'signals':
        this.#voices.heard(received.notice.speaking);
        return this.#store.set({ quality: qualityOf(this.#store.model.quality, received.notice) });
      case 'told':
        return this.#boxes.notices.add(noticeOf(received.notice));
      case 'media.lost':
        return this.#media.dispatch({ type: 'media.lost', ...received.notice });
    }
  }

  #viewed({ now, view: told }: ServerNotice<'view'>): void {
    const before = this.#store.model.view;
    const view = this.#microphone.shown(told);
    const fresh = this.#fresh;
    this.#fresh = false;
    this.#store.set({ view, clockOffset: now - this.#parts.clock.today() });
    if (before !== null && roomEpoch(before.place) !== roomEpoch(view.place)) this.#leaveRoom();
    if (before !== null)
      for (const content of noticed(before, view, { now, fresh })) this.#boxes.notices.add(content);
    if (view.gathering !== null) this.#boxes.notices.end('gathering-stopped');
    if (rings(before, view, fresh)) this.#parts.chime();
    if (isIn(view)) this.#store.set({ turnedAway: null });
    // What was over before is not, for whoever has just pressed to come in again.
    if (isOver(view) && !isOver(before) && !this.#entry.pressed) this.#inputs.stopAll();
    this.#media.dispatch({ type: 'view', me: meIn(told), fresh });
    this.#boxes.viewed(view, { now, fresh });
    this.#entry.seen(view.place);
    if (fresh) this.#preferences.flushSoon();
    this.#voices.viewed(view);
    this.#microphone.tellIfDue();
    if (fresh) this.#held.lineBack();
  }

  /** What belonged to the room I was in is neither shown nor remembered; chat and media see to themselves. */
  #leaveRoom(): void {
    this.#boxes.notices.leaveRoom();
    this.#store.set({ quality: new Map() });
    // A shared screen was meant for the room it was shared in.
    this.#inputs.stopScreen();
  }

  /** This page has no part in the session any more: of what it was shown it keeps nothing. */
  #forget(error: ErrorReply): void {
    this.#boxes.lineOver(error);
    this.#voices.lineOver();
    this.#microphone.lineOver();
    this.#store.set({ view: null, quality: new Map(), suggestions: 0, turnedAway: null });
  }

  #mediaChanged(state: State): void {
    const { tracks, media } = this.#store.model;
    const after = tracksOf(tracks, state.incoming);
    const now = mediaState(state);
    if (after !== tracks || now !== media) this.#store.set({ tracks: after, media: now });
    this.#preferences.keep(state.incoming);
  }

  /** Whether it was done: a refusal becomes a notice. */
  async #do<N extends RequestName>(name: N, input: RequestInput<N>): Promise<boolean> {
    return (await this.#asked(name, input)) !== null;
  }

  async #told(work: Promise<unknown>): Promise<void> {
    await work.catch(this.#failed);
  }

  /** A refusal becomes a notice. */
  readonly #failed = (error: unknown): void => this.#boxes.notices.error(replyTo(error));
  readonly #asked: Asked = telling((name, input) => this.#line.ask(name, input), this.#failed);
}
