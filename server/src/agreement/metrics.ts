import type { ErrorCode } from '@parley/shared/errors';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What is counted of documents; nothing of it says in which, by whom, or what. */
export interface DocumentMetrics {
  /** An edit was taken, but for what was refused in these roots. */
  taken(refused: ReadonlyMap<string, ErrorCode>): void;
  /** A page sent what none of ours sends. */
  offended(code: ErrorCode): void;
  connected(change: 1 | -1): void;
}

export function documentMetrics(registry: Registry): DocumentMetrics {
  const edits = new Counter({
    name: 'parley_document_edits_total',
    help: 'Edits of documents by outcome',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const whole = edits.labels({ outcome: 'ok' });
  const offences = new Counter({
    name: 'parley_document_offences_total',
    help: 'Pages cut off from a document for what they sent',
    labelNames: ['code'],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'parley_document_connections',
    help: 'Pages connected to documents',
    registers: [registry],
  });
  return {
    taken: (refused) => {
      if (refused.size === 0) whole.inc();
      for (const code of refused.values()) edits.inc({ outcome: code });
    },
    offended: (code) => offences.inc({ code }),
    connected: (change) => connections.inc(change),
  };
}
