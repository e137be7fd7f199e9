import type { Words } from '../words.ts';

export const caucus: Words['caucus'] = {
  moving: 'Changing rooms. Nobody hears you now; once you are there, the line above says who does.',
  hears: {
    private: 'Only these people hear you: {{names}}',
    leaving: '{{name}} (leaving)',
    coming: 'About to come in: {{names}}',
  },
  arrival: {
    title: 'The other side cannot hear or see you here',
    text: 'This room is for your side. The mediator will bring everyone together: no button to press.',
    ready: 'I’m ready',
    isReady: 'Ready: the mediator knows',
    notYet: 'Not yet',
    alone: 'You are the only one here so far',
    alonePeople: 'People of your side appear here when they arrive.',
  },
  mediation: {
    here: 'The mediator is here',
    'with-another-room': 'The mediator is with another room',
    'not-here': 'The mediator is not in this room just now',
    away: 'The mediator is not connected just now. Your room stays as it is; nobody comes in unannounced. You need not do anything.',
  },
  wish: {
    note: 'A word to the mediator',
    mediator: {
      ask: 'Ask the mediator in',
      title: 'Ask the mediator to come to you?',
      text: 'Only the mediator sees that you ask. The other side does not learn of it.',
      placeholder: 'For example: I have a question first.',
      verb: 'Ask',
      asked: 'You asked the mediator in',
    },
    caucus: {
      ask: 'Ask for a private room',
      title: 'Ask for a private room?',
      text: 'Only the mediator sees that you ask. The other side does not learn of it. When it is arranged, you are brought there by yourself.',
      placeholder: 'For example: I would like to tell you something in private.',
      verb: 'Ask',
      asked: 'You asked for a private room',
    },
    ago: '{{minutes}} ago',
    justNow: 'just now',
    withdraw: 'Withdraw',
  },
  timer: {
    left: '{{minutes}} left',
    soon: '{{minutes}} left: time to draw to a close',
    last: 'Less than a minute left',
    over: 'Time is up: you may finish your thought',
  },
  entry: {
    label: 'Someone is coming in',
    coming: '{{name}} ({{role}}) is coming in',
    seconds: 'hears nothing for another {{count}} s',
    now: 'coming in now',
    asks: '{{name}} ({{role}}) would like to come in',
    asksText: '{{name}} hears nothing here until you agree.',
    letIn: 'Let in',
    notNow: 'Not now',
  },
  awaited: {
    told: '{{name}} is bringing you into another room. The people there are being told; you will be there in a moment.',
    asked:
      '{{name}} would like to bring you into another room. The people there are being asked: you come in as soon as one of them agrees.',
    own: 'You are about to go into that room. The people there are being told.',
  },
  gather: {
    label: 'Into the joint session',
    everyone: 'Everyone is about to join the joint session',
    here: 'Everyone is about to join you here',
    seconds: 'in {{count}} s',
    now: 'starting now',
    until: 'Until then only the people in this room hear you.',
  },
  announcement: {
    sent: '{{name}} ({{role}}) to this room',
    announced: '{{name}} ({{role}}) to every room',
    seen: 'Got it',
  },
  chat: {
    private: 'Only people in this room can read it. Once you leave, it disappears from your screen.',
    cleared: 'What you had begun to write was for the room before. It was not sent and has been cleared.',
  },
  people: { leaving: 'Leaving', ready: 'Ready' },
  notices: {
    calledOff: 'The joint session was put off. Everyone stays where they are.',
    unsaid: 'A message of yours had not gone out when you changed rooms. It was not sent anywhere.',
  },
  locked: {
    title: 'The session takes nobody new just now',
    text: 'The mediator has closed the door so that the talks inside are not disturbed. You did nothing wrong. Please contact {{organisation}}, or try again in a while.',
    again: 'Try again',
  },
};
