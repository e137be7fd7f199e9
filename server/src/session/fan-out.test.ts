import { CaptionId, ClauseId, MessageId, RoomId } from '@parley/shared/ids';
import {
  by,
  connection,
  created,
  device,
  participant,
  Scenario,
  server,
} from '@parley/shared/session/testing';
import { viewFor } from '@parley/shared/policy';
import { describe, expect, test } from 'vitest';
import { ToldTable } from './testing/told-table.ts';

/** Parties of both sides in the joint session; counsel waits in the lobby. */
const joint = (): Scenario => {
  const scenario = new Scenario().seat('party', 'respondent', 'interpreter', 'recorder');
  scenario.connect('counsel');
  scenario.do({ type: 'session.enter' }, by('counsel'));
  return scenario;
};
/** The same, and the party in a caucus with the mediator. */
const apart = (): Scenario => {
  const scenario = joint();
  scenario.caucus('apart', 'party', 'mediator');
  return scenario;
};
const say = (room = created.plenary) => ({
  type: 'chat.say' as const,
  id: MessageId.parse('a-line__'),
  room,
  text: 'a figure',
});
const connected = (name: string, as: string) => ({
  type: 'line.connected' as const,
  participant: participant(name),
  connection: connection(as),
  device: device(`d-${name}`),
  takeOver: true,
});
const everyone = ['mediator', 'party', 'respondent', 'interpreter', 'recorder', 'counsel'];
/** Of everyone, who was told something of this name. */
const whoWasTold = (table: ToldTable, notice: string): string[] =>
  everyone.filter((name) => table.names(name).some((each) => each === notice));

describe('a view', () => {
  test('[GATE-6] is sent to those for whom it has changed, and to nobody else', async () => {
    const table = await ToldTable.of(apart());
    const epoch = table.state.people.get(participant('party'))?.epoch ?? 0;
    await table.do({ type: 'hand.raise', epoch }, by('party'));
    expect(whoWasTold(table, 'view')).toEqual(['mediator', 'party']);
    expect(table.notices('party', 'view')).toMatchObject([{ rev: 2, now: 50_000 }]);
  });

  test('[GATE-28] is told whole at first, and then what has changed of it', async () => {
    const table = await ToldTable.of(apart());
    table.fanOut.forget(table.line('party'));
    table.fanOut.show(table.line('party'));
    const epoch = table.state.people.get(participant('party'))?.epoch ?? 0;
    await table.do({ type: 'hand.raise', epoch }, by('party'));
    const views = table.sent.filter(([, name]) => name.startsWith('view'));
    expect(views).toEqual([
      [connection('c-party'), 'view'],
      [connection('c-mediator'), 'view.changed'],
      [connection('c-party'), 'view.changed'],
    ]);
    expect(table.notices('mediator', 'view').at(-1)).toMatchObject({
      view: viewFor(table.state, participant('mediator')),
    });
  });

  test('[GATE-28] is whole again to a line that was not told of a change', async () => {
    const table = await ToldTable.of(joint());
    table.open('party', 'another');
    await table.do(connected('party', 'another'), server);
    const epoch = table.state.people.get(participant('respondent'))?.epoch ?? 0;
    await table.do({ type: 'hand.raise', epoch }, by('respondent'));
    await table.do(connected('party', 'c-party'), server);
    expect(table.notices('party', 'view').at(-1)).toMatchObject({
      view: viewFor(table.state, participant('party')),
    });
  });

  test('[GATE-6] is not sent again as it is', async () => {
    const table = await ToldTable.of(joint());
    table.fanOut.show(table.line('party'));
    expect(table.told('party')).toEqual([]);
    table.fanOut.forget(table.line('party'));
    table.fanOut.show(table.line('party'));
    expect(table.names('party')).toEqual(['view']);
  });
});

describe('the agreement', () => {
  const begin = {
    type: 'agreement.start',
    document: { kind: 'agreement' },
    template: 'blank',
    languages: ['zh'],
    prevailing: 'zh',
    ids: [ClauseId.parse('clause-1')],
  } as const;

  test('[AGR-11] is told whole to whoever may know of it, then what has changed, and the whole again to the line that asks', async () => {
    const table = await ToldTable.of(joint());
    await table.do(begin, by('mediator'));
    const wholly = ['party', 'respondent', 'interpreter', 'recorder'];
    expect(whoWasTold(table, 'agreement')).toEqual(wholly);
    expect(table.told('counsel')).toEqual([]);
    table.forget();
    const clause = { clause: ClauseId.parse('clause-2'), after: null, pen: { kind: 'mediator' } } as const;
    await table.do({ type: 'clause.add', document: begin.document, ...clause }, by('mediator'));
    expect(whoWasTold(table, 'agreement.changed')).toEqual(['mediator', ...wholly]);
    expect(table.notices('respondent', 'agreement.changed')).toMatchObject([{ rev: 2 }]);
    expect(table.told('counsel')).toEqual([]);
    table.forget();
    table.fanOut.showAgreementAgain(connection('c-respondent'));
    table.fanOut.showAgreementAgain(connection('nobodys-line'));
    for (const name of everyone)
      expect(table.names(name)).toEqual(name === 'respondent' ? ['agreement'] : []);
    expect(table.notices('respondent', 'agreement')).toMatchObject([{ rev: 3 }]);
  });
});

