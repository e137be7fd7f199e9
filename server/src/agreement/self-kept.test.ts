import { RichText } from '@parley/shared/agreement';
import { ClauseId, ProposalId } from '@parley/shared/ids';
import type { SessionCreated } from '@parley/shared/session';
import {
  by,
  created,
  participant,
  room,
  Scenario,
  server,
  third,
  withThird,
} from '@parley/shared/session/testing';
import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { HandClock } from '../fuzz/testing/clock.ts';
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
let clock: HandClock;

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
  writers: async () => new Map(),
  onWritten: () => undefined,
  cutOff: () => undefined,
  close: async () => undefined,
};

beforeEach(async () => {
  text = '甲';
  away = false;
  logged.length = 0;
  await begin(created);
});

async function begin(session: SessionCreated): Promise<void> {
  const scenario = new Scenario(session).seat('party', 'respondent');
  const log = new MemoryLog();
  log.rows.set(created.id, [...scenario.events]);
  actor = await SessionActor.restore(created.id, { log, now: () => 50_000 });
  clock = new HandClock();
  kept = new SelfKept({ actor, documents, timers: clock, logger });
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
}

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
    expect(versions().map(({ name, why, by: who }) => [name, why, who])).toEqual([[null, 'proposed', null]]);
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions()).toHaveLength(1);
    await ask('mediator', { type: 'session.resume' });
    text = '乙';
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions().map(({ why }) => why)).toEqual(['proposed', 'adjourned']);
  });

  test('[VER-4] when words are put to the sides, agreed to and locked, each time they are others', async () => {
    await ask('mediator', { type: 'clause.propose', clause });
    text = '乙';
    await ask('party', { type: 'clause.agree', clause, hash: hashOfTexts(words()) });
    text = '丙';
    await ask('respondent', { type: 'clause.agree', clause, hash: hashOfTexts({ zh: words().zh }) });
    expect(versions().map(({ why }) => why)).toEqual(['proposed', 'agreed']);
  });

  test('[VER-4] when what waited for one side alone is agreed to, or put in, without it', async () => {
    await begin(withThird);
    const hash = hashOfTexts(words());
    await ask('mediator', { type: 'clause.propose', clause });
    for (const who of ['party', 'respondent']) await ask(who, { type: 'clause.agree', clause, hash });
    text = '乙';
    await ask('mediator', { type: 'side.excuse', side: third, reason: 'invited twice' });
    expect(versions().map(({ why }) => why)).toEqual(['proposed', 'agreed']);
    await ask('mediator', { type: 'side.ask', side: third });
    await ask('mediator', { type: 'clause.reopen', clause });
    const proposal = ProposalId.parse('a-proposal');
    const change = { kind: 'change', clause, texts: words() } as const;
    await ask('mediator', { type: 'proposal.make', id: proposal, change, base: { zh: '乙' }, note: '' });
    for (const who of ['party', 'respondent'])
      await ask(who, { type: 'proposal.accept', proposal, standing: null });
    text = '丙';
    await ask('mediator', { type: 'side.excuse', side: third, reason: 'invited twice' });
    expect(versions().map(({ why }) => why)).toEqual(['proposed', 'agreed', 'decided']);
  });

  test('[VER-4] every ten minutes while people write, and not while nobody does', async () => {
    const agreement = { kind: 'agreement' } as const;
    const minutes = (n: number) => clock.pass(n * 60_000, () => kept.settled());
    kept.written(agreement);
    await minutes(9);
    expect(versions()).toEqual([]);
    kept.written(agreement);
    await minutes(1);
    expect(versions().map(({ why }) => why)).toEqual(['written']);
    await minutes(60);
    expect(versions()).toHaveLength(1);
    kept.written(agreement);
    await minutes(10);
    expect(versions()).toHaveLength(1);
    text = '乙';
    kept.written(agreement);
    await minutes(10);
    expect(versions()).toHaveLength(2);
    kept.written(agreement);
    kept.close();
    expect(clock.waiting).toBe(0);
  });

  test('[VER-4] not every ten minutes where there is very much of it, nor of a draft that is over', async () => {
    text = 'x'.repeat(90_000);
    const zh = words().zh;
    const six = Array.from({ length: 5 }, (_, index) => ClauseId.parse(`clause-${index}-`));
    for (const each of six) {
      const pen = { kind: 'mediator' } as const;
      const document = { kind: 'agreement' } as const;
      await ask('mediator', { type: 'clause.add', document, clause: each, after: null, pen });
    }
    expect(zh.content).toHaveLength(1);
    kept.written({ kind: 'agreement' });
    kept.written({ kind: 'draft', room: room('gone') });
    await clock.pass(600_000, () => kept.settled());
    expect(versions()).toEqual([]);
    expect(logged).toEqual([]);
    await ask('mediator', { type: 'session.adjourn', note: '' });
    expect(versions()).toHaveLength(1);
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
