import type { Words } from '../words.ts';

export const guest: Words['guest'] = {
  link: {
    title: 'Invitation to mediation',
    invites: '{{organisation}} invites you to',
    when: 'When',
    zone: 'In your time zone: {{zone}}',
    mediator: 'Mediator',
    kind: 'Kind',
    you: 'You join as',
    yours: 'This link is yours alone: please do not pass it on. Whoever opens it is taken for you.',
    go: 'Continue to device check',
    ask: 'Your browser will ask to use the camera and the microphone. Choose “Allow”.',
    opening: 'Opening your invitation…',
    steps: {
      label: 'What comes next',
      check: 'Check devices',
      wait: 'Wait for the mediator',
      talk: 'Enter the room',
    },
  },
  broken: {
    title: 'This link does not open',
    network: 'No connection',
    missingTitle: 'Please open your personal link again',
    missing:
      'Your link does not stay in the browser’s address bar, so that nobody else can come in as you. It is in the message you were sent.',
    incomplete:
      'The part of the address that belongs to you is missing. It may not have been copied completely.',
    what: 'What you can do',
    copyWhole:
      'Go back to the message with the link and open it there, or copy the whole link into the browser.',
    newest: 'If you were sent more than one link, use the newest.',
    ask: 'Still no luck? Ask the mediation centre that sent it for a new one.',
    checkNetwork: 'See whether other web pages open on this device.',
    switchNetwork: 'Try another network, for example mobile data instead of Wi-Fi.',
  },
  connecting: {
    title: 'Connecting',
    text: 'Connecting you to the session…',
    slow: 'This is taking longer than usual. Keep the page open; it goes on trying by itself.',
  },
  line: {
    reconnecting: 'The connection was lost and is coming back by itself. You need not do anything.',
    held: 'The connection was lost and is coming back by itself. What you pressed is done as soon as it is back.',
  },
  lobby: {
    title: 'Please wait for the mediator to let you in',
    told: '{{names}} can see that you are waiting.',
    notHere: 'The mediator is not here yet. Once here, {{names}} will see that you are waiting.',
    planned: 'The session is planned for {{time}}.',
    since: 'Waiting since {{time}}',
    sinceFor: 'Waiting since {{time}} ({{minutes}})',
    signal: {
      label: 'Tell the mediator',
      text: 'Only the mediator sees it.',
      late: 'I need a few more minutes',
      help: 'I need help',
      sent: {
        late: 'Said to the mediator: you need a few more minutes',
        help: 'Said to the mediator: you need help',
      },
      at: 'At {{time}}. Only the mediator sees it.',
      withdraw: 'Take back',
    },
    next: 'What happens next',
    nextAdmit: 'Once the mediator agrees, you are taken into the room. There is no button to press.',
    nextMuted: 'You enter with your microphone off. Turn it on when you want to speak.',
    nextStay: 'Keep this page open. A short loss of connection does no harm: it comes back by itself.',
    devices: 'My devices',
    rules: 'Confidentiality',
    help: 'Need help? Contact {{organisation}}.',
    leave: 'Stop waiting and leave',
  },
  adjourned: {
    title: 'The session is adjourned',
    note: 'Note from {{names}}',
    text: 'Nobody hears or sees you now. When the session goes on, the mediator will let you in again. Keep this page open, or come back later with the same link.',
    conductText: 'Everyone is back to waiting. When you resume, you enter first and then let people in.',
    leadText:
      'Everyone is back to waiting, and no mediator is connected. You can take the lead and resume: you enter first and then let people in.',
    secondText:
      'Everyone is back to waiting; nobody hears or sees you now. Once the mediator resumes the session, you can go in.',
    resume: 'Resume the session',
    takeLead: 'Take the lead and resume',
    waiting: 'Waiting now',
    leave: 'Leave for now',
  },
  resumed: {
    title: 'The session goes on',
    text: 'It was resumed while you waited. Nobody hears or sees you yet; you enter with your microphone off.',
    enter: 'Go in',
  },
  refused: {
    title: 'The mediator has not let you in for now',
    reason: 'The mediator says',
    noReason: 'The mediator gave no reason.',
    text: 'Your camera and microphone are off: nobody hears or sees you. You can ask again, or contact {{organisation}}.',
    again: 'Ask again',
  },
  removed: {
    title: 'You were removed from this session',
    reason: 'The mediator says',
    noReason: 'The mediator gave no reason.',
    text: 'Your camera and microphone are off: nobody hears or sees you. If you think this is a mistake, contact {{organisation}}. If the mediator lets you come back, this page will tell you.',
  },
  left: {
    title: 'You have left the session',
    text: 'Your camera and microphone are off: nobody hears or sees you.',
    back: 'Come back',
    backHint:
      'When you come back, the mediator lets you in again. If you are finished, you can close this page.',
    close: 'If you are finished, you can close this page.',
  },
  recalled: {
    title: 'You may come back',
    text: 'The mediator has allowed it. Ask to come in when you are ready.',
    enter: 'Ask to come in',
  },
  superseded: {
    title: 'You continued on another device',
    text: 'A link works on one device at a time, so this one was disconnected. If it was not you who opened it, tell the mediation centre at once.',
    here: 'Use this device instead',
  },
  dropped: { title: 'The connection has ended', reopen: 'Open again' },
};
