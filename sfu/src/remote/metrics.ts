import type { SfuStats } from '../core/node.ts';
import type { CloseReason } from './frames.ts';

/** Prometheus' text format 0.0.4. */
export function plainMetrics(
  stats: SfuStats & { readonly links: number },
  refused: ReadonlyMap<CloseReason, number>,
): string {
  const { links, sessions, peers, producers, consumers, crossings, faults, workers } = stats;
  const gauges = { links, sessions, peers, producers, consumers };
  const totals = { crossings, faults };
  return [
    ...Object.entries(gauges).flatMap(([name, value]) =>
      series(`parley_sfu_${name}`, 'gauge', [['', value]]),
    ),
    ...Object.entries(totals).flatMap(([name, value]) =>
      series(`parley_sfu_${name}_total`, 'counter', [['', value]]),
    ),
    ...series(
      'parley_sfu_worker_cpu_seconds_total',
      'counter',
      workers.map(({ pid, cpuSeconds }) => [`{pid="${pid}"}`, cpuSeconds]),
    ),
    ...series(
      'parley_sfu_worker_peak_memory_bytes',
      'gauge',
      workers.map(({ pid, peakMemoryBytes }) => [`{pid="${pid}"}`, peakMemoryBytes]),
    ),
    ...series(
      'parley_sfu_links_refused_total',
      'counter',
      [...refused].map(([reason, times]) => [`{reason="${reason}"}`, times]),
    ),
    '',
  ].join('\n');
}

const series = (
  name: string,
  type: 'counter' | 'gauge',
  values: readonly (readonly [labels: string, value: number])[],
): string[] => [`# TYPE ${name} ${type}`, ...values.map(([labels, value]) => `${name}${labels} ${value}`)];
