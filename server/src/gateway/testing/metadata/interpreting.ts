import { CaptionId, MessageId } from '@parley/shared/ids';
import type { Outlet } from '@parley/shared/session';
import { participant } from '@parley/shared/session/testing';
import { capabilities, parametersOf } from '../../../fuzz/testing/tracks.ts';
import { accepted } from './accepted.ts';
import type { Name, Stage, Step } from './stage.ts';

/** What two interpreters of a side do in its caucus, into which they were sent along with their party. */

const channel = (language: string): Outlet => ({ to: 'channel', language });

async function directs(stage: Stage, name: Name, outlet: Outlet): Promise<void> {
  accepted(await stage.guest(name).ask('interpreter.direct', { epoch: stage.epochOf(name), outlet }));
}

async function opensMicrophone({ guest, epochOf }: Stage, name: Name, track: number): Promise<void> {
  const epoch = epochOf(name);
  accepted(await guest(name).ask('media.join', { rtpCapabilities: capabilities }));
  accepted(await guest(name).ask('microphone.set', { open: true, epoch }));
  const rtpParameters = parametersOf('microphone', track);
  accepted(await guest(name).ask('media.publish', { epoch, source: 'microphone', rtpParameters }));
  await guest(name).until('view', ({ view }) => view.me.sources.length === 1);
}

export const interpreting = {
  'interpreters are heard': async (stage) => {
    for (const [at, name] of (['rendering', 'partnering'] as const).entries()) {
      await opensMicrophone(stage, name, 10 + at);
    }
    const { guest } = stage;
    accepted(
      await guest('mediator').ask('interpreter.assign', {
        participant: participant('partnering'),
        languages: ['zh', 'en', 'fr'],
        bound: { to: 'party', participant: participant('party') },
      }),
    );
    await directs(stage, 'rendering', channel('en'));
    accepted(await guest('counsel').ask('channel.listen', { language: 'en' }));
    stage.sounds('rendering', -25);
  },
  'one works from the other': async (stage) => {
    const { guest } = stage;
    accepted(await guest('partnering').ask('channel.listen', { language: 'en' }));
    await directs(stage, 'partnering', channel('fr'));
    accepted(await guest('party').ask('channel.listen', { language: 'fr' }));
    stage.sounds('partnering', -25);
    accepted(await guest('party').ask('channel.listen', { language: null }));
    await directs(stage, 'partnering', { to: 'booth' });
  },
  'one hands over to the other': async ({ guest, epochOf }) => {
    const epoch = epochOf('rendering');
    const offer = { epoch, to: participant('partnering') };
    const offered = { epoch: epochOf('partnering'), from: participant('rendering') };
    accepted(await guest('rendering').ask('handover.offer', offer));
    accepted(await guest('partnering').ask('handover.end', offered));
    accepted(await guest('rendering').ask('handover.offer', offer));
    accepted(await guest('partnering').ask('handover.take', offered));
    const isTaken = ({ language, interpreter }: { language: string; interpreter: string }) =>
      language === 'en' && interpreter === participant('partnering');
    await guest('counsel').until(
      'view',
      ({ view: { interpretation } }) => interpretation?.channels.some(isTaken) === true,
    );
  },
  'interpreters write to each other': async ({ guest, epochOf }) => {
    const id = MessageId.parse('whispered');
    const epoch = epochOf('rendering');
    accepted(await guest('rendering').ask('booth.say', { id, epoch, text: 'they will go to 350,000' }));
    accepted(await guest('partnering').ask('booth.history', { epoch: epochOf('partnering'), before: null }));
    const slower = { epoch, participant: participant('party') };
    accepted(await guest('rendering').ask('pace.ask', slower));
  },
  'a language stays silent': async (stage) => {
    const { guest, sounds, pass } = stage;
    await directs(stage, 'partnering', { to: 'booth' });
    sounds('party', -20);
    await guest('rendering').until('view', ({ view }) => view.interpretation?.mine?.silent.length === 1);
    // Now also who conducts is told, wherever they stand.
    pass(16_000);
    await guest('mediator').until('view', ({ view }) => (view.board?.silent ?? []).length === 1);
    accepted(await guest('counsel').ask('channel.listen', { language: null }));
  },
  'what is said is captioned': async ({ guest, epochOf, roomOf, overhears }) => {
    const named = { participant: participant('rendering'), named: true };
    accepted(await guest('mediator').ask('captioner.name', named));
    accepted(await guest('counsel').ask('captions.choose', { language: 'en' }));
    const line = { epoch: epochOf('rendering'), id: CaptionId.parse('captioned'), language: 'en' };
    accepted(await guest('rendering').ask('caption.write', { ...line, text: 'At most', done: false }));
    accepted(await guest('rendering').ask('caption.write', { ...line, text: 'At most 350,000', done: true }));
    await guest('counsel').until('caption', ({ line: { done } }) => done);
    accepted(await guest('mediator').ask('captions.automate', { room: roomOf('mediator'), on: true }));
    accepted(await guest('counsel').ask('captions.choose', { language: 'zh' }));
    await overhears('party', 'not below 350,000');
    await guest('counsel').until('caption', ({ line: { text } }) => text === 'not below 350,000');
  },
} satisfies Record<string, Step>;
