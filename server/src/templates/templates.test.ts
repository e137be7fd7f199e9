import { MAX_TEMPLATE_LENGTH } from '@parley/shared/agreement';
import { OwnTemplateId } from '@parley/shared/ids';
import type { TemplateDetail } from '@parley/shared/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newCase, wished } from '../cases/fixtures.ts';
import { ADMINISTRATOR, type Harness, openHarness } from '../http/harness.ts';
import { MAX_TEMPLATES, Templates } from './templates.ts';
import { newTemplate, paragraphs } from './testing.ts';

let harness: Harness;
let cookie: string;
let templates: Templates;

beforeAll(async () => {
  harness = await openHarness();
  cookie = await harness.signIn(ADMINISTRATOR.username, ADMINISTRATOR.password);
  templates = new Templates(harness.db, () => harness.clock.now);
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.db.deleteFrom('agreement_template').execute();
});

const here = newCase.organisation;
const create = (over: Partial<typeof newTemplate> = {}): Promise<TemplateDetail> =>
  harness.get('templates.create', { cookie, body: wished({ ...newTemplate, ...over }) });
const listed = async () => (await harness.get('templates.list', { cookie })).templates;
const save = (templateId: string, revision: number, words = newTemplate.words) =>
  harness.ask('templates.save', { cookie, params: { templateId }, body: { words, revision } });

describe('the staff', () => {
  it('[TPL-4] write a template, read it as they wrote it, and see it in the list', async () => {
    const made = await create();
    expect(made).toMatchObject({
      organisation: here,
      words: newTemplate.words,
      offered: true,
      kept: false,
      revision: 1,
      clauses: 2,
      changedAt: harness.clock.now,
      changedBy: '管理员',
    });
    expect(await harness.get('templates.read', { cookie, params: { templateId: made.id } })).toEqual(made);
    const { words: _words, ...summary } = made;
    expect(await listed()).toEqual([summary]);
  });

  it('[ROSTER-11] have one template of one attempt, though its answer was lost and they asked again', async () => {
    const body = wished(newTemplate);
    const asked = await Promise.all([1, 2].map(() => harness.get('templates.create', { cookie, body })));
    const again = await harness.get('templates.create', { cookie, body });
    expect(asked).toEqual([again, again]);
    expect(await listed()).toHaveLength(1);
  });

  it('[TPL-4] are told which organisations have cases', async () => {
    await harness.get('cases.create', { cookie, body: wished(newCase) });
    await harness.get('cases.create', { cookie, body: wished(newCase) });
    expect((await harness.get('templates.list', { cookie })).organisations).toEqual([here]);
  });

  it('[TPL-4] change it over the words they saw, and over no others', async () => {
    const { id } = await create();
    const next = { ...newTemplate.words, title: '租赁和解（新）' };
    expect(await save(id, 1, next)).toMatchObject({ status: 200, json: { revision: 2, words: next } });
    expect(await save(id, 1)).toMatchObject({ status: 409, json: { code: 'template.changed' } });
    expect(await listed()).toMatchObject([{ title: next.title, revision: 2 }]);
    expect(await save('A'.repeat(22), 1)).toMatchObject({ status: 404, json: { code: 'template.unknown' } });
  });

  it('[TPL-4] write no more, and no longer ones, than there is room for', async () => {
    const long = {
      ...newTemplate.words,
      clauses: Array.from({ length: 3 }, () => ({ zh: paragraphs('甲'.repeat(MAX_TEMPLATE_LENGTH / 3)) })),
    };
    const tooLong = { status: 413, json: { code: 'template.too-long' } };
    expect(
      await harness.ask('templates.create', { cookie, body: wished({ ...newTemplate, words: long }) }),
    ).toMatchObject(tooLong);
    const { id } = await create();
    expect(await save(id, 1, long)).toMatchObject(tooLong);
    const { words: _words, clauses: _count, changedAt: at, changedBy: _by, ...row } = await create();
    await harness.db
      .insertInto('agreement_template')
      .values(
        Array.from({ length: MAX_TEMPLATES - 3 }, (_, index) => ({
          id: OwnTemplateId.parse(`template-${index}`),
          organisation: row.organisation,
          title: row.title,
          languages: row.languages,
          offered: false,
          kept: false,
          revision: 1,
          clauses: JSON.stringify([{}]),
          changed_at: at,
          changed_by: null,
        })),
      )
      .execute();
    const both = await Promise.all(
      [1, 2].map(() => harness.ask('templates.create', { cookie, body: wished(newTemplate) })),
    );
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
    expect(both.map(({ json }) => json)).toContainEqual(
      expect.objectContaining({ code: 'template.too-many' }),
    );
    expect((await create({ organisation: '别的机构' })).organisation).toBe('别的机构');
  });

  it.each([
    ['no clause', { ...newTemplate, words: { ...newTemplate.words, clauses: [] } }],
    ['words of another language', { ...newTemplate, words: { ...newTemplate.words, languages: ['en'] } }],
    ['a picture', { ...newTemplate, words: { ...newTemplate.words, clauses: [{ zh: { type: 'image' } }] } }],
    ['no organisation', { ...newTemplate, organisation: ' ' }],
  ])('[TPL-4] with %s it is refused and not stored', async (_what, body) => {
    const { json } = await harness.ask('templates.create', { cookie, raw: JSON.stringify(wished(body)) });
    expect(json).toMatchObject({ code: 'request.malformed' });
    expect(await listed()).toEqual([]);
  });
});

describe('a session', () => {
  it('[TPL-3] is offered the templates of its own organisation, and finds none of another', async () => {
    const { id } = await create();
    const { id: other } = await create({ organisation: '别的机构' });
    expect(await templates.offered(here)).toEqual([
      { id, title: newTemplate.words.title, languages: ['zh', 'en'], clauses: 2 },
    ]);
    expect(await templates.find(here, id)).toEqual({ own: id, clauses: newTemplate.words.clauses });
    for (const unknown of [other, OwnTemplateId.parse('A'.repeat(22))])
      await expect(templates.find(here, unknown)).rejects.toMatchObject({ code: 'template.unknown' });
  });

  it('[TPL-3] is not offered one that was retired, until it is offered again', async () => {
    const { id } = await create();
    const offer = (offered: boolean) =>
      harness.get('templates.offer', { cookie, params: { templateId: id }, body: { offered } });
    expect(await offer(false)).toMatchObject({ offered: false, revision: 1 });
    expect(await templates.offered(here)).toEqual([]);
    await expect(templates.find(here, id)).rejects.toMatchObject({ code: 'template.unknown' });
    await offer(true);
    expect(await templates.offered(here)).toHaveLength(1);
  });

  it('[TPL-6] is offered nothing that came from an agreement before the staff put it to use', async () => {
    const id = OwnTemplateId.parse('template-kept');
    await templates.keep(here, id, newTemplate.words);
    expect(await templates.offered(here)).toEqual([]);
    await expect(templates.find(here, id)).rejects.toMatchObject({ code: 'template.unknown' });
    expect(await listed()).toMatchObject([{ id, offered: false, kept: true, changedBy: null }]);
    await harness.get('templates.offer', { cookie, params: { templateId: id }, body: { offered: true } });
    expect(await templates.find(here, id)).toEqual({ own: id, clauses: newTemplate.words.clauses });
  });

  it('[TPL-3] is told that the store is away', async () => {
    const gone = await openHarness();
    const away = new Templates(gone.db, Date.now);
    await gone.close();
    await expect(away.offered(here)).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
