import { describe, expect, test } from 'vitest';
import { created } from '../../session/testing.ts';
import { canonicalText } from '../canonical-text.ts';
import { RichText } from '../rich-text.ts';
import type { Facts } from './facts.ts';
import { clausesIn, wordsOf } from './index.ts';
import { TemplateId } from './template.ts';

const facts: Facts = {
  title: created.title,
  organisation: created.organisation,
  parties: [
    { kind: 'applicant', name: '李明', people: ['李明'] },
    { kind: 'respondent', name: '海天贸易', people: ['周某'] },
  ],
  mediators: ['陈调解', 'Sun'],
  languages: ['zh-CN', 'en'],
  prevailing: 'zh-CN',
};

const wholeText = (template: TemplateId, language: string, from: Facts = facts): string =>
  wordsOf(template, from)
    .map((texts) => texts[language])
    .map((text) => (text === undefined ? '' : canonicalText(text)))
    .join('\n');

const written = TemplateId.options.filter((id) => id !== 'blank');

describe('what a document begins with', () => {
  test.each(TemplateId.options)(
    '[DOC-4] every clause of %s is a text of the schema, in its one form',
    (id) => {
      for (const texts of wordsOf(id, facts)) {
        for (const text of Object.values(texts)) expect(RichText.parse(text)).toEqual(text);
      }
    },
  );

  test.each(written)('[AGR-2] %s has the same clauses in both languages', (id) => {
    const clauses = wordsOf(id, facts);
    expect(clauses).toHaveLength(clausesIn(id));
    for (const texts of clauses) {
      expect(Object.keys(texts)).toEqual(['zh-CN', 'en']);
      const [zh, en] = Object.values(texts);
      expect(zh?.content.map(({ type }) => type)).toEqual(en?.content.map(({ type }) => type));
    }
  });

  test.each(written)(
    '[AGR-2] %s leaves what is not known as a gap, as often in Chinese as in English',
    (id) => {
      const gaps = (text: string, sign: RegExp) => text.match(sign)?.length ?? 0;
      const zh = gaps(wholeText(id, 'zh-CN'), /【待填：[^】]+】/gu);
      expect(zh).toBeGreaterThan(5);
      expect(gaps(wholeText(id, 'en'), /\[to fill in: [^\]]+\]/gu)).toBe(zh);
    },
  );

  test('[AGR-2] a people’s mediation agreement has all that the statute and the form name', () => {
    const text = wholeText('people-mediation', 'zh-CN');
    for (const part of [
      '编号',
      '申请人：李明',
      '被申请人：海天贸易',
      '参加调解的人员：周某',
      '主要事实',
      '争议事项',
      '各方当事人的责任',
      '协议内容',
      '履行方式',
      '履行地点',
      '履行期限',
      '一式【待填：份数】份',
      '签名、盖章或者按指印',
      '人民调解员陈调解、Sun（签名）',
      '记录人（签名）',
      '人民调解委员会（印章）',
      '日期：【待填：年、月、日】',
    ]) {
      expect(text).toContain(part);
    }
    // Whoever is the party is not named twice.
    expect(text.match(/李明/gu)).toHaveLength(2);
  });

  test('[AGR-1] it names the text that prevails, where there are several', () => {
    expect(wholeText('commercial-settlement', 'en')).toContain('Where the texts differ, the');
    expect(
      wholeText('commercial-settlement', 'zh', { ...facts, languages: ['zh'], prevailing: 'zh' }),
    ).toContain('本协议以中文书写。');
  });

  test('[AGR-2] in a language no template is written in, and from the blank one, clauses begin empty', () => {
    expect(
      wordsOf('heads-of-terms', { ...facts, languages: ['ja', 'zh'], prevailing: 'ja' })[0],
    ).not.toHaveProperty('ja');
    expect(wordsOf('blank', facts)).toEqual([{}]);
  });
});
