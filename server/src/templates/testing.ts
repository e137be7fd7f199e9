import { type OwnTemplate, type OwnWords, RichText } from '@parley/shared/agreement';
import { Refusal } from '@parley/shared/errors';
import type { OwnTemplateId } from '@parley/shared/ids';
import type { NewTemplate } from '@parley/shared/protocol';
import { newCase } from '../cases/fixtures.ts';
import type { SessionTemplates } from './templates.ts';

export const paragraphs = (...texts: readonly string[]): RichText =>
  RichText.parse({
    type: 'doc',
    content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
  });

export const newTemplate: NewTemplate = {
  organisation: newCase.organisation,
  words: {
    title: '租赁和解',
    languages: ['zh', 'en'],
    clauses: [
      { zh: paragraphs('〔申请人〕与〔被申请人〕'), en: paragraphs('〔applicant〕 and 〔respondent〕') },
      { zh: paragraphs('租金') },
    ],
  },
};

/** What came from a session. */
export interface Kept {
  readonly organisation: string;
  readonly id: OwnTemplateId;
  readonly words: OwnWords;
}

/** Of one organisation, in memory; of any other there are none. */
export const memoryTemplates = (
  organisation = '',
  templates: readonly (OwnTemplate & { readonly title: string })[] = [],
  kept: Kept[] = [],
): SessionTemplates => ({
  offered: async (of) =>
    of === organisation
      ? templates.map(({ own, title, clauses }) => ({
          id: own,
          title,
          languages: Object.keys(clauses[0] ?? {}),
          clauses: clauses.length,
        }))
      : [],
  find: async (of, id) => {
    const found = templates.find(({ own }) => own === id);
    if (found === undefined || of !== organisation) throw new Refusal('template.unknown');
    return { own: id, clauses: found.clauses };
  },
  has: async (of, id) => kept.some((each) => each.organisation === of && each.id === id),
  keep: async (of, id, words) => void kept.push({ organisation: of, id, words }),
});
