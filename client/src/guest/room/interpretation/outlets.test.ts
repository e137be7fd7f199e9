import type { SessionView } from '@parley/shared/policy';
import { describe, expect, it } from 'vitest';
import { interpretation, mine, person, view } from '../fixtures.test-support.ts';
import { handoversOf, inBooth, languagesOf, nextOutlet } from './outlets.ts';

const me = person('me');
const sato = person('sato');
const bo = person('bo');
const into = (language: string) => ({ to: 'channel', language }) as const;
const takenBySato = [{ language: 'en', interpreter: sato.participant.id }];

type Interpretation = NonNullable<SessionView['interpretation']>;

function interpreter(
  own: Parameters<typeof mine>[0] = {},
  over: Partial<Interpretation> = {},
  people = [sato, bo],
): SessionView {
  const interpreters = [{ participant: me.participant.id, languages: ['zh', 'en', 'fr'] }];
  return view({ me, people, interpretation: interpretation({ interpreters, mine: mine(own), ...over }) });
}

const next = (from: SessionView) => {
  const own = from.interpretation?.mine;
  if (own === null || own === undefined) throw new Error('no interpreter');
  return nextOutlet(languagesOf(from), own);
};

describe('the booth', () => {
  it('names the partners who would hear me', () => {
    expect(inBooth(interpreter({ partners: [sato.participant.id] }))).toEqual(['sato']);
    expect(inBooth(interpreter())).toEqual([]);
  });

  it('[INT-10] names, once I am in it, also whoever the SFU has not cut off yet', () => {
    const { id } = bo.participant;
    expect(inBooth({ ...interpreter({ outlet: { to: 'booth' } }), hearers: [id] })).toEqual(['bo']);
  });
});

describe('the languages of an interpreter', () => {
  it('are their own, with how many listen and who else interprets', () => {
    const listeners = [{ language: 'en', count: 3 }];
    expect(languagesOf(interpreter({}, { listeners, channels: takenBySato }))).toEqual([
      { language: 'zh', listening: 0, takenBy: null },
      { language: 'en', listening: 3, takenBy: 'sato' },
      { language: 'fr', listening: 0, takenBy: null },
    ]);
  });

  it('are free when the line is lost of who interprets', () => {
    const lost = [person('sato', { line: 'lost' })];
    const english = languagesOf(interpreter({}, { channels: takenBySato }, lost))[1];
    expect(english?.takenBy).toBeNull();
  });

  it('are none for anybody else, in turns, and while one works in another room', () => {
    expect(languagesOf(view())).toEqual([]);
    const turns = {
      limitSeconds: 60,
      floor: null,
      lapsed: null,
      mayTake: false,
      mayPass: false,
      interpreted: true,
      hushed: false,
    };
    expect(languagesOf(interpreter({}, { turns }))).toEqual([]);
    expect(languagesOf(interpreter({ bound: { to: 'room', here: false } }))).toEqual([]);
    expect(languagesOf(interpreter({ bound: { to: 'room', here: true } }))).toHaveLength(3);
  });
});

describe('the one switch', () => {
  it('leads around the languages, and into the first from elsewhere', () => {
    expect(next(interpreter())).toEqual(into('zh'));
    expect(next(interpreter({ outlet: { to: 'booth' } }))).toEqual(into('zh'));
    expect(next(interpreter({ outlet: into('zh') }))).toEqual(into('en'));
    expect(next(interpreter({ outlet: into('fr') }))).toEqual(into('zh'));
  });

  it('leaves out what somebody else interprets into', () => {
    expect(next(interpreter({ outlet: into('zh') }, { channels: takenBySato }))).toEqual(into('fr'));
  });

  it('leads nowhere when nothing else is free', () => {
    const interpreters = [{ participant: me.participant.id, languages: ['zh', 'en'] }];
    const only = { interpreters, channels: takenBySato };
    expect(next(interpreter({ outlet: into('zh') }, only))).toBeNull();
  });
});

describe('handing over', () => {
  const partners = [sato.participant.id, bo.participant.id];

  it('is possible to partners on the line while one interprets', () => {
    const people = [sato, person('bo', { line: 'lost' })];
    expect(handoversOf(interpreter({ outlet: into('zh'), partners }, {}, people)).able).toEqual([sato]);
    expect(handoversOf(interpreter({ outlet: { to: 'booth' }, partners }, {}, people)).able).toEqual([]);
  });

  it('shows whom one has asked', () => {
    const handovers = [{ from: me.participant.id, to: sato.participant.id, at: 0 }];
    expect(handoversOf(interpreter({ outlet: into('zh'), partners, handovers }))).toMatchObject({
      asked: sato,
      offers: [],
    });
  });

  it('shows who asks, and into which language', () => {
    const handovers = [{ from: sato.participant.id, to: me.participant.id, at: 0 }];
    const asked = interpreter({ outlet: { to: 'booth' }, partners, handovers }, { channels: takenBySato });
    expect(handoversOf(asked).offers).toEqual([{ from: sato.participant.id, name: 'sato', language: 'en' }]);
    // Whoever asked and has stopped interpreting has nothing to hand over.
    expect(handoversOf(interpreter({ partners, handovers })).offers).toEqual([]);
  });
});
