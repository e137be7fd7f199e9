import { createHash, timingSafeEqual } from 'node:crypto';
import { type ErrorCode, Refusal } from '@parley/shared/errors';
import type { Secret } from '@parley/shared/lib';
import type { Express, Request } from 'express';
import type { Registry } from 'prom-client';
import { fromThisMachine } from './address.ts';
import { markRoute } from './request-log.ts';

/** Resolves when what it looks at can be used; rejects otherwise, with a `Refusal` where the reason has a code. */
export type Check = () => Promise<void>;

export interface Operations {
  /** What the server needs in order to serve, by name: the database, the media service. */
  readonly checks: Readonly<Record<string, Check>>;
  readonly registry: Registry;
  /** Lets a collector read the metrics. */
  readonly metricsToken: Secret | null;
  /** This machine reads them without it: nothing stands in front that might pass on others' requests as its own. */
  readonly metricsOpenHere: boolean;
}

/** A check that has not answered by then has failed, milliseconds. */
const CHECK_MS = 2_000;

/** `/healthz`: the process lives. `/readyz`: it can serve, with what cannot be reached. `/metrics`: Prometheus. */
export function mountOperations(
  app: Express,
  { checks, registry, metricsToken, metricsOpenHere }: Operations,
): void {
  app.get('/healthz', (_request, response) => {
    markRoute(response, '/healthz');
    response.json({ alive: true });
  });

  const ready = shared(() => readiness(checks));
  app.get('/readyz', async (_request, response) => {
    markRoute(response, '/readyz');
    const outcome = await ready();
    response.status(outcome.ready ? 200 : 503).json(outcome);
  });

  app.get('/metrics', async (request, response, next) => {
    markRoute(response, '/metrics');
    const isHere = metricsOpenHere && fromThisMachine(request);
    if (!isHere && !bears(request, metricsToken)) {
      next();
      return;
    }
    response.setHeader('Content-Type', registry.contentType);
    response.end(await registry.metrics());
  });
}

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, Outcome>>;
}

type Outcome = 'ok' | 'failed' | ErrorCode;

async function readiness(checks: Operations['checks']): Promise<Readiness> {
  const outcomes = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check)] as const),
  );
  return { ready: outcomes.every(([, outcome]) => outcome === 'ok'), checks: Object.fromEntries(outcomes) };
}

async function outcomeOf(check: Check): Promise<Outcome> {
  const late = Promise.withResolvers<'failed'>();
  const timer = setTimeout(() => late.resolve('failed'), CHECK_MS);
  try {
    return await Promise.race([check().then(() => 'ok' as const), late.promise]);
  } catch (error) {
    return error instanceof Refusal ? error.code : 'failed';
  } finally {
    clearTimeout(timer);
  }
}

/** Those who ask while one run is under way share it: asking often costs the database nothing. */
function shared<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

/** Compares hashes, whose time tells nothing of the token. */
function bears(request: Request, token: Secret | null): boolean {
  if (token === null) return false;
  const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hashOf(request.get('authorization') ?? ''), hashOf(`Bearer ${token.reveal()}`));
}
