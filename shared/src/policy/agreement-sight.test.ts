import { expect, test } from 'vitest';
import type { CommentCommand } from '../agreement/commands.ts';
import { anchor, beginning, clause, comment, theAgreement } from '../agreement/testing.ts';
import type { ParticipantId } from '../ids.ts';
import { by, participant, Scenario } from '../session/testing.ts';
import { type AgreementSight, agreementSightFor, agreementViewFor } from './agreement-view.ts';

const first = clause('first');

test('[AGR-11] [COM-2] who is named in what one was shown before is named for as long as one sees them', () => {
  const scenario = new Scenario().seat('party', 'counsel', 'respondent', 'interpreter');
  const sights = new Map<ParticipantId, AgreementSight>();
  /** What somebody is shown now, made from what they were shown last, is to the byte what it would be made anew. */
  const shownTo = (who: string) => {
    const me = scenario.state.people.get(participant(who));
    if (me === undefined) throw new Error(`nobody is ${who}`);
    const sight = agreementSightFor(scenario.state, me, sights.get(participant(who)) ?? null);
    sights.set(participant(who), sight);
    expect(JSON.stringify(sight.view)).toBe(
      JSON.stringify(agreementViewFor(scenario.state, participant(who))),
    );
    return sight.view.agreement;
  };
  const everybody = ['mediator', 'party', 'counsel', 'respondent', 'interpreter'];
  const say = (who: string, command: CommentCommand) => expect(scenario.do(command, by(who))).toBeNull();

  scenario.do(beginning(theAgreement, first), by('mediator'));
  const about = { document: theAgreement, clause: first, language: 'zh', anchor, quote: '甲' } as const;
  const mentions = [participant('respondent')];
  say('party', { type: 'comment.make', ...about, id: comment('one'), room: null, text: 'one?', mentions });
  for (const who of everybody)
    expect(shownTo(who)?.comments).toMatchObject([{ author: participant('party') }]);

  scenario.caucus('apart', 'party', 'counsel');
  for (const who of everybody) shownTo(who);
  expect(shownTo('respondent')?.comments).toMatchObject([{ author: null, mentions }]);
  expect(shownTo('counsel')?.comments).toMatchObject([{ author: participant('party'), mentions: [] }]);

  const answer = { id: comment('two'), comment: comment('one'), text: 'two!', mentions: [] };
  say('respondent', { type: 'comment.answer', document: theAgreement, ...answer });
  for (const who of everybody) expect(shownTo(who)?.comments[0]?.answers).toHaveLength(1);
  expect(shownTo('party')?.comments[0]?.answers).toMatchObject([{ author: null }]);

  scenario.bring(scenario.state.plenary, 'party');
  scenario.settle();
  for (const who of everybody) shownTo(who);
  expect(shownTo('respondent')?.comments).toMatchObject([{ author: participant('party') }]);

  // What is as it was is the very same value, for it need not be told again.
  const [before] = shownTo('respondent')?.comments ?? [];
  say('respondent', {
    type: 'comment.make',
    ...about,
    id: comment('three'),
    room: null,
    text: '?',
    mentions: [],
  });
  expect(shownTo('respondent')?.comments[0]).toBe(before);
});
