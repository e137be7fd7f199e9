import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ClauseId } from '@parley/shared/ids';
import {
  by,
  connection,
  created,
  device,
  participant,
  Scenario,
  server,
} from '@parley/shared/session/testing';
import { pino } from 'pino';
import { createRegistry } from '../../../http/metrics.ts';
import { addressReader } from '../../../http/address.ts';
import { SessionActor } from '../../../session/actor.ts';
import { systemTimers } from '../../../lib/timers.ts';
import { MemoryLog } from '../../../session/testing/memory-log.ts';
import { connectStore } from '../../../store/database.ts';
import { DocumentGate } from '../../gate.ts';
import { documentMetrics } from '../../metrics.ts';
import { openDocumentSockets } from '../../sockets.ts';
import { Ask, type Told } from './protocol.ts';
import { watchStalls } from './stalls.ts';

/** A server of documents in a process of its own, over a real database; everyone writes a clause of their own. */
const [settings = ''] = process.argv.slice(2);
const { connection: database, editors } = JSON.parse(settings) as { connection: object; editors: number };
const names = Array.from({ length: editors }, (_, index) => `editor${index}`);
const document = { kind: 'agreement' } as const;

const scenario = new Scenario();
const begun = {
  ...created,
  people: [
    ...created.people,
    ...names.map((name) => ({
      id: participant(name),
      name,
      languages: ['zh'],
      role: 'interpreter' as const,
      side: null,
    })),
  ],
};
const log = new MemoryLog();
log.rows.set(begun.id, [begun]);
const actor = await SessionActor.restore(begun.id, { log, now: Date.now });
const ask = async (...args: Parameters<SessionActor['ask']>): Promise<void> => {
  const outcome = await actor.ask(...args);
  if (!outcome.ok) throw new Error(outcome.error.code);
};
const settle = async (): Promise<void> => {
  for (const { participant: who, epoch } of actor.state.people.values()) {
    await actor.ask({ type: 'placement.settle', participant: who.id, epoch }, server);
  }
};
const mediator = by('mediator');
for (const name of ['mediator', ...names]) {
  const who = by(name);
  await ask(
    {
      type: 'line.connected',
      participant: who.id,
      connection: connection(`c-${name}`),
      device: device(`d-${name}`),
      takeOver: false,
    },
    server,
  );
  await ask({ type: 'session.enter' }, who);
  if (name !== 'mediator') await ask({ type: 'lobby.admit', participants: [who.id] }, mediator);
  await settle();
}
const clauses = names.map((name) => ClauseId.parse(`clause-${name}`));
await ask(
  {
    type: 'agreement.start',
    document,
    template: 'blank',
    languages: ['zh'],
    prevailing: 'zh',
    ids: [ClauseId.parse('clause-first')],
  },
  mediator,
);
for (const clause of clauses) {
  await ask({ type: 'clause.add', document, clause, after: null, pen: { kind: 'everyone' } }, mediator);
}

const logger = pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true }));
const store = await connectStore(database, () => undefined);
const gate = new DocumentGate({
  store: store.documents({ timers: systemTimers, logger }),
  now: Date.now,
  clock: () => performance.now(),
  timers: systemTimers,
  logger,
  metrics: documentMetrics(createRegistry()),
});
const documents = gate.of(actor);
const http = createServer();
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
openDocumentSockets(http, { gate, allowedOrigin: () => true, addressOf: addressReader(0) });

const tell = (told: Told): void => void process.send?.(told);

process.on('message', (message) => {
  const asked = Ask.parse(message);
  switch (asked.kind) {
    case 'ticket':
      void documents
        .open({
          participant: participant(asked.name),
          connection: connection(`c-${asked.name}`),
          document,
          client: null,
        })
        .then((pass) => tell({ kind: 'ticket', name: asked.name, ...pass }));
      return;
    case 'begin':
    case 'end':
      void watchStalls(asked.kind).then(tell);
      return;
  }
});
tell({ kind: 'started', url });
if (scenario.state.id !== begun.id) throw new Error('another session');
