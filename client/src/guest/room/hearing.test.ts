import { RoomId } from '@parley/shared/ids';
import { describe, expect, it } from 'vitest';
import type { LineState } from '../../session/line-state.ts';
import { captions, interpretation, mine, person, powers, view } from './fixtures.test-support.ts';
import { party, sides } from './board/board.test-support.ts';
import { bySide, hearing, interpretedInto, isHeard, peopleHere } from './hearing.ts';

const online: LineState = { kind: 'online' };
const elsewhere = RoomId.parse('room-0002');
const anna = person('anna');
const bo = person('bo');
const idsOf = (...people: readonly (typeof anna)[]) => people.map(({ participant }) => participant.id);
const both = view({ people: [anna, bo], hearers: idsOf(anna, bo) });
const names = (heard: ReturnType<typeof hearing>) =>
  'listeners' in heard ? heard.listeners.map(({ person: { participant } }) => participant.name) : [];

describe('who can hear me', () => {
  it('is the server’s list and nothing else, whoever else is shown', () => {
    const heard = hearing(view({ people: [anna, bo], hearers: idsOf(bo) }), online);
    expect(heard.kind).toBe('open');
    expect(names(heard)).toEqual(['bo']);
  });

  it('names whoever is leaving until the server no longer does', () => {
    const going = person('anna', { attendance: 'leaving' });
    const heard = hearing(view({ people: [going, bo], hearers: idsOf(going, bo) }), online);
    expect('listeners' in heard && heard.listeners.map(({ leaving }) => leaving)).toEqual([true, false]);
  });

  it('knows somebody as leaving whom it may see in the next room already', () => {
    const moved = person('anna', { room: elsewhere });
    const heard = hearing(view({ people: [moved], hearers: idsOf(moved) }), online);
    expect('listeners' in heard && heard.listeners.map(({ leaving }) => leaving)).toEqual([true]);
    expect(peopleHere(view({ people: [moved] }))).toEqual([]);
  });

  it('tells apart who only comes in', () => {
    const entry = { participant: bo.participant, room: anna.room ?? elsewhere, due: 3_000 };
    const heard = hearing(view({ people: [anna], hearers: idsOf(anna), entries: [entry] }), online);
    expect(names(heard)).toEqual(['anna']);
    expect('coming' in heard && heard.coming.map(({ name }) => name)).toEqual(['bo']);
    const other = { ...entry, room: elsewhere };
    expect(hearing(view({ people: [], hearers: [], entries: [other] }), online)).toEqual({
      kind: 'alone',
      coming: [],
    });
  });

  it('says of a private room that nobody but these hears', () => {
    const place = { ...both.place, roomKind: 'caucus', title: 'x' } as const;
    if (place.kind !== 'room') throw new Error('no room');
    expect(hearing({ ...both, place }, online).kind).toBe('private');
  });

  it('keeps naming someone whose line is lost: they may be back any moment', () => {
    const lost = person('anna', { line: 'lost' });
    expect(names(hearing(view({ people: [lost], hearers: idsOf(lost) }), online))).toEqual(['anna']);
  });

  it('says nobody hears while the microphone is closed, and who would', () => {
    const heard = hearing({ ...both, me: person('me', { microphone: 'muted' }) }, online);
    expect(heard.kind).toBe('muted');
    expect(names(heard)).toEqual(['anna', 'bo']);
  });

  it('treats a microphone that is not sent as closed', () => {
    expect(hearing({ ...both, me: person('me', { microphone: 'none' }) }, online).kind).toBe('muted');
  });

  it('says nobody hears during a move, whatever the microphone', () => {
    expect(hearing({ ...both, place: { kind: 'moving', epoch: 2 } }, online)).toEqual({ kind: 'moving' });
  });

  it('does not promise to be heard while the line is down', () => {
    expect(hearing(both, { kind: 'reconnecting', since: 0 }).kind).toBe('unsure');
  });

  it('says so when nobody else is there', () => {
    expect(hearing(view({ people: [person('anna', { attendance: 'left' })] }), online).kind).toBe('alone');
  });

  it('says that an observer is not heard', () => {
    expect(hearing({ ...both, powers: { ...powers, speak: false } }, online).kind).toBe('observer');
  });

  describe('as an interpreter', () => {
    const into = (outlet: ReturnType<typeof mine>['outlet']) => interpretation({ mine: mine({ outlet }) });
    const english = into({ to: 'channel', language: 'en' });

    it('says into which language, and who listens', () => {
      const heard = hearing({ ...both, hearers: idsOf(bo), interpretation: english }, online);
      expect(heard).toMatchObject({ kind: 'channel', language: 'en' });
      expect(names(heard)).toEqual(['bo']);
    });

    it('[INT-32] says of a language that nobody listens to it yet, not that nobody is there', () => {
      const heard = hearing({ ...both, hearers: [], interpretation: english }, online);
      expect(heard).toMatchObject({ kind: 'unheard', outlet: { to: 'channel', language: 'en' } });
      const empty = view({ people: [], interpretation: english });
      expect(hearing(empty, online).kind).toBe('alone');
    });

    it('[INT-32] says of the booth that partners hear, or that nobody does', () => {
      const booth = into({ to: 'booth' });
      expect(hearing({ ...both, hearers: idsOf(bo), interpretation: booth }, online).kind).toBe('booth');
      expect(hearing({ ...both, hearers: [], interpretation: booth }, online)).toMatchObject({
        kind: 'unheard',
        outlet: { to: 'booth' },
      });
    });

    it('names whoever still hears, until they are cut off', () => {
      const heard = hearing({ ...both, interpretation: into({ to: 'booth' }) }, online);
      expect(names(heard)).toEqual(['anna', 'bo']);
    });
  });

  describe('beside automatic captions', () => {
    const on = captions({ automatic: true });
    const alone = view({ people: [], captions: on });
    const told = (heard: ReturnType<typeof hearing>) => ({
      kind: heard.kind,
      captions: 'captions' in heard && heard.captions,
      heard: isHeard(heard),
    });

    it('[CAP-23] names them beside the people, and alone where nobody else hears', () => {
      expect(told(hearing({ ...both, captions: on }, online))).toEqual({
        kind: 'open',
        captions: true,
        heard: true,
      });
      expect(told(hearing(alone, online))).toEqual({ kind: 'captioned', captions: true, heard: true });
      const off = captions();
      expect(told(hearing({ ...both, captions: off }, online)).captions).toBe(false);
      expect(hearing({ ...alone, captions: off }, online).kind).toBe('alone');
    });

    it('[CAP-23] names them while nothing comes of it: what is said is listened to', () => {
      const stalled = captions({ automatic: true, stalled: true });
      expect(hearing({ ...alone, captions: stalled }, online).kind).toBe('captioned');
    });

    it('[CAP-23] says with a closed microphone that they will hear, as of people', () => {
      const closed = { ...alone, me: person('me') };
      expect(told(hearing(closed, online))).toEqual({ kind: 'muted', captions: true, heard: false });
    });

    it('[CAP-23] names them only where my language is understood', () => {
      const chinese = captions({ automatic: true, understood: ['zh'] });
      const english = captions({ automatic: true, understood: ['en'] });
      expect(hearing({ ...alone, captions: chinese }, online).kind).toBe('captioned');
      expect(hearing({ ...alone, captions: english }, online).kind).toBe('alone');
    });

    it('[CAP-23] does not name them for whoever has no voice here', () => {
      const observer = { ...alone, powers: { ...powers, speak: false } };
      expect(hearing(observer, online).kind).toBe('alone');
    });

    it.each([
      ['the booth', { to: 'booth' } as const, 'unheard'],
      ['a language that is understood', { to: 'channel', language: 'en' } as const, 'captioned'],
      ['a language that is not', { to: 'channel', language: 'fr' } as const, 'unheard'],
    ])('[CAP-23] goes by where an interpreter’s voice goes: %s', (_where, outlet, kind) => {
      const interpreter = {
        ...both,
        hearers: [],
        captions: captions({ automatic: true, understood: ['en'] }),
        interpretation: interpretation({ mine: mine({ outlet }) }),
      };
      expect(hearing(interpreter, online).kind).toBe(kind);
    });

    it('[CAP-23] leaves them out among partners, whose talk nobody writes down', () => {
      const booth = interpretation({ mine: mine({ outlet: { to: 'booth' } }) });
      const heard = hearing({ ...both, captions: on, interpretation: booth }, online);
      expect(told(heard)).toEqual({ kind: 'booth', captions: false, heard: true });
    });
  });

  it('[INT-43] names each language that somebody else interprets into here, once', () => {
    const [english, french] = [anna, bo].map(({ participant: { id } }, index) => ({
      language: index === 0 ? 'en' : 'fr',
      interpreter: id,
    }));
    if (english === undefined || french === undefined) throw new Error('nobody interprets');
    const of = (channels: readonly (typeof english)[], self = view().me) =>
      interpretedInto(view({ me: self, interpretation: interpretation({ channels: [...channels] }) }));
    expect(of([english, french])).toEqual(['en', 'fr']);
    expect(of([english, french], anna)).toEqual(['fr']);
    expect(of([])).toEqual([]);
    expect(interpretedInto(view())).toEqual([]);
  });

  it('[INT-32] says that nobody hears whose turn it is not, open microphone or closed', () => {
    const turns = {
      limitSeconds: 60,
      floor: null,
      lapsed: null,
      mayTake: false,
      mayPass: false,
      interpreted: true,
      hushed: true,
    };
    const hushed = { ...both, interpretation: interpretation({ turns }) };
    expect(hearing(hushed, online).kind).toBe('hushed');
    expect(hearing({ ...hushed, me: person('me') }, online).kind).toBe('hushed');
    const my = { ...both, interpretation: interpretation({ turns: { ...turns, hushed: false } }) };
    expect(hearing(my, online).kind).toBe('open');
  });
});

it('tells who hears side by side, and then those who stand with nobody', () => {
  const listeners = [anna, party('zhou', 'r'), party('li', 'a'), bo].map((each) => ({
    person: each,
    leaving: false,
  }));
  const told = bySide(listeners, [...sides]).map(
    (group) =>
      `${group.side?.kind ?? 'none'}: ${group.listeners.map((each) => each.person.participant.name).join(' ')}`,
  );
  expect(told).toEqual(['applicant: li', 'respondent: zhou', 'none: anna bo']);
});
