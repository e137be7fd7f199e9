import { Refusal } from '@parley/shared/errors';
import type { ConsumerId, ParticipantId, PeerId, ProducerId } from '@parley/shared/ids';
import { assertNever } from '@parley/shared/lib';
import { type Joining, joiningOf } from '@parley/shared/policy';
import type { ParticipantActor, ParticipantCommand, Source } from '@parley/shared/session';
import type {
  Direction,
  DtlsParameters,
  IceParameters,
  OfConsumer,
  PeerParams,
  RtpCapabilities,
  RtpParameters,
  Sfu,
  SfuEvent,
} from '@parley/shared/sfu';
import type { Logger } from 'pino';
import { mint } from '../lib/mint.ts';
import type { SessionActor } from '../session/actor.ts';
import type { FanOut } from '../session/fan-out.ts';
import type { Line } from '../session/lines.ts';
import { scopeOf } from '../session/log-scope.ts';
import type { Reports } from '../session/reports.ts';
import type { Offers } from './offers.ts';
import type { Reconciler } from './reconciler.ts';

/** What one session's participants ask of the SFU, and what the SFU tells them. */
export class MediaDesk {
  readonly #actor: SessionActor;
  readonly #sfu: Sfu;
  readonly #reconciler: Reconciler;
  readonly #fanOut: FanOut;
  readonly #reports: Reports;
  readonly #logger: Logger;
  readonly #offers: Offers;

  constructor(parts: {
    actor: SessionActor;
    sfu: Sfu;
    reconciler: Reconciler;
    fanOut: FanOut;
    reports: Reports;
    offers: Offers;
    logger: Logger;
  }) {
    this.#actor = parts.actor;
    this.#sfu = parts.sfu;
    this.#reconciler = parts.reconciler;
    this.#fanOut = parts.fanOut;
    this.#reports = parts.reports;
    this.#offers = parts.offers;
    this.#logger = parts.logger;
  }

  capabilities(): Promise<RtpCapabilities> {
    return this.#sfu.capabilities();
  }

  /** Both transports in one answer. A second join replaces the first. */
  async join(by: ParticipantActor, rtpCapabilities: RtpCapabilities): Promise<PeerParams & { peer: PeerId }> {
    const peer = mint.peer();
    await this.#ask({ type: 'media.join', peer }, by);
    const params = await this.#sfu.openPeer({ session: this.#actor.id, peer, rtpCapabilities });
    if (this.#peerOf(by.id) !== peer) throw new Refusal('media.not-joined');
    return { ...params, peer };
  }

  async connect(
    participant: ParticipantId,
    direction: Direction,
    dtlsParameters: DtlsParameters,
  ): Promise<void> {
    await this.#sfu.connectTransport({ ...this.#of(participant), direction, dtlsParameters });
  }

  async restartIce(participant: ParticipantId, direction: Direction): Promise<IceParameters> {
    return this.#sfu.restartIce({ ...this.#of(participant), direction });
  }

  /** The producer is written down first, so that the SFU never carries one nobody knows of. */
  async publish(
    by: ParticipantActor,
    wish: { epoch: number; source: Source; rtpParameters: RtpParameters },
  ): Promise<ProducerId> {
    const producer = mint.producer();
    const { source, epoch, rtpParameters } = wish;
    await this.#ask({ type: 'media.publish', producer, source, epoch }, by);
    try {
      await this.#reconciler.carried(this.#actor.state.seq);
      const opened = this.#actor.state.producers.get(producer);
      if (opened === undefined) throw new Refusal('epoch.stale');
      const tag = { room: opened.room, epoch: opened.epoch };
      await this.#sfu.publish({ ...this.#of(by.id), producer, source, tag, rtpParameters });
    } catch (error) {
      await this.#reports.tell({ type: 'producer.failed', producer });
      throw error;
    }
    return producer;
  }

  async unpublish(by: ParticipantActor, producer: ProducerId): Promise<void> {
    await this.#ask({ type: 'media.unpublish', producer }, by);
    await this.#reconciler.reached(this.#actor.state.seq);
  }

  async ready(participant: ParticipantId, consumer: ConsumerId): Promise<void> {
    await this.#sfu.resumeConsumer(this.#standing(participant, consumer, ['heard', 'prepared']));
  }

  async prefer(participant: ParticipantId, consumer: ConsumerId, spatial: number | null): Promise<void> {
    await this.#sfu.preferLayers({ ...this.#standing(participant, consumer, ['heard']), spatial });
  }

  /**
   * What they may hear, or be prepared for, as it is decided now: the SFU goes by the audience it was given last. Of
   * what they were never told they are answered as of nothing; what they were told of may be theirs again before it is
   * cut.
   */
  #standing(participant: ParticipantId, consumer: ConsumerId, as: readonly Joining[]): OfConsumer {
    const of = this.#of(participant);
    const offer = this.#offers.find(of.peer, consumer);
    if (offer === undefined || offer.told === null) throw new Refusal('media.unknown');
    const joining = joiningOf(this.#actor.state, participant, offer.options.producer);
    if (joining === null || !as.includes(joining)) throw new Refusal('media.not-now');
    return { ...of, consumer };
  }

  /** After a line came back. */
  remind(line: Line): void {
    const peer = this.#peerOf(line.participant);
    if (peer !== null) this.#fanOut.remind(line, peer);
  }

  /** What the SFU observed of this session. */
  observe(event: SfuEvent): void {
    switch (event.type) {
      case 'consumer.opened':
        return this.#fanOut.consumerOpened(event);
      case 'consumer.closed':
        return this.#fanOut.consumerClosed(event);
      case 'consumer.layer':
        return this.#fanOut.layerChanged(event);
      case 'producer.closed':
        return void this.#reports.tell({ type: 'producer.failed', producer: event.producer });
      case 'levels':
        return this.#fanOut.levels(event.levels);
      case 'quality':
        return this.#fanOut.quality(event.peer, event.score);
      // What the server's own ears hear is none of the participants'.
      case 'heard':
        return;
      case 'crossing':
        return this.#crossed(event);
      case 'peers.lost':
        this.#reconciler.lost();
        return void this.#reports.tell({ type: 'media.lost', peers: event.peers });
      default:
        return assertNever(event);
    }
  }

  #crossed({ session, listener, producer }: Extract<SfuEvent, { type: 'crossing' }>): void {
    const { state } = this.#actor;
    const person = [...state.people.values()].find(({ peer }) => peer === listener);
    const about = person === undefined ? { session } : scopeOf(state, person.participant.id);
    this.#logger.error({ ...about, producer }, 'the SFU refused an edge between rooms');
  }

  /** Offers to peers that are gone are forgotten. */
  changed(): void {
    this.#offers.keep(new Set([...this.#actor.state.people.values()].map(({ peer }) => peer)));
  }

  async #ask(command: ParticipantCommand, by: ParticipantActor): Promise<void> {
    const outcome = await this.#actor.ask(command, by);
    if (!outcome.ok) throw new Refusal(outcome.error.code);
  }

  #of(participant: ParticipantId): { session: SessionActor['id']; peer: PeerId } {
    const person = this.#actor.state.people.get(participant);
    if (person === undefined) throw new Refusal('participant.unknown');
    if (person.peer === null) throw new Refusal('media.not-joined');
    return { session: this.#actor.id, peer: person.peer };
  }

  #peerOf(participant: ParticipantId): PeerId | null {
    return this.#actor.state.people.get(participant)?.peer ?? null;
  }
}
