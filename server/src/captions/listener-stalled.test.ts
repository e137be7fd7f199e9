import { Refusal } from '@parley/shared/errors';
import { by, participant, server } from '@parley/shared/session/testing';
import { describe, expect, test } from 'vitest';
import type { Heard } from './provider.ts';
import { later, listening, OTHER, session, turn } from './testing-listening.ts';

describe('a provider that does not answer', () => {
  test('[CAP-22] is not missed for a voice in a language it never understands', async () => {
    const table = await listening({ languages: ['en'] });
    table.speaks(60_000);
    await later(table);
    expect(table.voices).toEqual([]);
    expect(table.isStalled()).toBe(false);
  });

  test('[CAP-19] is told of in the room, and that it is back, each once it has been so for a while', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(true);
    table.last.answers(false);
    await turn();
    expect(table.isStalled()).toBe(false);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.answers(true);
    await turn();
    expect(table.isStalled()).toBe(true);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });

  test('[CAP-19] only stumbles when it is back within seconds, and of that nobody is told', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(false);
    expect((await table.log.load(session)).some(({ type }) => type === 'captions.stalled')).toBe(false);
  });

  test('[CAP-19] is told of again when that could not be stored', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.log.beforeKeep = () => Promise.reject(new Refusal('store.unavailable'));
    await later(table);
    expect(table.isStalled()).toBe(false);
    table.log.beforeKeep = async () => undefined;
    await later(table);
    expect(table.isStalled()).toBe(true);
  });

  test('[CAP-19] is not told of once it is switched off, nor of the ear after it', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    await table.automate(null);
    await table.automate(OTHER);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });

  test('[CAP-19] of the voice that stopped it is known no more once that one is elsewhere', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    await table.direct({ to: 'booth' });
    await later(table);
    expect(table.isStalled()).toBe(false);
    await table.direct({ to: 'room' });
    table.hear('again');
    table.last.answers(false);
    await later(table);
    await table.direct({ to: 'booth' });
    await later(table);
    // Nobody says anything: nobody knows better.
    expect(table.isStalled()).toBe(true);
  });

  test('[CAP-19] leaves what it was at as it is: what is understood when it is back is another line', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.tell({ text: 'fifty', done: false, saidAt: null });
    table.last.answers(false);
    table.last.answers(true);
    table.last.tell({ text: 'and so on', done: true, saidAt: null });
    await turn();
    expect(table.texts()).toEqual(['fifty', 'and so on']);
    const [one, other] = table.told;
    expect(one?.line.id).not.toBe(other?.line.id);
  });

  test('[CAP-19] is nobody’s once the session is given up', async () => {
    const table = await listening();
    table.hear('tone');
    table.last.answers(false);
    table.listener.close();
    await later(table);
    expect(table.isStalled()).toBe(false);
  });
});

describe('a provider that is there and understands nothing', () => {
  const word: Heard = { text: 'fifty', done: true, saidAt: null };

  test('[CAP-21] counts as one that stopped after half a minute of speech, is called anew, and is back with a word', async () => {
    const table = await listening();
    table.hear('tone');
    const { last: first } = table;
    first.answers(true);
    table.speaks(29_750);
    expect(table.voices).toHaveLength(1);
    table.speaks(250);
    expect(table.voices.map(({ open }) => open)).toEqual([false, true]);
    first.tell(word);
    await later(table);
    expect([table.isStalled(), table.told]).toEqual([true, []]);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.tell(word);
    await later(table);
    expect([table.isStalled(), table.texts()]).toEqual([false, ['fifty']]);
    table.speaks(29_750);
    expect(table.voices).toHaveLength(2);
  });

  test('[CAP-21] is called anew later each time, four minutes of speech apart at most', async () => {
    const table = await listening();
    const calls = [30_000, 60_000, 120_000, 240_000, 240_000];
    for (const [n, ms] of calls.entries()) {
      table.speaks(ms - 250);
      expect(table.voices).toHaveLength(n + 1);
      table.speaks(250);
      expect(table.voices).toHaveLength(n + 2);
    }
  });

  test('[CAP-21] is not known to be one by what is quiet, not given to it, or followed by a word', async () => {
    const table = await listening();
    table.speaks(60_000, { volume: -60 });
    table.speaks(60_000, { isGiven: false });
    table.speaks(29_000);
    table.last.tell(word);
    table.speaks(29_000);
    expect(table.voices).toHaveLength(1);
    table.last.tell({ ...word, text: '' });
    table.speaks(1_000);
    expect(table.voices).toHaveLength(2);
  });

  test('[CAP-21] is known to be one by all that was said, whoever came meanwhile, and until a word is understood', async () => {
    const table = await listening();
    table.speaks(29_000);
    await table.do({ type: 'session.leave' }, by('party'));
    await table.do({ type: 'session.enter' }, by('party'));
    await table.do({ type: 'lobby.admit', participants: [participant('party')] });
    await table.do({ type: 'placement.settle', participant: participant('party'), epoch: 2 }, server);
    table.speaks(1_000);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.answers(true);
    await later(table);
    expect(table.isStalled()).toBe(true);
    table.last.tell(word);
    await later(table);
    expect(table.isStalled()).toBe(false);
  });
});
