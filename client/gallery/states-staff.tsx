import { StaffId } from '@parley/shared/ids';
import type { Term } from '@parley/shared/glossary';
import type { RouteOutput, Staff } from '@parley/shared/protocol';
import type { ReactNode } from 'react';
import { AccountsScreen } from '../src/staff/accounts/AccountsScreen.tsx';
import { AccountsSkeleton } from '../src/staff/accounts/AccountsSkeleton.tsx';
import { HandOverDialog } from '../src/staff/accounts/HandOverDialog.tsx';
import { NotForYou } from '../src/staff/accounts/NotForYou.tsx';
import { CaseScreen } from '../src/staff/case/CaseScreen.tsx';
import { CaseSkeleton } from '../src/staff/case/CaseSkeleton.tsx';
import { NoSuchCase } from '../src/staff/case/NoSuchCase.tsx';
import { FailedPage, StaleNote } from '../src/staff/frame/Loaded.tsx';
import { StaffFrame } from '../src/staff/frame/StaffFrame.tsx';
import { Unknown } from '../src/staff/frame/Unknown.tsx';
import { HomeScreen, HomeSkeleton } from '../src/staff/home/HomeScreen.tsx';
import { MeScreen } from '../src/staff/me/MeScreen.tsx';
import {
  type CaseDraft,
  changePerson,
  freshDraft,
  withPerson,
  withSide,
} from '../src/staff/new-case/draft.ts';
import { NewCaseScreen } from '../src/staff/new-case/NewCaseScreen.tsx';
import { SignIn, SignInRefused } from '../src/staff/sign-in/SignIn.tsx';
import { Page } from '../src/ui/Page.tsx';
import { administrator, cases, colleague, details } from './cases.ts';
import { ago, error } from './models.ts';
import { templateStates } from './states-templates.tsx';
import { caseTerms, manyTerms, suggestedTerm } from './terms.ts';

const nothing = async (): Promise<void> => undefined;
const ignore = (): void => undefined;

export const framed = (content: ReactNode, me: Staff = administrator): ReactNode => (
  <StaffFrame me={me} onSignOut={nothing}>
    {content}
  </StaffFrame>
);
export const home = (list: RouteOutput<'cases.list'>): ReactNode => <HomeScreen list={list} />;
const onlyFrom = (first: number, { cases: all, sessions }: RouteOutput<'cases.list'>) => {
  const left = all.slice(first);
  return { cases: left, sessions: sessions.filter(({ caseId }) => left.some(({ id }) => id === caseId)) };
};
export const caseScreen = (
  detail: (typeof details)[keyof typeof details],
  terms: readonly Term[] = [],
): ReactNode =>
  framed(
    <CaseScreen
      detail={detail}
      me={administrator}
      terms={terms}
      termActions={{ onAdd: nothing, onChange: nothing, onPut: nothing }}
      onChange={nothing}
      onNewSession={nothing}
      peopleActions={{ onAdd: nothing, onChange: nothing, onDismiss: nothing }}
      onChangeSession={nothing}
      onInvite={nothing}
      onRevoke={nothing}
      onReissue={nothing}
    />,
  );
const newCase = (draft: CaseDraft, restored = false): ReactNode =>
  framed(
    <NewCaseScreen
      {...{ draft, restored }}
      onChange={ignore}
      onStartOver={ignore}
      onCreate={() => Promise.reject(new Error('no server here'))}
    />,
  );
const accounts = framed(
  <AccountsScreen
    accounts={[
      { ...administrator, disabled: false },
      { ...colleague, disabled: false },
      { ...colleague, id: StaffId.parse('staff-zhou'), username: 'zhou', name: '周宁', disabled: true },
    ]}
    onPassword={() => Promise.resolve()}
    onDisable={() => Promise.resolve()}
    me={administrator}
    onCreate={() => Promise.resolve(colleague)}
  />,
);

const fresh = freshDraft({ kind: 'people', organisation: '', mediator: '陈静', language: 'zh-CN' });
const filled = ['李建国', 'Jonathan Carter', '陈静', '吴涛', 'Maria Sato-Fernández'].reduce(
  (draft, name, index) => changePerson(draft, draft.people[index]?.key ?? '', { name }),
  withPerson(
    withSide(
      { ...fresh, title: details.bare.title, organisation: details.bare.organisation, kind: 'commercial' },
      'zh-CN',
    ),
    { role: 'interpreter', side: null },
    'en',
  ),
);
const added = (
  draft: CaseDraft,
  who: Pick<CaseDraft['people'][number], 'role' | 'side' | 'name'>,
): CaseDraft => {
  const next = withPerson(draft, who, 'en');
  return changePerson(next, next.people.at(-1)?.key ?? '', { name: who.name });
};
/** With a co-mediator, and an interpreter whom one side brings along. */
const staffed = added(added(filled, { role: 'co-mediator', side: null, name: '林澜' }), {
  role: 'interpreter',
  side: fresh.sides[1]?.id ?? null,
  name: 'Elena Petrova',
});

/** The staff console's screens; `press` opens what is behind a button, by the keys of their words. */
export const staffStates: Readonly<
  Record<string, { readonly element: ReactNode; readonly press?: readonly string[] }>
