import { request } from 'node:http';
import { ErrorReply } from '@parley/shared/errors';
import { FileId } from '@parley/shared/ids';
import { filesPath } from '@parley/shared/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { mint } from '../lib/mint.ts';
import { authorization, codeOf, House, ours, type Person, pdf, valueOf } from './testing-house.ts';

let house: House;
let mediator: Person;
let party: Person;
let counsel: Person;
let respondent: Person;
beforeEach(async () => {
  house = await House.open();
  mediator = await house.seat('mediator', null);
  party = await house.seat('party', mediator.guest);
  counsel = await house.seat('counsel', mediator.guest);
  respondent = await house.seat('respondent', mediator.guest);
});
afterEach(() => house.close());

/** Moves these into a caucus of their own. */
async function caucus(...people: readonly Person[]): Promise<void> {
  const before = people.map(({ epoch }) => epoch);
  valueOf(
    await mediator.guest.ask('caucus.open', {
      title: '背对背',
      participants: people.map(({ id }) => id),
      minutes: null,
    }),
  );
  await Promise.all(people.map((person, index) => person.settled(before[index] ?? 0)));
}

async function refusal(response: Response): Promise<readonly [number, string]> {
  return [response.status, ErrorReply.parse(await response.json()).code];
}

/** A request whose body the test writes piece by piece. */
function uploading(ticket: string, headers: Record<string, string | number> = {}) {
  const upload = request(`${house.url}${filesPath}`, {
    method: 'POST',
    headers: { ...ours(house.url), ...authorization(ticket), ...headers },
  });
  const answer = new Promise<readonly [number | undefined, string]>((resolve, reject) => {
    upload.on('error', reject).on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const { code } = ErrorReply.parse(JSON.parse(Buffer.concat(pieces).toString()));
        resolve([response.statusCode, code]);
      });
    });
  });
  answer.catch(() => undefined);
  return { upload, answer };
}

const nothingLeft = async (): Promise<void> => {
  await vi.waitFor(async () => expect(await house.onDisk()).toEqual([]));
  expect(await house.shown()).toBe(0);
};

