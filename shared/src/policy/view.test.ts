import { describe, expect, test } from 'vitest';
import { MessageId } from '../ids.ts';
import type { SessionEvent } from '../session/events.ts';
import { evolve } from '../session/evolve.ts';
import { by, participant, producer, room, Scenario } from '../session/testing.ts';
import { roomsRestOn } from './rests-on.ts';
import { viewFor } from './view.ts';
import { SessionView } from './view-shape.ts';

const namesSeen = (scenario: Scenario, viewer: string): string[] =>
  viewFor(scenario.state, participant(viewer))?.people.map(({ participant: who }) => who.name) ?? [];

describe('what a participant is shown', () => {
  test('[VIEW-1] whoever waits sees nobody, not even who else waits', () => {
    const scenario = new Scenario().seat('party');
    for (const name of ['respondent', 'counsel']) {
      scenario.connect(name);
      scenario.do({ type: 'session.enter' }, by(name));
    }
    expect(namesSeen(scenario, 'respondent')).toEqual([]);
    expect(viewFor(scenario.state, participant('respondent'))?.mediators).toEqual(['Chen', 'Sun']);
  });

  test('[VIEW-2] the mediator sees everyone, and who waits', () => {
    const scenario = new Scenario().seat('party');
    scenario.connect('respondent');
    scenario.do({ type: 'session.enter' }, by('respondent'));
    const view = viewFor(scenario.state, participant('mediator'));
    expect(view?.people).toHaveLength(7);
    expect(view?.people.find(({ participant: who }) => who.name === 'Zhou')?.attendance).toBe('waiting');
  });

  test('[VIEW-3] people in a room see those in it and nobody else', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    expect(namesSeen(scenario, 'party').sort()).toEqual(['Chen', 'Zhou']);
  });

  test('[VIEW-4] nothing about another room: no person, no title, no trace of the room', () => {
    const scenario = new Scenario().seat('party', 'respondent');
    const away = [
      {
        type: 'participant.moving',
        participant: participant('party'),
        by: participant('mediator'),
        to: room('secretroom'),
        epoch: 2,
      } as const,
      {
        type: 'participant.settled',
        participant: participant('party'),
        room: room('secretroom'),
        epoch: 2,
      } as const,
    ].reduce(evolve, scenario.state);
    const text = JSON.stringify(viewFor(away, participant('respondent')));
    expect(text).not.toContain('secretroom');
    expect(text).not.toContain(participant('party'));
  });

  test('[VIEW-5] a change that someone may not know of leaves their view as it was', () => {
    const scenario = new Scenario().seat('party');
    scenario.connect('respondent');
    scenario.do({ type: 'session.enter' }, by('respondent'));
    const before = JSON.stringify(viewFor(scenario.state, participant('respondent')));
    scenario.raiseHand('party');
    scenario.connect('counsel');
    scenario.do({ type: 'session.enter' }, by('counsel'));
    expect(JSON.stringify(viewFor(scenario.state, participant('respondent')))).toBe(before);
  });

  describe('[VIEW-11] what it rests on', () => {
    const scenario = new Scenario().seat('party');
    const rests = (event?: SessionEvent): readonly unknown[] =>
      roomsRestOn(event === undefined ? scenario.state : evolve(scenario.state, event));
    const isSame = (event: SessionEvent): boolean => {
      const after = rests(event);
      return rests().every((each, index) => each === after[index]);
    };

    test('is not what people write to each other, nor what becomes of the agreement', () => {
      const message = {
        id: MessageId.parse('message1'),
        room: scenario.state.plenary,
        author: participant('party'),
        kind: 'said',
        text: 'hello',
        at: 5,
      } as const;
      expect(isSame({ type: 'chat.said', message })).toBe(true);
      expect(
        isSame({
          type: 'agreement.started',
          document: { kind: 'agreement' },
          languages: ['zh'],
          prevailing: 'zh',
          template: null,
          own: null,
          clauses: [],
          by: participant('mediator'),
          at: 5,
        }),
      ).toBe(true);
    });

    test('is a raised hand, a locked door and a session that goes on', () => {
      expect(isSame({ type: 'hand.raised', participant: participant('party'), at: 5 })).toBe(false);
      expect(isSame({ type: 'session.locked', locked: true, by: participant('mediator') })).toBe(false);
      expect(isSame({ type: 'session.resumed', by: participant('mediator'), at: 5 })).toBe(false);
    });
  });

  test('[VIEW-6] a stranger is shown nothing at all', () => {
    expect(viewFor(new Scenario().state, participant('stranger'))).toBeNull();
  });

  test('[VIEW-7] it is what the protocol says, for everyone at every step', () => {
    const scenario = new Scenario().seat('party', 'respondent', 'observer');
    scenario.do(
      { type: 'media.publish', producer: producer('cam'), source: 'camera', epoch: 1 },
      by('party'),
    );
    for (const who of scenario.state.people.keys()) {
      expect(SessionView.safeParse(viewFor(scenario.state, who)).success).toBe(true);
    }
  });
});
