import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface HttpMetrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>;
}

/** A registry with the process's own figures (memory, event loop, garbage collection). */
export function createRegistry(): Registry {
  const register = new Registry();
  collectDefaultMetrics({ register });
  return register;
}

export const httpMetrics = (registry: Registry): HttpMetrics => ({
  requests: new Histogram({
    name: 'parley_http_request_seconds',
    help: 'How long requests took, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  }),
});
