import { describe, expect, test } from 'vitest';
import { OwnTemplateId } from '../../ids.ts';
import { canonicalText } from '../canonical-text.ts';
import { RichText } from '../rich-text.ts';
import { clauseText, gap, heading, numbered, paragraph } from './build.ts';
import type { Facts } from './facts.ts';
import { clausesIn, wordsOf } from './index.ts';
import { MAX_TEMPLATE_CLAUSES, OwnWords } from './own.ts';
import { placeholders, tokensIn } from './placeholders.ts';
import { TemplateId } from './template.ts';
import { type CaseNames, withoutNames } from './without-names.ts';
import { writtenOut } from './written-out.ts';

const facts: Facts = {
  title: '租赁纠纷',
  organisation: '浦江调解中心',
  parties: [
    { kind: 'applicant', name: '李明', people: ['李明'] },
    { kind: 'respondent', name: '海天贸易', people: ['周某'] },
  ],
  mediators: ['陈调解', 'Sun'],
  languages: ['zh', 'en'],
  prevailing: 'zh',
};

const own = (...clauses: readonly Record<string, RichText>[]) => ({
  own: OwnTemplateId.parse('template-1'),
  clauses,
});
const zh = (text: string, over: Partial<Facts> = {}): string =>
  wordsOf(own({ zh: clauseText(paragraph(text)) }), { ...facts, ...over })
    .map((texts) => (texts['zh'] === undefined ? '' : canonicalText(texts['zh'])))
    .join('\n');

describe("an organisation's own template", () => {
  test('[TPL-1] what a session knows is put for its placeholders, in either language’s words', () => {
    expect(zh('〔案件〕，〔调解机构〕，〔申请人〕与〔respondent〕，由〔调解员〕调解')).toBe(
      '租赁纠纷，浦江调解中心，李明与海天贸易，由陈调解、Sun调解',
    );
    expect(zh('〔文本语言〕')).toContain('以中文文本为准');
  });

  test('[TPL-1] what is not known stands as a gap, and what is no placeholder as it was written', () => {
    expect(zh('〔申请人〕和〔其他当事人〕', { parties: [] })).toBe(
      `${gap.zh('申请人')}和${gap.zh('其他当事人')}`,
    );
    expect(zh('法释〔2021〕23号，〔某某〕')).toBe('法释〔2021〕23号，〔某某〕');
  });

  test('[TPL-1] lines for each party stand for a placeholder in a paragraph of its own, and nowhere else', () => {
    expect(zh('〔签名栏〕')).toBe(
      `申请人：李明（签名、盖章或者按指印）：${gap.zh('签名')}\n被申请人：海天贸易（签名、盖章或者按指印）：${gap.zh('签名')}`,
    );
    expect(zh('〔当事人基本情况〕')).toContain('### 申请人：李明');
    expect(zh('见〔签名栏〕')).toBe(`见${gap.zh('签名栏')}`);
  });

  test('[TPL-1] in lists and headings too, looking as the placeholder looks', () => {
    const bold = RichText.parse({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '甲方〔申' },
            { type: 'text', text: '请人〕', marks: [{ type: 'bold' }] },
            { type: 'hardBreak' },
            { type: 'text', text: '乙方', marks: [{ type: 'italic' }] },
          ],
        },
      ],
    });
    const [texts] = wordsOf(
      own({ zh: clauseText(heading(2, '〔申请人〕'), numbered('〔被申请人〕')), en: bold }),
      facts,
    );
    expect(canonicalText(texts?.['zh'] ?? bold)).toBe('## 李明\n1. 海天贸易');
    expect(texts?.['en']).toEqual(
      RichText.parse({
        type: 'doc',
        content: [
          {
            type: 'paragraph',
            content: [
              { type: 'text', text: '甲方李明' },
              { type: 'hardBreak' },
              { type: 'text', text: '乙方', marks: [{ type: 'italic' }] },
            ],
          },
        ],
      }),
    );
  });

  test('[TPL-1] it serves every region of its languages; in others clauses begin empty', () => {
    const template = own({
      'zh-CN': clauseText(paragraph('甲')),
      ja: clauseText(paragraph('〔申請人〕〔申请人〕')),
    });
    const [texts] = wordsOf(template, { ...facts, languages: ['zh-TW', 'en', 'ja'] });
    expect(Object.keys(texts ?? {})).toEqual(['zh-TW', 'ja']);
    expect(canonicalText(texts?.['ja'] ?? clauseText())).toBe('〔申請人〕李明');
    expect(clausesIn(template)).toBe(1);
  });

  test('[TPL-1] in a language without phrases of ours nothing but names is put', () => {
    const [texts] = wordsOf(
      own({ ja: clauseText(paragraph('〔signature lines〕'), paragraph('〔文本语言〕')) }),
      { ...facts, languages: ['ja'] },
    );
    expect(canonicalText(texts?.['ja'] ?? clauseText())).toBe('李明\n海天贸易\nja');
  });

  test('[TPL-1] what would be longer than a clause may be stays unfilled', () => {
    const long = clauseText(...Array.from({ length: 900 }, () => paragraph('〔申请人〕'.repeat(20))));
    const party = { kind: 'applicant', name: '甲'.repeat(120), people: [] } as const;
    expect(wordsOf(own({ zh: long }), { ...facts, parties: [party] })[0]?.['zh']).toEqual(long);
  });

  test('[TPL-4] its words are those of its languages, its clauses bounded', () => {
    const words = { title: '范本', languages: ['zh', 'en'], clauses: [{ zh: clauseText(paragraph('甲')) }] };
    const fits = (over: object): boolean => OwnWords.safeParse({ ...words, ...over }).success;
    expect(fits({})).toBe(true);
    expect(fits({ languages: ['en'] })).toBe(false);
    expect(fits({ languages: ['zh', 'zh-CN'] })).toBe(false);
    expect(fits({ languages: [] })).toBe(false);
    expect(fits({ title: ' ' })).toBe(false);
    expect(fits({ clauses: [] })).toBe(false);
    expect(fits({ clauses: Array.from({ length: MAX_TEMPLATE_CLAUSES + 1 }, () => ({})) })).toBe(false);
    expect(fits({ clauses: [{ zh: { type: 'doc', content: [{ type: 'image' }] } }] })).toBe(false);
  });

  test.each(TemplateId.options)('[TPL-1] %s written out says, filled, what it says by itself', (id) => {
    const clauses = writtenOut(id, ['zh', 'en']);
    const parties = facts.parties.map((party) => ({ ...party, people: [] }));
    expect(wordsOf(own(...clauses), { ...facts, parties })).toEqual(wordsOf(id, { ...facts, parties }));
  });

  test('[TPL-1] each placeholder has words of its own in both languages', () => {
    const all = Object.values(placeholders).flatMap(({ zh: one, en: other }) => [one, other]);
    expect(new Set(all).size).toBe(all.length);
    expect(tokensIn(all.map((each) => `〔${each}〕`).join('、'))).toHaveLength(all.length);
  });
});

