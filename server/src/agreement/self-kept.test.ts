import { RichText } from '@parley/shared/agreement';
import { ClauseId } from '@parley/shared/ids';
import { by, created, participant, room, Scenario, server } from '@parley/shared/session/testing';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { SessionActor } from '../session/actor.ts';
import { MemoryLog } from '../session/testing/memory-log.ts';
import type { SessionDocuments } from './documents.ts';
import { SelfKept } from './self-kept.ts';
import { hashOfTexts } from './text-hash.ts';

const clause = ClauseId.parse('a-clause');
let text = '';
const words = (): { zh: RichText } => ({
  zh: RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }),
});
const logged: string[] = [];
const logger = pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) });

let actor: SessionActor;
let kept: SelfKept;
let away = false;

/** Documents in which every clause says the same. */
const documents: SessionDocuments = {
  open: async () => ({ ticket: '', client: 1 }),
  withTexts: async (document, clauses, decide) => {
    if (away) throw new Error('the documents are away');
    const { agreement, drafts } = actor.state.agreement;
    const book = document.kind === 'agreement' ? agreement : drafts.get(document.room);
    const all = clauses ?? book?.clauses.map(({ id }) => id) ?? [];
    return decide(all.map((each) => ({ clause: each, texts: words() })));
  },
  cutOff: () => undefined,
  close: async () => undefined,
};

beforeEach(async () => {
  text = '甲';
  away = false;
  logged.length = 0;
  const scenario = new Scenario().seat('party', 'respondent');
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  kept = new SelfKept({ actor, documents, logger });
  actor.listen(({ events }) => kept.changed(events));
  await actor.ask(
    {
      type: 'agreement.start',
      document: { kind: 'agreement' },
      template: 'blank',
      languages: ['zh'],
      prevailing: 'zh',
      ids: [clause],
    },
    by('mediator'),
  );
});

const versions = () => actor.state.agreement.agreement?.versions ?? [];
const ask = async (who: string, command: Parameters<SessionActor['ask']>[0]) => {
  const outcome = await actor.ask(command, by(who));
  await kept.settled();
  return outcome.ok;
};
async function lock(): Promise<void> {
  const hash = hashOfTexts(words());
  await ask('mediator', { type: 'clause.propose', clause });
  await ask('party', { type: 'clause.agree', clause, hash });
  await ask('respondent', { type: 'clause.agree', clause, hash });
  expect(await ask('mediator', { type: 'clause.lock', clause })).toBe(true);
}

describe('versions that are kept by themselves', () => {
  test('[VER-4] when a clause is locked, and when the session is adjourned, if anything has changed since', async () => {
    await lock();
    expect(versions().map(({ name, by: who }) => [name, who])).toEqual([[null, null]]);
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions()).toHaveLength(1);
    await ask('mediator', { type: 'session.resume' });
    text = '乙';
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions()).toHaveLength(2);
  });

  test('[VER-4] when the session is adjourned also of every draft', async () => {
    const caucus = room('apart');
    const participants = [participant('party')];
    const opening = { title: 'T', participants, minutes: null, mixing: [] };
    await ask('mediator', { type: 'caucus.open', room: caucus, ...opening });
    const epoch = actor.state.people.get(participant('party'))?.epoch ?? 0;
    await actor.ask({ type: 'placement.settle', participant: participant('party'), epoch }, server);
    const document = { kind: 'draft', room: caucus } as const;
    const book = { template: 'blank', languages: ['zh'], prevailing: 'zh' } as const;
    const ids = [ClauseId.parse('of-a-draft')];
    expect(await ask('party', { type: 'agreement.start', document, ...book, ids })).toBe(true);
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(actor.state.agreement.drafts.get(caucus)?.versions).toHaveLength(1);
    expect(versions()).toHaveLength(1);
  });

  test('[VER-4] a failure to keep one holds nothing up, and is told to the operator', async () => {
    away = true;
    await lock();
    expect(versions()).toEqual([]);
    expect(logged.join('')).toContain('a version could not be kept');
    away = false;
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions()).toHaveLength(1);
  });
});
