import { clausesIn, KeptWhy, RichText, TemplateId } from '@parley/shared/agreement';
import type { SessionId } from '@parley/shared/ids';
import { ClauseId, MessageId, ProposalId, VersionId } from '@parley/shared/ids';
import {
  type Actor,
  type Command,
  create,
  decide,
  evolve,
  type SessionState,
  Source,
} from '@parley/shared/session';
import {
  Scenario,
  by,
  connection,
  created,
  device,
  participant,
  peer,
  producer,
  server,
} from '@parley/shared/session/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestStore } from './testing.ts';
import { newSession } from './testing/events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store.close());

interface Step {
  readonly command: Command;
  readonly actor: Actor;
}

const PEOPLE = ['mediator', 'party', 'respondent', 'interpreter', 'observer'];
const name = fc.constantFrom(...PEOPLE);
const text = fc.constantFrom('I offer 50,000', '同意\n附条件', '“quoted” \\ back', '𠮷野家', 'e\u0301');

const asked = (command: fc.Arbitrary<Command>): fc.Arbitrary<Step> =>
  fc.record({ command, actor: name.map((who) => by(who)) });
const reported = (command: fc.Arbitrary<Command>): fc.Arbitrary<Step> =>
  command.map((each) => ({ command: each, actor: server }));

/** A clause of the agreement that is begun here, or none. */
const clauseId = fc.constantFrom('clause-0', 'clause-1', 'clause-9').map((id) => ClauseId.parse(id));
const words = text.map((line) =>
  RichText.parse({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: line }] }] }),
);
const document = { kind: 'agreement' } as const;
const hash = fc.constantFrom('a', 'b').map((digit) => digit.repeat(64));

/** What is written and decided together, with words by value in every script. */
const agreement: readonly fc.Arbitrary<Step>[] = [
  fc.constantFrom(...TemplateId.options).map((template) => ({
    command: {
      type: 'agreement.start',
      document,
      template,
      languages: ['zh', 'en-GB'],
      prevailing: 'zh',
      ids: Array.from({ length: clausesIn(template) }, (_, index) => ClauseId.parse(`clause-${index}`)),
    },
    actor: by('mediator'),
  })),
  fc.record({
    command: fc.record({ type: fc.constant('clause.propose'), clause: clauseId }),
    actor: fc.constant(by('mediator')),
  }),
  asked(fc.record({ type: fc.constant('clause.agree'), clause: clauseId, hash })),
  asked(fc.record({ type: fc.constant('clause.disagree'), clause: clauseId, reason: text })),
  asked(
    fc.record({
      type: fc.constant('proposal.make'),
      id: fc.uuid().map((id) => ProposalId.parse(id)),
      change: fc
        .tuple(clauseId, words)
        .map(([clause, zh]) => ({ kind: 'change' as const, clause, texts: { zh } })),
      base: text.map((zh) => ({ zh, 'en-GB': zh })),
      note: text,
    }),
  ),
  reported(
    fc.record({
      type: fc.constant('version.keep'),
      why: fc.constantFrom(...KeptWhy.options),
      document: fc.constant(document),
      id: fc.uuid().map((id) => VersionId.parse(id)),
      hash,
      words: words.map((zh) => [{ clause: ClauseId.parse('clause-0'), texts: { zh, 'en-GB': zh } }]),
    }),
  ),
];

/** Who interprets what for whom, in which manner. */
const interpreting: fc.Arbitrary<Step> = fc.oneof(
  fc
    .constantFrom<Extract<Command, { type: 'interpreter.assign' }>['bound']>(
      { to: 'session' },
      { to: 'room', room: created.plenary },
      { to: 'party', participant: participant('respondent') },
    )
    .map(
      (bound): Step => ({
        command: {
          type: 'interpreter.assign',
          participant: participant('interpreter'),
          languages: ['zh', 'en-GB'],
          bound,
        },
        actor: by('mediator'),
      }),
    ),
  fc
    .constantFrom<Extract<Command, { type: 'interpreter.direct' }>['outlet']>(
      { to: 'booth' },
      { to: 'channel', language: 'zh' },
      { to: 'channel', language: 'en-GB' },
    )
    .map(
      (outlet): Step => ({
        command: { type: 'interpreter.direct', outlet, epoch: 0 },
        actor: by('interpreter'),
      }),
    ),
  asked(
    fc.constantFrom<Command>({ type: 'channel.listen', language: 'zh' }, { type: 'floor.take', epoch: 0 }),
  ),
  fc.boolean().map(
    (inTurn): Step => ({
      command: {
        type: 'manner.set',
        room: created.plenary,
        manner: inTurn
          ? { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 }
          : { kind: 'simultaneous' },
      },
      actor: by('mediator'),
    }),
  ),
);

/** By how much a command's epoch is not the person's: now and then it is out of date. */
const late = fc.constantFrom(0, 0, 0, 0, 1);

