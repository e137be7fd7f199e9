import { describe, expect, test } from 'vitest';
import type { ProducerId } from '../ids.ts';
import { hasVoiceInto, momentOf, silenceOf, wantedIn, withoutNeedless } from '../policy/silences.ts';
import { dueIn } from '../session/due.ts';
import { by, participant, producer, room, server } from '../session/testing.ts';
import { Booths, into, withBooths } from './testing.ts';

const plenary = room('plenary');
const english = { room: plenary, language: 'en' };
const names = ['party', 'counsel', 'respondent', 'interpreter', 'partner'];

/** In the joint session the respondent listens to English, and an interpreter speaks into it. */
function joint(...more: readonly string[]): Booths {
  const scenario = new Booths();
  scenario.seat(...names, ...more);
  scenario.speakAll();
  scenario.listen('respondent', 'en');
  scenario.direct('interpreter', into('en'));
  return scenario;
}

const begin = (scenario: Booths, wanted = english) =>
  scenario.do({ type: 'silence.begin', ...wanted }, server);
const tell = (scenario: Booths) => {
  const [silence] = scenario.state.silences;
  const since = silence?.since ?? 0;
  return scenario.do({ type: 'silence.tell', ...english, since }, server);
};
const toInterpreter = (scenario: Booths, name: string) =>
  scenario.viewOf(name).interpretation?.mine?.silent.map(({ language }) => language);
const toConduct = (scenario: Booths, name: string) =>
  scenario.viewOf(name).board?.silent.map(({ language, room: where }) => [where, language]);

describe('what a moment sounds like', () => {
  const loud = (scenario: Booths, ...who: readonly string[]): ReadonlySet<ProducerId> =>
    new Set(
      [...scenario.state.producers.values()].flatMap(({ id, owner }) =>
        who.map(participant).includes(owner) ? [id] : [],
      ),
    );
  /** These are loud, and `before` was a few seconds ago. */
  const momentAfter = (scenario: Booths, before: readonly string[], ...who: readonly string[]) =>
    momentOf(scenario.state, english, {
      loud: loud(scenario, ...who),
      lately: loud(scenario, ...before, ...who),
    });
  const moment = (scenario: Booths, ...who: readonly string[]) => momentAfter(scenario, [], ...who);

  test('[INT-35] [INT-37] is rendered by an interpreter who knows the language, not where only partners hear them', () => {
    const scenario = joint();
    expect(moment(scenario)).toBe('quiet');
    expect(moment(scenario, 'party')).toBe('unrendered');
    expect(moment(scenario, 'party', 'interpreter')).toBe('rendered');
    scenario.direct('interpreter', { to: 'booth' });
    expect(moment(scenario, 'party', 'interpreter')).toBe('unrendered');
    scenario.direct('interpreter', { to: 'room' });
    expect(moment(scenario, 'party', 'interpreter')).toBe('rendered');
    scenario.assign('interpreter', { languages: ['zh', 'fr'], bound: { to: 'session' } });
    expect(moment(scenario, 'party', 'interpreter')).toBe('unrendered');
  });

  test('[INT-35] [INT-37] into another language it is rendered only of somebody who spoke it lately', () => {
    const scenario = joint();
    // They render what the respondent said, and the next speaker has begun.
    scenario.direct('interpreter', into('zh'));
    expect(momentAfter(scenario, ['respondent'], 'party', 'interpreter')).toBe('rendered');
    // They forgot to turn their voice round.
    expect(moment(scenario, 'party', 'interpreter')).toBe('unrendered');
    expect(momentAfter(scenario, ['party'], 'mediator', 'interpreter')).toBe('unrendered');
    expect(moment(scenario, 'interpreter')).toBe('quiet');
    scenario.direct('interpreter', into('en'));
    expect(moment(scenario, 'party', 'interpreter')).toBe('rendered');
  });

  test('[INT-35] [INT-37] whoever works from the channel of another renders nothing into it', () => {
    const scenario = joint('partner');
    scenario.assign('partner', { languages: ['en', 'fr'], bound: { to: 'session' } });
    scenario.direct('partner', into('fr'));
    expect(moment(scenario, 'party', 'partner')).toBe('unrendered');
    expect(momentAfter(scenario, ['interpreter'], 'party', 'partner')).toBe('unrendered');
    expect(moment(scenario, 'party', 'partner', 'interpreter')).toBe('rendered');
    expect(momentAfter(scenario, ['respondent'], 'party', 'partner')).toBe('rendered');
  });

  test('[INT-35] what partners say among themselves is nothing that needs rendering', () => {
    const scenario = joint();
    scenario.direct('interpreter', { to: 'booth' });
    expect(moment(scenario, 'interpreter')).toBe('quiet');
  });

  test('[INT-35] only a microphone is somebody speaking', () => {
    const scenario = joint();
    const film = producer('film');
    const epoch = scenario.epochOf('party');
    scenario.as('party', { type: 'media.publish', producer: film, source: 'screen-audio', epoch });
    expect(scenario.state.producers.has(film)).toBe(true);
    expect(momentOf(scenario.state, english, { loud: new Set([film]), lately: new Set([film]) })).toBe(
      'quiet',
    );
  });

  test('[INT-35] [INT-37] needs no rendering where somebody speaks that language, or alone to themselves', () => {
    const scenario = joint();
    expect(moment(scenario, 'respondent')).toBe('rendered');
    expect(moment(scenario, 'party', 'respondent')).toBe('rendered');
    scenario.listen('respondent', null);
    scenario.listen('party', 'en');
    expect(moment(scenario, 'party')).toBe('quiet');
    expect(moment(scenario, 'counsel')).toBe('unrendered');
  });

  test('[INT-35] needs none where everybody knows the language but who interprets, whatever they know besides', () => {
    const languages: Readonly<Record<string, string[]>> = {
      [participant('mediator')]: ['zh', 'en'],
      [participant('partner')]: ['zh', 'fr'],
    };
    const people = withBooths.people.map((person) => ({
      ...person,
      languages: languages[person.id] ?? person.languages,
    }));
    const scenario = new Booths({ ...withBooths, people });
    scenario.seat('respondent', 'recorder', 'partner');
    const moments = (title: string, ...inside: readonly string[]) => {
      const wanted = { room: scenario.caucus(title, 'mediator', 'respondent', ...inside), language: 'en' };
      scenario.speak('mediator', 'respondent');
      scenario.listen('respondent', 'en');
      const sounding = loud(scenario, 'mediator');
      return momentOf(scenario.state, wanted, { loud: sounding, lately: sounding });
    };
    expect(moments('aside')).toBe('rendered');
    expect(moments('apart', 'partner')).toBe('rendered');
    expect(moments('beside', 'recorder')).toBe('unrendered');
  });

  test('[INT-35] of another room is nothing', () => {
    const scenario = joint();
    scenario.caucus('aside', 'party', 'counsel');
    scenario.speak('party');
    expect(moment(scenario, 'party')).toBe('quiet');
  });
});

