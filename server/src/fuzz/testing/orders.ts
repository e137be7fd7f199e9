import type { Audience, Edge } from '@parley/shared/policy';

/**
 * What the server orders the SFU to do, on its way there. A broken policy writes every pair of people into it; and an
 * old order may come again.
 */
export class Orders {
  /** Whether the policy is broken: everyone is to hear everyone, wherever they are. */
  broken = false;
  /** How many times the SFU was made to forget what it had been ordered. */
  endings = 0;
  /** By their number, so that an order repeated is the very same. */
  readonly #sent = new Map<number, Audience>();
  readonly #forged = new Set<string>();

  pass(order: Audience): Audience {
    const sent = this.#sent.get(order.seq) ?? (this.broken ? this.#forge(order) : order);
    this.#sent.set(order.seq, sent);
    return sent;
  }

  ended(): void {
    this.endings += 1;
    this.#sent.clear();
  }

  isForged(edge: Edge): boolean {
    return this.#forged.has(nameOf(edge));
  }

  before(seq: number): readonly Audience[] {
    return [...this.#sent.values()].filter((order) => order.seq < seq);
  }

  #forge(order: Audience): Audience {
    const lawful = new Set(order.edges.map(nameOf));
    const forged = order.peers.flatMap((listener) =>
      order.peers
        // Between people who stand in one room the SFU knows no better than to obey.
        .filter((owner) => owner === listener || owner.at === null || owner.at.room !== listener.at?.room)
        .flatMap(({ producers }) =>
          producers.map((producer): Edge => ({ listener: listener.peer, producer })),
        )
        .filter((edge) => !lawful.has(nameOf(edge))),
    );
    for (const edge of forged) this.#forged.add(nameOf(edge));
    // Every other one only to be prepared, which is to be refused as well.
    const halves = [0, 1].map((rest) => forged.filter((_, index) => index % 2 === rest));
    const [edges = [], prepared = []] = halves;
    return {
      ...order,
      edges: [...order.edges, ...edges],
      prepared: [...order.prepared, ...prepared],
    };
  }
}

const nameOf = ({ listener, producer }: Edge): string => `${listener} ${producer}`;
