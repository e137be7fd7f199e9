import type { DocumentRef } from '@parley/shared/agreement';
import type { OpenTube } from '../live/tube.ts';
import { FakeGate } from './fake-gate.ts';

/** The gate of each document of a session. */
export class FakeGates {
  readonly #gates = new Map<string, FakeGate>();

  of(document: DocumentRef): FakeGate {
    const name = document.kind === 'draft' ? document.room : document.kind;
    const gate = this.#gates.get(name) ?? new FakeGate();
    this.#gates.set(name, gate);
    return gate;
  }

  readonly openTube: OpenTube = (ticket, events) => {
    const gate = [...this.#gates.values()].find((each) => each.gave(ticket));
    if (gate === undefined) throw new Error('nobody gave this ticket');
    return gate.openTube(ticket, events);
  };
}