describe('a language is wanted', () => {
  test('[INT-35] where somebody listens to it who does not interpret, and people speak as they like', () => {
    const scenario = joint();
    scenario.listen('partner', 'fr');
    expect(wantedIn(scenario.state)).toEqual([english]);
    const manner = { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 } as const;
    scenario.as('mediator', { type: 'manner.set', room: plenary, manner });
    expect(wantedIn(scenario.state)).toEqual([]);
  });

  test('[INT-35] and somebody speaks into it with an open microphone on a line that is up, or nobody', () => {
    const scenario = joint();
    expect(hasVoiceInto(scenario.state, english)).toBe(true);
    scenario.as('interpreter', { type: 'microphone.set', open: false });
    expect(hasVoiceInto(scenario.state, english)).toBe(false);
    scenario.as('interpreter', {
      type: 'microphone.set',
      open: true,
      epoch: scenario.epochOf('interpreter'),
    });
    scenario.drop('interpreter');
    expect(hasVoiceInto(scenario.state, english)).toBe(false);
    expect(hasVoiceInto(scenario.state, { ...english, language: 'zh' })).toBe(false);
  });
});

describe('a silence', () => {
  test('[INT-36] is told the interpreters there who know the language, then those who conduct, and nobody else', () => {
    const scenario = joint('second', 'theirs', 'ours');
    scenario.assign('theirs', { languages: ['zh', 'fr'], bound: { to: 'session' } });
    const aside = scenario.caucus('aside', 'second', 'ours');
    begin(scenario);
    expect(['interpreter', 'partner', 'theirs', 'ours'].map((name) => toInterpreter(scenario, name))).toEqual(
      [['en'], ['en'], [], []],
    );
    expect(toConduct(scenario, 'mediator')).toEqual([]);
    tell(scenario);
    expect(toConduct(scenario, 'mediator')).toEqual([]);
    scenario.later(15_000);
    tell(scenario);
    expect([toConduct(scenario, 'mediator'), toConduct(scenario, 'second')]).toEqual([
      [[plenary, 'en']],
      [[plenary, 'en']],
    ]);
    expect(toInterpreter(scenario, 'interpreter')).toEqual(['en']);
    expect(scenario.viewOf('second').place).toMatchObject({ room: aside });
    expect(['party', 'respondent'].map((name) => toConduct(scenario, name))).toEqual([undefined, undefined]);
    expect(['party', 'respondent'].map((name) => toInterpreter(scenario, name))).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('[INT-36] is told those who conduct at once where no interpreter could do anything about it', () => {
    const scenario = joint();
    for (const name of ['interpreter', 'partner']) {
      scenario.assign(name, { languages: ['zh', 'fr'], bound: { to: 'session' } });
    }
    begin(scenario);
    expect(toConduct(scenario, 'mediator')).toEqual([[plenary, 'en']]);
    const away = joint();
    for (const name of ['interpreter', 'partner']) away.drop(name);
    begin(away);
    expect(toConduct(away, 'mediator')).toEqual([[plenary, 'en']]);
  });

  test('[INT-36] is told of by itself, once and in its time', () => {
    const scenario = joint();
    begin(scenario);
    const [silence] = scenario.state.silences;
    const since = silence?.since ?? 0;
    expect(dueIn(scenario.state)).toMatchObject([
      { at: since + 15_000, command: { type: 'silence.tell', ...english, since } },
    ]);
    scenario.later(15_000);
    scenario.do({ type: 'silence.tell', ...english, since: since - 1 }, server);
    expect(toConduct(scenario, 'mediator')).toEqual([]);
    tell(scenario);
    expect(dueIn(scenario.state)).toEqual([]);
  });

  test('[INT-36] leaves the view of a party as it was', () => {
    const scenario = joint();
    const before = JSON.stringify(scenario.viewOf('party'));
    begin(scenario);
    scenario.later(15_000);
    tell(scenario);
    expect(JSON.stringify(scenario.viewOf('party'))).toBe(before);
  });

  test('[INT-36] is told no interpreter who works for another room', () => {
    const scenario = joint('second');
    const aside = scenario.caucus('aside', 'second');
    scenario.assign('partner', { languages: ['zh', 'en'], bound: { to: 'room', room: aside } });
    begin(scenario);
    expect(toInterpreter(scenario, 'interpreter')).toEqual(['en']);
    expect(toInterpreter(scenario, 'partner')).toEqual([]);
  });

  test('[INT-36] of a language in one room is another one than in another', () => {
    const scenario = joint('second');
    const aside = scenario.caucus('aside', 'second', 'counsel');
    scenario.listen('counsel', 'en');
    begin(scenario);
    expect(silenceOf(scenario.state, { ...english, room: aside })).toBeUndefined();
    begin(scenario, { ...english, room: aside });
    expect(scenario.state.silences.map(({ room: where }) => where)).toEqual([plenary, aside]);
    expect(withoutNeedless(scenario.state)).toBe(scenario.state);
  });

  test('[INT-37] ends when it is said to, and is there once', () => {
    const scenario = joint();
    begin(scenario);
    begin(scenario);
    expect(scenario.state.silences).toHaveLength(1);
    scenario.do({ type: 'silence.end', ...english }, server);
    expect(scenario.state.silences).toEqual([]);
    const { length } = scenario.events;
    scenario.do({ type: 'silence.end', ...english }, server);
    expect(scenario.events).toHaveLength(length);
  });

  test('[INT-37] ends when nobody listens there any more, or there are no channels', () => {
    const ends: readonly ((scenario: Booths) => void)[] = [
      (scenario) => scenario.listen('respondent', 'zh'),
      (scenario) => scenario.caucus('apart', 'respondent'),
      (scenario) => scenario.do({ type: 'session.leave' }, by('respondent')),
      (scenario) => {
        scenario.drop('respondent');
        scenario.do({ type: 'line.expired', participant: participant('respondent') }, server);
      },
      (scenario) =>
        scenario.as('mediator', {
          type: 'manner.set',
          room: plenary,
          manner: { kind: 'consecutive', limitSeconds: 60, awaySeconds: 10 },
        }),
    ];
    for (const end of ends) {
      const scenario = joint();
      begin(scenario);
      scenario.drop('counsel');
      expect(scenario.state.silences).toHaveLength(1);
      end(scenario);
      expect(scenario.state.silences).toEqual([]);
    }
  });

  test('[INT-35] of what nobody listens to there is none, and no participant says that there is one', () => {
    const scenario = joint();
    begin(scenario, { ...english, language: 'fr' });
    begin(scenario, { ...english, room: room('nowhere') });
    expect(scenario.state.silences).toEqual([]);
    expect(scenario.do({ type: 'silence.begin', ...english }, by('mediator'))).toBe('role.not-allowed');
    expect(scenario.do({ type: 'silence.end', ...english }, by('mediator'))).toBe('role.not-allowed');
  });
});
