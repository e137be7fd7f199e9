import { Counter, Gauge, type Registry } from 'prom-client';
import type { Lines } from '../session/lines.ts';
import type { SessionRegistry } from '../session/registry.ts';

/** Counts requests over sockets by name and outcome; unknown names share one label, or a client could make many. */
export function gatewayMetrics(
  registry: Registry,
  followed: { readonly sessions: SessionRegistry; readonly lines: Lines },
): (name: string, known: boolean, outcome: string) => void {
  const requests = new Counter({
    name: 'parley_socket_requests_total',
    help: 'Requests over sockets by name and outcome',
    labelNames: ['request', 'outcome'],
    registers: [registry],
  });
  const gauge = (name: string, help: string, read: () => number): void => {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  };
  gauge('parley_sessions', 'Sessions at work on this server', () => followed.sessions.size);
  gauge('parley_lines', 'Live sockets', () => followed.lines.size);
  return (name, known, outcome) => requests.inc({ request: known ? name : 'unknown', outcome });
}