/** What people ask and the server reports, in any order: much of it is denied, and denied things leave no trace. */
const step: fc.Arbitrary<Step> = fc.oneof(
  asked(fc.constant({ type: 'session.enter' })),
  asked(fc.constantFrom<Command>({ type: 'session.leave' }, { type: 'session.resume' })),
  asked(late.map((epoch) => ({ type: 'hand.raise', epoch }))),
  text.map((note): Step => ({ command: { type: 'session.adjourn', note }, actor: by('mediator') })),
  {
    weight: 3,
    arbitrary: fc.array(name, { minLength: 1, maxLength: 3 }).map(
      (who): Step => ({
        command: { type: 'lobby.admit', participants: who.map(participant) },
        actor: by('mediator'),
      }),
    ),
  },
  asked(fc.record({ type: fc.constant('lobby.refuse'), participant: name.map(participant), reason: text })),
  asked(
    fc.record({ type: fc.constant('participant.remove'), participant: name.map(participant), reason: text }),
  ),
  asked(name.map((who) => ({ type: 'participant.recall', participant: participant(who) }))),
  asked(name.map((who) => ({ type: 'participant.mute', participant: participant(who) }))),
  asked(late.map((epoch) => ({ type: 'microphone.set', open: true, epoch }))),
  asked(fc.constant({ type: 'microphone.set', open: false })),
  {
    weight: 3,
    arbitrary: asked(
      fc.record({
        type: fc.constant('chat.say'),
        id: fc.uuid().map((id) => MessageId.parse(id)),
        room: fc.constant(created.plenary),
        text,
      }),
    ),
  },
  asked(fc.uuid().map((id) => ({ type: 'media.join', peer: peer(id) }))),
  asked(
    fc.record({
      type: fc.constant('media.publish'),
      producer: fc.uuid().map(producer),
      source: fc.constantFrom(...Source.options),
      epoch: late,
    }),
  ),
  {
    weight: 2,
    arbitrary: reported(
      fc.record({
        type: fc.constant('line.connected'),
        participant: name.map(participant),
        connection: fc.constantFrom('c-1', 'c-2').map(connection),
        device: fc.constantFrom('d-1', 'd-2').map(device),
        takeOver: fc.boolean(),
      }),
    ),
  },
  reported(
    fc.record({
      type: fc.constant('line.lost'),
      participant: name.map(participant),
      connection: fc.constantFrom('c-1', 'c-2').map(connection),
    }),
  ),
  reported(name.map((who) => ({ type: 'line.expired', participant: participant(who) }))),
  {
    weight: 3,
    arbitrary: reported(
      fc.record({
        type: fc.constant('placement.settle'),
        participant: name.map(participant),
        epoch: late,
      }),
    ),
  },
  reported(fc.constant({ type: 'server.restarted', held: [] })),
  ...agreement.map((arbitrary) => ({ weight: 2, arbitrary })),
  { weight: 3, arbitrary: interpreting },
);

/** The step with the epoch of the person it is about. */
function timely(state: SessionState, { command, actor }: Step): Step {
  if (!('epoch' in command)) return { command, actor };
  const about =
    command.type === 'placement.settle'
      ? command.participant
      : actor.kind === 'participant'
        ? actor.id
        : null;
  const epoch = about === null ? 0 : (state.people.get(about)?.epoch ?? 0);
  return { command: { ...command, epoch: Math.max(0, epoch - command.epoch) }, actor };
}

/** Runs a session as its writer does, from a point where these people are in the room: decided, stored, evolved. */
async function live(
  seated: readonly string[],
  steps: readonly Step[],
): Promise<{ id: SessionId; state: SessionState }> {
  const first = newSession();
  await store.events.append(first.id, 0, [first], server, 1_000);
  let state = create(first);
  const [, ...seating] = new Scenario().seat(...seated).events;
  await store.events.append(first.id, 1, seating, server, 1_500);
  state = seating.reduce(evolve, state);
  for (const [index, each] of steps.entries()) {
    const at = 20_000 + index;
    const { command, actor } = timely(state, each);
    const decision = decide(state, command, actor, at);
    if (!decision.ok || decision.value.length === 0) continue;
    await store.events.append(first.id, state.seq, decision.value, actor, at);
    state = decision.value.reduce(evolve, state);
  }
  return { id: first.id, state };
}

test('[LOG-6] whatever happened, the stored log replays to the very state that was live', {
  timeout: 60_000,
}, async () => {
  const people = fc.subarray(PEOPLE.slice(1));
  const kinds = new Set<string>();
  await fc.assert(
    fc.asyncProperty(people, fc.array(step, { maxLength: 60, size: 'max' }), async (seated, steps) => {
      const { id, state } = await live(seated, steps);
      const [first, ...rest] = await store.events.load(id);
      if (first?.type !== 'session.created') throw new Error('the log does not begin with its creation');
      for (const { type } of rest) kinds.add(type);
      expect(rest.reduce(evolve, create(first))).toEqual(state);
      expect(await store.events.head(id)).toBe(state.seq);
    }),
    { numRuns: 60, seed: 20_261_124 },
  );
  // Without these the runs above would have proved little.
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'chat.said',
      'participant.settled',
      'producer.opened',
      'session.adjourned',
      'media.joined',
      'agreement.started',
      'version.kept',
      'interpreter.assigned',
      'interpreter.directed',
      'manner.set',
    ]),
  );
});