> = {
  'sign-in': { element: <SignIn again={false} onSignIn={nothing} /> },
  'sign-in-missing': { element: <SignIn again={false} onSignIn={nothing} />, press: ['staff.signIn.go'] },
  'sign-in-again': { element: <SignIn again onSignIn={nothing} /> },
  'sign-in-refused': {
    element: (
      <Page title="">
        <h1 className="sr-only">Sign-in</h1>
        <div className="flex flex-col gap-4">
          <SignInRefused problem={error('staff.wrong-password')} />
          <SignInRefused problem={error('staff.locked-out')} />
          <SignInRefused problem="network" />
        </div>
      </Page>
    ),
  },
  'staff-home': { element: framed(home(cases)) },
  'staff-home-menu': { element: framed(home(cases)), press: ['staff.account'] },
  'staff-home-free-day': { element: framed(home(onlyFrom(3, cases)), colleague) },
  'staff-home-empty': { element: framed(home({ cases: [], sessions: [] })) },
  'staff-home-loading': { element: framed(<HomeSkeleton />) },
  'staff-home-stale': {
    element: framed(
      <>
        <StaleNote since={ago(12)} busy={false} onRetry={ignore} />
        {home(cases)}
      </>,
    ),
  },
  'staff-failed': {
    element: framed(
      <FailedPage title={details.bare.title} problem="network" busy={false} onRetry={ignore} />,
    ),
  },
  'staff-unknown': { element: framed(<Unknown />) },
  'new-case': { element: newCase(fresh) },
  'new-case-problems': { element: newCase(fresh), press: ['staff.newCase.create'] },
  'new-case-restored': { element: newCase(filled, true) },
  'new-case-staffed': { element: newCase(staffed) },
  'new-case-languages': { element: newCase(filled), press: ['staff.newCase.languages'] },
  'new-case-start-over': { element: newCase(filled, true), press: ['staff.newCase.startOver'] },
  'new-case-remove-side': { element: newCase(filled), press: ['staff.newCase.removeSide'] },
  'case-loading': { element: framed(<CaseSkeleton />) },
  'case-unknown': { element: framed(<NoSuchCase problem={error('case.unknown')} />) },
  'case-bare': { element: caseScreen(details.bare) },
  case: { element: caseScreen(details.busy) },
  'case-terms': { element: caseScreen(details.busy, [...caseTerms, suggestedTerm]) },
  'case-terms-many': { element: caseScreen(details.busy, manyTerms) },
  'case-terms-add': {
    element: caseScreen(details.busy, caseTerms),
    press: ['glossary.office.add', 'glossary.office.add'],
  },
  'case-terms-paste': { element: caseScreen(details.busy, caseTerms), press: ['glossary.office.paste'] },
  'case-terms-change': { element: caseScreen(details.busy, caseTerms), press: ['glossary.office.change'] },
  'case-terms-remove': { element: caseScreen(details.busy, caseTerms), press: ['glossary.office.remove'] },
  'case-new-session': { element: caseScreen(details.busy), press: ['staff.case.newSession'] },
  'case-change': { element: caseScreen(details.busy), press: ['staff.case.change'] },
  'case-change-session': { element: caseScreen(details.busy), press: ['staff.session.change'] },
  'case-invite': { element: caseScreen(details.busy), press: ['staff.invite.open'] },
  'case-person-add': { element: caseScreen(details.busy), press: ['staff.people.add'] },
  'case-person-add-problems': {
    element: caseScreen(details.busy),
    press: ['staff.people.add', 'staff.people.addVerb'],
  },
  'case-person-menu': { element: caseScreen(details.bare), press: ['staff.people.more=王芳'] },
  'case-person-change': {
    element: caseScreen(details.bare),
    press: ['staff.people.more=王芳', 'staff.people.change'],
  },
  'case-person-dismiss': {
    element: caseScreen(details.bare),
    press: ['staff.people.more=王芳', 'staff.people.dismiss'],
  },
  'case-link-menu': { element: caseScreen(details.busy), press: ['staff.link.more'] },
  'case-link-revoke': { element: caseScreen(details.busy), press: ['staff.link.more', 'staff.link.revoke'] },
  'case-link-reissue': { element: caseScreen(details.busy), press: ['staff.link.reissue'] },
  accounts: { element: accounts },
  'accounts-loading': { element: framed(<AccountsSkeleton />) },
  'accounts-denied': { element: framed(<NotForYou />, colleague) },
  'accounts-new': { element: accounts, press: ['staff.accountList.add'] },
  'accounts-menu': { element: accounts, press: ['staff.accountList.more=Maria Sato-Fernández'] },
  'accounts-password': {
    element: accounts,
    press: ['staff.accountList.more=Maria Sato-Fernández', 'staff.accountList.resetItem'],
  },
  'accounts-disable': {
    element: accounts,
    press: ['staff.accountList.more=Maria Sato-Fernández', 'staff.accountList.disableItem'],
  },
  'accounts-made': {
    element: framed(
      <HandOverDialog
        handedOver={{ kind: 'made', account: colleague, password: 'k3vw-9xqa-m2tz-hd7p' }}
        onClose={ignore}
      />,
    ),
  },
  ...templateStates,
  me: { element: framed(<MeScreen me={colleague} onPassword={nothing} />, colleague) },
  'me-problems': {
    element: framed(<MeScreen me={colleague} onPassword={nothing} />, colleague),
    press: ['staff.me.change'],
  },
};
