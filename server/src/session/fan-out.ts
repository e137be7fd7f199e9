import { isAgreementEvent } from '@parley/shared/agreement';
import type { ConnectionId, ParticipantId, PeerId } from '@parley/shared/ids';
import { assertNever } from '@parley/shared/lib';
import {
  agreementRestsOn,
  agreementSightFor,
  can,
  type Changed,
  changedSince,
  differ,
  type Joining,
  joiningOf,
  roomsRestOn,
  sightFor,
  shownIn,
} from '@parley/shared/policy';
import type { Notice } from '@parley/shared/protocol';
import { isCaptionsEvent, type SessionEvent, type SessionState } from '@parley/shared/session';
import type { SfuEvent } from '@parley/shared/sfu';
import type { ToldCaption } from '../captions/told-caption.ts';
import type { Offer, Offers } from '../media/offers.ts';
import { unnamed } from '../media/unnamed.ts';
import type { SessionActor } from './actor.ts';
import { toldOf } from './in-passing.ts';
import { epochOf, inTheirStay } from './in-their-stay.ts';
import type { Line, Lines } from './lines.ts';
import { boothLineOf, lineOf } from './lines-of-chat.ts';
import { Qualities } from './qualities.ts';
import { heardBy, heardOf, type Level } from './heard-of.ts';
import { agreementNext } from './shown-agreement.ts';
import { type Since, shownNext, stillShown } from './shown-views.ts';
import { ToldLines } from './told-lines.ts';

type OfConsumer<T extends SfuEvent['type']> = Extract<SfuEvent, { type: T }>;

/**
 * The one module that sends anything to anyone in a session. Each payload passes `viewFor` or `can` at the moment
 * it is sent, against the state of that moment.
 */
export class FanOut {
  readonly #actor: SessionActor;
  readonly #lines: Lines;
  readonly #offers: Offers;
  readonly #now: () => number;
  readonly #told = new ToldLines();
  readonly #qualities = new Qualities();
  #levels: readonly Level[] = [];
  /** How many suggested terms wait; null until they are counted. */
  #waiting: number | null = null;

  constructor(actor: SessionActor, lines: Lines, offers: Offers, now: () => number) {
    this.#actor = actor;
    this.#lines = lines;
    this.#offers = offers;
    this.#now = now;
  }