describe('a clause for other cases', () => {
  const names: CaseNames = {
    title: '租赁纠纷',
    organisation: '浦江调解中心',
    mediators: ['陈调解', 'Sun'],
    parties: [
      { kind: 'applicant', name: '李明' },
      { kind: 'applicant', name: 'Finch' },
      { kind: 'respondent', name: '海天贸易' },
    ],
    others: ['周某', '李明德'],
  };
  const kept = (text: string, language = 'zh'): string =>
    canonicalText(withoutNames(clauseText(paragraph(text)), language, names));

  test('[TPL-5] what equals a name of the case is its placeholder; whoever has none is a gap', () => {
    expect(kept('李明与海天贸易（周某）在浦江调解中心')).toBe(
      `〔申请人〕与〔被申请人〕（${gap.zh('姓名')}）在〔调解机构〕`,
    );
    expect(kept('李明德')).toBe(gap.zh('姓名'));
    expect(kept('FINCH pays; finches fly on Sunday, and a finch', 'en')).toBe(
      '〔applicant〕 pays; finches fly on Sunday, and a finch',
    );
  });

  test('[TPL-5] several of one kind are one placeholder', () => {
    expect(kept('调解员：陈调解、Sun')).toBe('调解员：〔调解员〕');
    expect(kept('李明 and Finch', 'en')).toBe('〔applicant〕');
  });

  test('[TPL-5] sums, dates and long numbers are gaps, however they are written', () => {
    const text = RichText.parse({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '支付' },
            {
              type: 'text',
              text: '1.00 元',
              marks: [{ type: 'money', attrs: { amount: '1', currency: 'CNY' } }],
            },
            { type: 'text', text: '，' },
            {
              type: 'text',
              text: '明日',
              marks: [{ type: 'bold' }, { type: 'date', attrs: { iso: '2027-01-01' } }],
            },
            { type: 'text', text: '，3 个月，证件31010119900101123X，电话 138 0013 8000' },
          ],
        },
      ],
    });
    expect(canonicalText(withoutNames(text, 'zh', names))).toBe(
      `支付${gap.zh('金额')}，${gap.zh('日期')}，3 个月，证件${gap.zh('号码')}，电话 ${gap.zh('号码')}`,
    );
  });

  test('[TPL-5] a name of which a part is bold is found all the same', () => {
    const text = RichText.parse({
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: '海天', marks: [{ type: 'bold' }] },
            { type: 'text', text: '贸易' },
          ],
        },
      ],
    });
    expect(canonicalText(withoutNames(text, 'zh', names))).toBe('〔被申请人〕');
  });
});
