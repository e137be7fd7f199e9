export {
  AddedPerson,
  CaseDetail,
  CasePerson,
  CaseSummary,
  LinkState,
  LinkView,
  NewCase,
  NewPerson,
  NewSession,
  SessionSummary,
} from './cases.ts';
export * from './http.ts';
export * from './notices.ts';
export { TranscriptLine } from './caption-requests.ts';
export * from './socket.ts';
export * from './templates.ts';
export { wholeView } from './whole-view.ts';