describe('what is written', () => {
  test('[GATE-5] is told in its room, its writer included, and nowhere else', async () => {
    const table = await ToldTable.of(apart());
    await table.do(say(), by('respondent'));
    expect(whoWasTold(table, 'chat')).toEqual(['respondent', 'interpreter', 'recorder']);
    expect(table.notices('respondent', 'chat')).toMatchObject([
      { room: created.plenary, epoch: 1, message: { text: 'a figure', from: { name: 'Zhou' } } },
    ]);
  });

  test('[BOOTH-2] among interpreters is told to no mediator and no party', async () => {
    const table = await ToldTable.of(joint());
    await table.do({ ...say(), type: 'booth.say' }, by('interpreter'));
    expect(whoWasTold(table, 'booth')).toEqual(['interpreter']);
    expect(table.notices('interpreter', 'booth')).toMatchObject([{ message: { text: 'a figure' } }]);
  });

  test('[CAP-2] as captions is told to those who read its language there, and to nobody else', async () => {
    const scenario = joint();
    for (const [name, language] of [
      ['party', 'en'],
      ['respondent', 'zh'],
    ] as const)
      scenario.do({ type: 'captions.choose', language }, by(name));
    const table = await ToldTable.of(scenario);
    const line = {
      id: CaptionId.parse('caption_'),
      by: participant('recorder'),
      language: 'en',
      text: 'a figure',
      done: false,
    };
    const began = table.state.seq + 1;
    table.fanOut.caption({ room: created.plenary, began, voice: null, line });
    expect(whoWasTold(table, 'caption')).toEqual(['party']);
    expect(table.notices('party', 'caption')).toEqual([{ room: created.plenary, epoch: 1, line }]);
  });
});

describe('what is told in passing', () => {
  test('[SES-12] goes to whom it is about, and to nobody else', async () => {
    const scenario = joint();
    scenario.unmute('party');
    const table = await ToldTable.of(scenario);
    await table.do({ type: 'participant.mute', participant: participant('party') }, by('mediator'));
    expect(whoWasTold(table, 'told')).toEqual(['party']);
    expect(table.notices('party', 'told')).toEqual([{ kind: 'muted', by: 'Chen' }]);
  });

  test('[JOINT-9] that they come into the joint session muted, whoever is sent there is told and nobody else', async () => {
    const scenario = joint();
    scenario.caucus('aside', 'party');
    scenario.unmute('party');
    const table = await ToldTable.of(scenario);
    await table.do(
      {
        type: 'people.move',
        participants: [participant('party')],
        to: created.plenary,
        mixing: [],
        unserved: [],
      },
      by('mediator'),
    );
    expect(whoWasTold(table, 'told')).toEqual(['party']);
    expect(table.notices('party', 'told')).toEqual([{ kind: 'came-muted' }]);
  });

  test('[SIDE-11] whom a mediator brings together with the other side is told that they come there muted, and nobody else', async () => {
    const scenario = new Scenario().arrive('party', 'respondent');
    scenario.unmute('party');
    const table = await ToldTable.of(scenario);
    const participants = [participant('party'), participant('respondent')];
    await table.do(
      {
        type: 'caucus.open',
        room: RoomId.parse('together'),
        title: 'T',
        participants,
        minutes: null,
        mixing: participants,
      },
      by('mediator'),
    );
    expect(whoWasTold(table, 'told')).toEqual(['party']);
    expect(table.notices('party', 'told')).toEqual([{ kind: 'came-muted' }]);
  });
});

describe('of two lines of one person', () => {
  test('[GATE-3] the one that is taken over is ended and told why, and no other', async () => {
    const table = await ToldTable.of(joint());
    table.open('party', 'another');
    await table.do(connected('party', 'another'), server);
    expect(table.dropped).toEqual([[connection('c-party'), 'connection.superseded']]);
  });

  test('[GATE-3] nothing is ended when the session hears once more of the line that is there', async () => {
    const table = await ToldTable.of(joint());
    await table.do(connected('party', 'c-party'), server);
    expect(table.dropped).toEqual([]);
  });

  test('[GATE-18] only the one that the session takes for theirs is told anything', async () => {
    const table = await ToldTable.of(joint());
    table.open('party', 'another');
    await table.do(say(), by('respondent'));
    table.fanOut.showAgreementAgain(connection('another'));
    expect(table.names('party', 'another')).toEqual([]);
    expect(table.names('party')).toEqual(['chat']);
    table.forget();
    await table.do(connected('party', 'another'), server);
    await table.do({ ...say(), id: MessageId.parse('another_') }, by('respondent'));
    expect(table.names('party')).toEqual([]);
    expect(table.names('party', 'another')).toEqual(['view', 'chat']);
  });
});
