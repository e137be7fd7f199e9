import '../src/staff/templates/TemplateForm.tsx';
import { OwnTemplateId } from '@parley/shared/ids';
import type { TemplateSummary } from '@parley/shared/protocol';
import type { ReactNode } from 'react';
import { StaffFrame } from '../src/staff/frame/StaffFrame.tsx';
import { begunFrom } from '../src/staff/templates/draft.ts';
import { TemplateScreen } from '../src/staff/templates/TemplateScreen.tsx';
import { TemplatesScreen } from '../src/staff/templates/TemplatesScreen.tsx';
import { administrator } from './cases.ts';
import { ago } from './models.ts';

const nothing = async (): Promise<void> => undefined;
const ignore = (): void => undefined;
const framed = (content: ReactNode): ReactNode => (
  <StaffFrame me={administrator} onSignOut={nothing}>
    {content}
  </StaffFrame>
);

const organisation = '浦东新区人民调解中心 Pudong Mediation Centre';
const summary: TemplateSummary = {
  id: OwnTemplateId.parse('template-01'),
  organisation,
  title: '装修工程质量纠纷和解协议 · Renovation settlement',
  languages: ['zh-CN', 'en'],
  clauses: 9,
  offered: true,
  kept: false,
  revision: 3,
  changedAt: ago(60 * 24 * 3),
  changedBy: administrator.name,
};
const list: readonly TemplateSummary[] = [
  {
    ...summary,
    id: OwnTemplateId.parse('template-02'),
    title: '物业费纠纷调解协议',
    languages: ['zh-CN'],
    clauses: 6,
    offered: false,
    kept: true,
    changedBy: null,
  },
  summary,
  {
    ...summary,
    id: OwnTemplateId.parse('template-03'),
    title: 'Franchise exit, heads of terms',
    offered: false,
  },
];

const screen = (templates: readonly TemplateSummary[]): ReactNode =>
  framed(<TemplatesScreen templates={templates} onOffer={nothing} />);
const form = (over: Partial<Parameters<typeof TemplateScreen>[0]> = {}): ReactNode =>
  framed(
    <TemplateScreen
      heading="范本 · Template"
      begun={begunFrom('commercial-settlement', summary.title, organisation)}
      restored={null}
      organisations={[organisation, '长宁区商事调解中心']}
      onKeep={ignore}
      onSave={() => Promise.reject(new Error('no server here'))}
      onSaved={ignore}
      {...over}
    />,
  );
const empty = begunFrom('blank', '', organisation);

/** The staff's templates. */
export const templateStates: Readonly<
  Record<string, { readonly element: ReactNode; readonly press?: readonly string[] }>
> = {
  templates: { element: screen(list) },
  'templates-empty': { element: screen([]) },
  'templates-new': { element: screen(list), press: ['templates.add'] },
  'templates-menu': { element: screen(list), press: [`templates.more=${summary.title}`] },
  'templates-retire': {
    element: screen(list),
    press: [`templates.more=${summary.title}`, 'templates.retire.item'],
  },
  template: { element: form() },
  'template-problems': {
    element: form({ begun: { ...empty, languages: [] } }),
    press: ['templates.form.save'],
  },
  'template-to-read': { element: form({ organisations: null, toRead: true }) },
  'template-restored': { element: form({ begun: empty, restored: { ...empty, title: summary.title } }) },
};
