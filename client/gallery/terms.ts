import { TermId } from '@parley/shared/ids';
import type { Term } from '@parley/shared/glossary';

/** Terms of an invented case. */
const term = (id: string, zh: string, en: string, over: Partial<Term> = {}): Term => ({
  id: TermId.parse(`term-${id}`),
  texts: { zh, en },
  note: '',
  standing: 'case',
  mine: false,
  by: null,
  ...over,
});

export const caseTerms: readonly Term[] = [
  term('retention', '质保金', 'retention money', { note: '合同第 9 条；不译 deposit' }),
  term('snag', '整改清单', 'snag list'),
  term('handover', '竣工验收', 'completion and acceptance of the works'),
  term('qiming', '上海启明装饰工程有限公司', 'Shanghai Qiming Decoration Engineering Co., Ltd'),
  term('waterproof', '防水层', 'waterproofing membrane'),
];
export const manyTerms: readonly Term[] = [
  ...caseTerms,
  ...Array.from({ length: 25 }, (_, index) =>
    term(`more-${index}`, `术语 ${index + 1}`, `term ${index + 1}`),
  ),
];
export const suggestedTerm = term('liquidated', '违约金', 'liquidated damages', {
  standing: 'suggested',
  by: 'Maria Sato-Fernández',
});
/** All that wait at once after a long morning. */
export const manySuggested: readonly Term[] = [
  suggestedTerm,
  ...Array.from({ length: 11 }, (_, index) =>
    term(`suggested-${index}`, `增项签证单 ${index + 1}`, `variation order ${index + 1}`, {
      standing: 'suggested',
      by: index % 3 === 0 ? '徐岚' : 'Maria Sato-Fernández',
    }),
  ),
];
export const ownTerm = term('plaster', '腻子', 'skim coat', { standing: 'own', mine: true });
export const mySuggestion: Term = { ...suggestedTerm, mine: true };
