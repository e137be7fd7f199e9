import type { Sfu } from '@parley/shared/sfu';
import { Counter, type Registry } from 'prom-client';

/** Counts what the second lock had to refuse: any of it is a fault that somebody has to look into. */
export function mediaMetrics(registry: Registry, sfu: Sfu): void {
  const crossings = new Counter({
    name: 'parley_sfu_crossings_total',
    help: 'Edges between rooms that the SFU refused to open',
    registers: [registry],
  });
  sfu.on((event) => {
    if (event.type === 'crossing') crossings.inc();
  });
}