  /** After a commit: first who is superseded, then what changed, then what was said. */
  changed(before: SessionState, after: SessionState, events: readonly SessionEvent[]): void {
    for (const event of events) this.#dropSuperseded(before, event);
    const view = differ(roomsRestOn(before), roomsRestOn(after));
    const changed = changedSince(before, after);
    if (view) this.#qualities.keep(after);
    // Whose voice comes next is to be known before a page begins to draw what else has changed.
    if (view) this.#offerAnew(changed, (offer) => offer.told !== null);
    const agreement = differ(agreementRestsOn(before), agreementRestsOn(after));
    for (const line of this.#live(after)) {
      if (view) this.#showView(line, { before, changed });
      else stillShown(this.#told.of(line.id).view, before, after);
      if (agreement) this.#showAgreement(line);
      if (view) this.#showWaiting(line);
    }
    if (view) this.#offerAnew(changed, (offer) => offer.withheld);
    for (const event of events) this.#tell(before, after, event);
  }

  /** The view as it is now, and what there is to know of the agreement, unless this line has it already. */
  show(line: Line): void {
    this.#showView(line);
    this.#showAgreement(line);
    this.#showWaiting(line);
  }

  /** The whole at first, and then what has changed. */
  #showView(line: Line, since: Since | null = null): void {
    const { state } = this.#actor;
    const me = state.people.get(line.participant);
    if (me === undefined) return;
    const told = this.#told.of(line.id);
    if (told.view === null) {
      told.view = { rev: 1, sight: sightFor(state, me), of: state };
      line.send('view', { rev: 1, now: this.#now(), view: shownIn(told.view.sight) });
      return this.#signalAgain(line);
    }
    const { shown, change } = shownNext(told.view, state, me, since);
    told.view = shown;
    if (change !== null) line.send('view.changed', { rev: shown.rev, now: this.#now(), change });
  }

  /** The whole of the agreement at first, and then what has changed: of a long one all is much to send for one consent. */
  #showAgreement(line: Line): void {
    const { state } = this.#actor;
    const me = state.people.get(line.participant);
    if (me === undefined) return;
    const told = this.#told.of(line.id);
    const last = told.agreement;
    const { shown, change } = agreementNext(last, state, me);
    told.agreement = shown;
    if (shown === null || change === null) return;
    const { rev, sight } = shown;
    if (last === null) line.send('agreement', { rev, view: sight.view });
    else line.send('agreement.changed', { rev, change });
  }

  /** To a line that has lost what it was told. */
  showAgreementAgain(connection: ConnectionId): void {
    const { state } = this.#actor;
    const line = this.#live(state).find(({ id }) => id === connection);
    const me = line === undefined ? undefined : state.people.get(line.participant);
    if (line === undefined || me === undefined) return;
    const told = this.#told.of(line.id);
    const sight = agreementSightFor(state, me, told.agreement?.sight ?? null);
    const rev = (told.agreement?.rev ?? 0) + 1;
    told.agreement = { rev, sight };
    line.send('agreement', { rev, view: sight.view });
  }

  /** So many suggested terms wait for an answer. */
  suggested(waiting: number): void {
    this.#waiting = waiting;
    for (const line of this.#live(this.#actor.state)) this.#showWaiting(line);
  }

  #showWaiting(line: Line): void {
    const waiting = this.#waiting;
    if (can(this.#actor.state, line.participant, 'glossary.count', {}).kind === 'deny') return;
    const told = this.#told.of(line.id);
    if (waiting === null || waiting === told.waiting) return;
    told.waiting = waiting;
    line.send('suggestions', { waiting });
  }

  forget(line: Line): void {
    this.#told.forget(line.id);
  }

  /** Of how many lines, and of how many peers, something is remembered. */
  get remembered(): { readonly lines: number; readonly peers: number } {
    return { lines: this.#told.size, peers: this.#qualities.size };
  }

  consumerOpened({ peer, options }: OfConsumer<'consumer.opened'>): void {
    const offer = this.#offers.open(peer, options);
    this.#toPeer(peer, (line) => this.#offer(line, peer, offer));
  }

  /** Which tracks stand of those that they know of or may know of, then each of these again. */
  remind(line: Line, peer: PeerId): void {
    const offers = this.#offers.of(peer);
    const known = offers.filter((offer) => offer.told !== null || this.#joiningOf(line, offer) !== null);
    line.send('consumers.now', { peer, consumers: known.map(({ options }) => options.consumer) });
    for (const offer of offers) this.#offer(line, peer, offer);
  }

  /** A track to receive if its receiver may hear it now, or else to be prepared for. */
  #offer(line: Line, peer: PeerId, offer: Offer): void {
    const { state } = this.#actor;
    const { options } = offer;
    const epoch = epochOf(state, line.participant);
    const owner = state.producers.get(options.producer)?.owner;
    const joining = this.#joiningOf(line, offer);
    offer.withheld = joining === null;
    if (joining === null || owner === undefined || epoch === null) return;
    offer.told = joining;
    if (joining === 'heard') line.send('consumer.opened', { peer, epoch, owner, options });
    else line.send('consumer.prepared', { peer, epoch, options: unnamed(options) });
  }

  #joiningOf({ participant }: Line, { options: { producer } }: Offer): Joining | null {
    return joiningOf(this.#actor.state, participant, producer);
  }

  /**
   * What becomes somebody's voice to its receiver, or is it no more, without anything being opened at the SFU: a prepared
   * one, and one that was withheld, for whoever wavers between languages may be heard again before the SFU has done
   * anything about it.
   */
  #offerAnew(changed: Changed | null, which: (offer: Offer) => boolean): void {
    const { state } = this.#actor;
    const lines = new Map(this.#live(state).map((line) => [line.participant, line]));
    for (const { participant, peer } of state.people.values()) {
      const line = lines.get(participant.id);
      if (peer === null || line === undefined) continue;
      for (const offer of this.#offers.of(peer).filter(which)) {
        const ends = [state.producers.get(offer.options.producer)?.owner, participant.id];
        if (changed !== null && ends.every((id) => id !== undefined && !changed.people.has(id))) continue;
        if (this.#joiningOf(line, offer) !== offer.told) this.#offer(line, peer, offer);
      }
    }
  }

  /** To those alone who knew that there was something to hear. */
  consumerClosed({ peer, consumer }: OfConsumer<'consumer.closed'>): void {
    const told = this.#offers.close(peer, consumer)?.told ?? null;
    if (told === null) return;
    this.#toPeer(peer, (line) => line.send('consumer.closed', { consumer }));
  }

  layerChanged({ peer, consumer, spatial }: OfConsumer<'consumer.layer'>): void {
    const offer = this.#offers.find(peer, consumer);
    if (offer === undefined || offer.told === null) return;
    this.#toPeer(peer, (line) => {
      if (this.#joiningOf(line, offer) === 'heard') line.send('consumer.layer', { consumer, spatial });
    });
  }

  /**
   * Who is loud now, to each only those they may hear. What goes on in another room must not show in when messages come:
   * whoever hears nobody speak is told so once.
   */
  levels(levels: readonly Level[]): void {
    this.#levels = levels;
    const { state } = this.#actor;
    const lines = this.#live(state).map((line) => ({ line, told: this.#told.of(line.id) }));
    for (const [line, notice] of heardBy(state, lines, levels)) line.send('signals', notice, 'lossy');
  }

  /** To those who read its language there, and were there when it was begun. */
  caption({ room, began, voice, line }: ToldCaption): void {
    const { state } = this.#actor;
    const target = { room, language: line.language, began, voice };
    const mayRead = (viewer: ParticipantId) => can(state, viewer, 'caption.read', target);
    for (const [wire, notice] of inTheirStay(state, this.#live(state), mayRead, { room, line }))
      wire.send('caption', notice);
  }

  /** How a line fares, to those who see whose it is. */
  quality(peer: PeerId, score: number): void {
    const { state } = this.#actor;
    const owner = this.#qualities.tell(state, peer, score);
    if (owner === null) return;
    for (const line of this.#live(state)) {
      if (this.#sees(state, line, owner)) this.#signal(line, [{ participant: owner, score }]);
    }
  }

  /** Whoever is new here knows nothing yet, and of whoever is new those know nothing who did not see them before. */
  #settled(before: SessionState, state: SessionState, newcomer: ParticipantId): void {
    const news = this.#qualities.of(state).filter(({ participant }) => participant === newcomer);
    for (const line of this.#live(state)) {
      if (line.participant === newcomer) this.#signalAgain(line);
      else if (this.#sees(state, line, newcomer) && !this.#sees(before, line, newcomer))
        this.#signal(line, news);
    }
  }

  #sees(state: SessionState, { participant: viewer }: Line, participant: ParticipantId): boolean {
    return can(state, viewer, 'participant.see', { participant }).kind === 'allow';
  }

  #signalAgain(line: Line): void {
    const { state } = this.#actor;
    const seen = this.#qualities.of(state).filter(({ participant }) => this.#sees(state, line, participant));
    this.#signal(line, seen);
  }

  /** For sure: nobody is told it again. */
  #signal(line: Line, quality: Notice<'signals'>['quality']): void {
    const speaking = heardOf(this.#actor.state, line.participant, this.#levels);
    if (speaking === null || quality.length + speaking.length === 0) return;
    this.#told.of(line.id).heard = speaking.length > 0;
    line.send('signals', { speaking: [...speaking], quality });
  }

  #tell(before: SessionState, state: SessionState, event: SessionEvent): void {
    // What is captioned is told as it is written, kept or not.
    if (isAgreementEvent(event) || isCaptionsEvent(event)) return;
    switch (event.type) {
      case 'chat.said':
        for (const [line, notice] of inTheirStay(
          state,
          this.#live(state),
          (viewer) => can(state, viewer, 'chat.read', { room: event.message.room }),
          { room: event.message.room, message: lineOf(state, event.message) },
        ))
          line.send('chat', notice);
        return;
      case 'booth.said':
        for (const [line, notice] of inTheirStay(
          state,
          this.#live(state),
          (viewer) => can(state, viewer, 'booth.read', event.message),
          { room: event.message.room, message: boothLineOf(state, event.message) },
        ))
          line.send('booth', notice);
        return;
      case 'microphone.muted':
      case 'microphone.closed':
      case 'wish.ended':
      case 'entry.ended':
      case 'participant.connected':
      case 'pace.asked':
      case 'gathering.called-off':
        for (const { to, told } of toldOf(before, state, event)) this.#toParticipant(state, to, told);
        return;
      case 'participant.settled':
        return this.#settled(before, state, event.participant);
      case 'media.lost':
        for (const line of this.#live(state)) {
          const peer = before.people.get(line.participant)?.peer ?? null;
          if (peer !== null && event.peers.includes(peer)) line.send('media.lost', { peer });
        }
        return;
      case 'session.created':
      case 'session.corrected':
      case 'people.invited':
      case 'participant.corrected':
      case 'participant.dismissed':
      case 'session.opened':
      case 'session.adjourned':
      case 'session.resumed':
      case 'participant.lost':
      case 'participant.expired':
      case 'participant.waiting':
      case 'participant.refused':
      case 'participant.moving':
      case 'participant.left':
      case 'participant.removed':
      case 'participant.recalled':
      case 'hand.raised':
      case 'hand.lowered':
      case 'microphone.opened':
      case 'media.joined':
      case 'producer.opened':
      case 'producer.closed':
      case 'participant.cut':
      case 'ready.set':
      case 'session.locked':
      case 'house-rules.set':
      case 'lead.taken':
      case 'lead.returned':
      case 'caucus.opened':
      case 'caucus.renamed':
      case 'caucus.timed':
      case 'caucus.stopped':
      case 'caucus.closed':
      case 'sides.mixed':
      case 'interpreter.forgone':
      case 'entry.announced':
      case 'entry.admitted':
      case 'gathering.announced':
      case 'joint.opened':
      case 'joint.closed':
      case 'wish.made':
      case 'interpreter.assigned':
      case 'interpreter.directed':
      case 'channel.chosen':
      case 'handover.offered':
      case 'handover.taken':
      case 'handover.ended':
      case 'manner.set':
      case 'floor.given':
      case 'silence.began':
      case 'silence.told':
      case 'silence.ended':
      case 'hearing.cut':
        return;
      default:
        assertNever(event);
    }
  }

  #toParticipant(state: SessionState, participant: ParticipantId, told: Notice<'told'>): void {
    for (const line of this.#live(state)) if (line.participant === participant) line.send('told', told);
  }

  #dropSuperseded(before: SessionState, event: SessionEvent): void {
    if (event.type !== 'participant.connected') return;
    const old = before.people.get(event.participant)?.line;
    if (old?.kind === 'online' && old.connection !== event.connection) {
      this.#lines.get(old.connection)?.drop('connection.superseded');
    }
  }

  #toPeer(peer: PeerId, send: (line: Line) => void): void {
    const { state } = this.#actor;
    for (const line of this.#live(state)) if (state.people.get(line.participant)?.peer === peer) send(line);
  }

  /** The lines that the session itself takes for the participant's present one. */
  #live(state: SessionState): readonly Line[] {
    return this.#lines.of(this.#actor.id).filter((line) => {
      const current = state.people.get(line.participant)?.line;
      return current?.kind === 'online' && current.connection === line.id;
    });
  }
}