describe('a file of a room', () => {
  test('[FILE-1] is read by those who were there when it was shown, and by nobody else', async () => {
    await caucus(party, counsel);
    const bytes = pdf(200_000);
    const shown = await party.share('合同 «1».pdf', bytes);
    const { file } = await counsel.guest
      .until('chat', ({ message }) => message.id === shown.id)
      .then(({ message }) => message);
    if (file === undefined) throw new Error('no file');
    const ticket = valueOf(await counsel.fetch(file.id)).ticket;
    expect(Buffer.from(await (await house.get(ticket)).arrayBuffer()).equals(bytes)).toBe(true);

    const recorder = await house.seat('recorder', mediator.guest);
    for (const outsider of [mediator, respondent, recorder]) {
      const real = await outsider.fetch(file.id);
      expect(codeOf(real)).toBe('file.unknown');
      // Nothing tells a file of another room from one that does not exist.
      expect(real).toEqual(await outsider.fetch(mint.file()));
      expect(JSON.stringify(outsider.guest.told)).not.toContain(file.id);
      expect(JSON.stringify(outsider.guest.told)).not.toContain('合同');
    }
  });

  test('[FILE-1] is not read by whoever comes in later, nor any more by whoever left', async () => {
    await caucus(party);
    const { room } = party;
    const { file } = await party.share('before.pdf', pdf());
    if (file === undefined) throw new Error('no file');
    const { epoch } = counsel;
    valueOf(await mediator.guest.ask('people.move', { participants: [counsel.id], to: room ?? mint.room() }));
    await counsel.settled(epoch);
    expect(codeOf(await counsel.fetch(file.id))).toBe('file.unknown');
    expect((await counsel.history()).some((line) => line.file !== undefined)).toBe(false);
    expect(codeOf(await party.fetch(file.id))).toBe('ok');

    const before = party.epoch;
    await caucus(party);
    expect(codeOf(await party.fetch(file.id))).toBe('file.unknown');
    expect(codeOf(await party.guest.ask('file.fetch', { epoch: before, file: file.id }))).toBe('epoch.stale');
  }, 60_000);

  test('[FILE-2] after a move an earlier ticket takes and gives nothing', async () => {
    await caucus(party, counsel);
    const { file } = await party.share('a.pdf', pdf());
    if (file === undefined) throw new Error('no file');
    const reading = valueOf(await party.fetch(file.id)).ticket;
    const writing = await party.offer('b.pdf', 409);
    await caucus(party);
    expect(await refusal(await house.get(reading))).toEqual([409, 'epoch.stale']);
    expect(await refusal(await house.post(writing, 'x'))).toEqual([409, 'epoch.stale']);
    expect(await house.shown()).toBe(1);
  });

  test('[FILE-2] a move ends what is being sent, though no piece comes any more', async () => {
    await caucus(party);
    const { upload, answer } = uploading(await party.offer('a.pdf', 5_000_000), {
      'Content-Length': 5_000_000,
    });
    upload.write(pdf(100_000));
    await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(1));
    await caucus(party);
    expect(await answer).toEqual([409, 'room.not-settled']);
    upload.destroy();
    await nothingLeft();
  });

  test('[FILE-2] a move ends what is being read', async () => {
    await caucus(party);
    const size = 40_000_000;
    const { file } = await party.share('a.pdf', pdf(size));
    if (file === undefined) throw new Error('no file');
    const response = await house.get(valueOf(await party.fetch(file.id)).ticket);
    const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
    await reader?.read();
    await caucus(party);
    const rest = async (): Promise<number> => {
      let read = 0;
      for (;;) {
        const piece = await reader?.read();
        if (piece === undefined || piece.done) return read;
        read += piece.value.byteLength;
      }
    };
    await expect(rest()).rejects.toThrow('terminated');
  });

  test('[FILE-2] being taken over, removed, or cut off from the link ends it as well', async () => {
    const start = async (): Promise<ReturnType<typeof uploading>> => {
      const made = uploading(await party.offer('a.pdf', 5_000), { 'Content-Length': 5_000 });
      made.upload.write(pdf(100));
      await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(1));
      return made;
    };
    const first = await start();
    const second = await house.line('party');
    expect((await first.answer)[1]).toMatch(/^connection\.(superseded|lost)$/u);
    first.upload.destroy();
    await nothingLeft();

    await second.until('view', ({ view }) => view.place.kind === 'room');
    const reply = await second.ask('file.offer', {
      id: mint.message(),
      epoch: party.epoch,
      name: 'a.pdf',
      size: 5_000,
    });
    const { upload, answer } = uploading(valueOf(reply).ticket, { 'Content-Length': 5_000 });
    upload.write(pdf(100));
    await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(1));
    await mediator.guest.ask('participant.remove', { participant: party.id, reason: 'asked to' });
    expect((await answer)[0]).toBe(409);
    upload.destroy();
    await nothingLeft();
  });

  test('[FILE-3] a ticket is good once, for what it was given for, and cannot be made up', async () => {
    const { file } = await party.share('a.pdf', pdf());
    if (file === undefined) throw new Error('no file');
    const reading = valueOf(await party.fetch(file.id)).ticket;
    expect((await house.get(reading)).status).toBe(200);
    expect(await refusal(await house.get(reading))).toEqual([403, 'file.ticket']);
    const writing = await party.offer('b.pdf', 10);
    expect(await refusal(await house.get(writing))).toEqual([403, 'file.ticket']);
    expect(await refusal(await house.post(writing, 'x'))).toEqual([403, 'file.ticket']);
    for (const forged of ['x'.repeat(43), 'x', '', `${'x'.repeat(43)}\u0020extra`]) {
      expect(await refusal(await house.get(forged))).toEqual([403, 'file.ticket']);
    }
    expect(await refusal(await house.get(null))).toEqual([403, 'file.ticket']);
  });

  test('[FILE-4] the bytes are counted as they come, whatever was said before', async () => {
    const bytes = pdf(3_000_000);
    const small = await party.offer('a.pdf', 1_000);
    expect(await refusal(await house.post(small, new Uint8Array(bytes)))).toEqual([413, 'file.too-large']);

    const chunked = uploading(await party.offer('a.pdf', 1_000), { 'Transfer-Encoding': 'chunked' });
    chunked.upload.end(bytes);
    expect(await chunked.answer).toEqual([413, 'file.too-large']);

    expect(
      codeOf(
        await party.guest.ask('file.offer', {
          id: mint.message(),
          epoch: party.epoch,
          name: 'a.pdf',
          size: 50_000_001,
        }),
      ),
    ).toBe('file.too-large');
    const empty = { id: mint.message(), epoch: party.epoch, name: 'a.pdf', size: 0 };
    expect(codeOf(await party.guest.ask('file.offer', empty))).toBe('file.empty');
    await nothingLeft();
  });

  test('[FILE-4] 50 MB are taken, not a byte more', async () => {
    const bytes = pdf(50_000_000 - pdf(0).byteLength);
    const shown = await party.share('big.pdf', bytes);
    expect(shown.file?.size).toBe(50_000_000);
  });

  test('[FILE-5] what stops half-way leaves nothing behind', async () => {
    const cut = uploading(await party.offer('a.pdf', 10_000), { 'Content-Length': 10_000 });
    cut.upload.write(pdf(100));
    await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(1));
    cut.upload.destroy();
    await nothingLeft();

    const short = await party.offer('a.pdf', 10_000);
    expect(await refusal(await house.post(short, new Uint8Array(pdf(100))))).toEqual([
      409,
      'connection.lost',
    ]);
    await nothingLeft();
    expect(house.logged.filter((line) => /"level":(?:50|60)/u.test(line))).toEqual([]);
  });

  test('[FILE-6] an unfit kind is refused and leaves nothing behind', async () => {
    const exe = Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), Buffer.alloc(600)]);
    for (const [name, bytes] of [
      ['contract.pdf', exe],
      ['page.html', Buffer.from('<script>alert(1)</script>')],
      ['picture.svg', Buffer.from('<svg onload="x"/>')],
      ['picture.png', pdf()],
      ['note.txt', exe],
    ] as const) {
      const response = await house.post(await party.offer(name, bytes.byteLength), new Uint8Array(bytes));
      expect(await refusal(response)).toEqual([415, 'file.bad-type']);
    }
    await nothingLeft();
  });

  test('[FILE-7] what is served can do nothing in a browser, and bears the name it was given', async () => {
    const name = `甲"方's (1)*;\u200f..${'长'.repeat(80)}/../a.txt`;
    const { file } = await party.share(name, Buffer.from('<script>alert(document.domain)</script>'));
    if (file === undefined) throw new Error('no file');
    const response = await house.get(valueOf(await counsel.fetch(file.id)).ticket);
    const header = (key: string): string | null => response.headers.get(key);
    expect(header('content-type')).toBe('text/plain; charset=utf-8');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(header('cross-origin-resource-policy')).toBe('same-origin');
    expect(header('cache-control')).toBe('no-store');
    const disposition = header('content-disposition') ?? '';
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/u);
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe(name);
    expect((await house.onDisk()).map((each) => FileId.parse(each))).toEqual([file.id]);
  });

  test('[FILE-7] a name that would read otherwise than it is, or is too long, is refused', async () => {
    const offer = (name: string) =>
      party.guest.ask('file.offer', { id: mint.message(), epoch: party.epoch, name, size: 9 });
    for (const name of ['a\nb.pdf', 'fdp.\u202eexe.pdf', ' ', 'x'.repeat(201), 'a\u0000.pdf']) {
      expect(codeOf(await offer(name))).toBe('request.malformed');
    }
    expect(codeOf(await offer(`${'x'.repeat(196)}.pdf`))).toBe('ok');
  });

  test('[FILE-8] neither a ticket nor the name of a file is in the log', async () => {
    const { file } = await party.share('机密文件.pdf', pdf());
    if (file === undefined) throw new Error('no file');
    const ticket = valueOf(await party.fetch(file.id)).ticket;
    await house.get(ticket);
    await house.get(ticket);
    await house.post(await party.offer('机密文件.exe', 3), 'MZ?');
    expect(house.logged.some((line) => line.includes(filesPath))).toBe(true);
    for (const line of house.logged) {
      expect(line).not.toContain(ticket);
      expect(line).not.toContain('机密');
    }
  });

  test('[FILE-9] sent again with the same id it is shown once, with one file on disk', async () => {
    const id = mint.message();
    const [first, again] = await Promise.all([
      party.share('a.pdf', pdf(), id),
      party.share('a.pdf', pdf(), id),
    ]);
    const third = await party.share('a.pdf', pdf(), id);
    expect([again.file?.id, third.file?.id]).toEqual([first.file?.id, first.file?.id]);
    expect(await house.shown()).toBe(1);
    expect(await house.onDisk()).toEqual([first.file?.id]);

    const said = mint.message();
    await party.guest.ask('chat.say', { id: said, epoch: party.epoch, text: 'words' });
    const clash = await house.post(await party.offer('a.pdf', pdf().byteLength, said), new Uint8Array(pdf()));
    expect(await refusal(clash)).toEqual([400, 'request.malformed']);
    expect(await house.onDisk()).toHaveLength(1);
  });

  test('[FILE-10] one person has four transfers under way at most', async () => {
    const running = [];
    for (let index = 0; index < 4; index += 1) {
      const each = uploading(await party.offer('a.pdf', 5_000), { 'Content-Length': 5_000 });
      each.upload.write(pdf(10));
      running.push(each.upload);
    }
    await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(4));
    const fifth = await house.post(await party.offer('b.pdf', pdf().byteLength), new Uint8Array(pdf()));
    expect(await refusal(fifth)).toEqual([429, 'file.too-many']);
    expect((await counsel.share('c.pdf', pdf())).file?.size).toBe(pdf().byteLength);
    for (const upload of running) upload.destroy();
    await vi.waitFor(async () => expect(await house.onDisk()).toHaveLength(1));
    expect((await party.share('d.pdf', pdf())).file?.size).toBe(pdf().byteLength);
  });

  test('[FILE-11] a page of another site can neither give nor get a file', async () => {
    const elsewhere = { origin: 'https://evil.example' };
    const ticket = await party.offer('a.pdf', 9);
    expect(await refusal(await house.post(ticket, 'x', elsewhere))).toEqual([403, 'request.bad-origin']);
    const bare = await fetch(`${house.url}${filesPath}`, {
      method: 'POST',
      headers: { origin: house.url, ...authorization(ticket) },
      body: 'x',
    });
    expect(await refusal(bare)).toEqual([403, 'request.bad-origin']);
    expect(await refusal(await house.get(ticket, elsewhere))).toEqual([403, 'request.bad-origin']);
  });

  test('[FILE-12] after a restart it is there, and what was arriving is not', async () => {
    const bytes = pdf(5_000);
    const { file } = await party.share('a.pdf', bytes);
    if (file === undefined) throw new Error('no file');
    await house.restart();
    const back = await house.line('party');
    await back.until('view', ({ view }) => view.place.kind === 'room');
    const ticket = valueOf(await back.ask('file.fetch', { epoch: party.epoch, file: file.id })).ticket;
    expect(Buffer.from(await (await house.get(ticket)).arrayBuffer()).equals(bytes)).toBe(true);
  });
});
