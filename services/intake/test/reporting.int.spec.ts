import sharp from 'sharp';
import { v7 } from 'uuid';
import { ABROAD, GRID, HERE, OTHER_GRID } from './district.js';
import { Stage } from './stage.js';

const picture = (format: 'png' | 'jpeg', size = 8): Promise<Buffer> =>
  sharp({ create: { width: size, height: size, channels: 3, background: '#447799' } })
    .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '26/1 27/1 0/1' } })
    .toFormat(format)
    .toBuffer();
const photo = async (format: 'png' | 'jpeg' = 'jpeg') => ({
  mediaType: `image/${format}`,
  data: (await picture(format)).toString('base64'),
});
const leak = { text: 'Water runs from the main', category: '0102', place: { type: 'Point', coordinates: HERE } };

describe('reporting a matter', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage.close());

  it('finds the grid, gives the reporter a code and announces it without words', async () => {
    const reporter = { name: 'Wang Xiaoming', phone: '13800001234' };
    const answer = await stage.report({
      ...leak,
      condition: 'slow',
      address: 'No. 5',
      reporter,
      photos: [await photo()],
    });
    expect(answer.status).toBe(201);
    const { id, code } = answer.body as { id: string; code: string };
    expect(answer.body).toEqual({
      id,
      code,
      state: 'reported',
      grid: GRID,
      category: '0102',
      condition: 'slow',
      link: `/r/${id}#${code}`,
    });
    expect(Buffer.from(code, 'base64url')).toHaveLength(16);
    expect(answer.headers.get('location')).toBe(`/api/v1/tickets/${id}`);
    const [event, ...others] = await stage.events(id);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      type: 'report.received.v1',
      subject: id,
      ticketid: id,
      sequence: '0000000001',
      unit: 'none',
    });
    expect(event?.traceparent?.slice(3, 35)).toBe(id.replaceAll('-', ''));
    expect(event?.data).toEqual({
      ticketId: id,
      channel: 'resident',
      category: '0102',
      condition: 'slow',
      severity: 'normal',
      grid: GRID,
      photos: 1,
      anonymous: false,
      confidential: false,
    });
  });

  it("keeps no people's data in clear, and no code", async () => {
    const reporter = { name: 'Li Unmistakable', phone: '13912345678' };
    const { body } = await stage.report({
      ...leak,
      text: 'Unmistakable words',
      address: 'Unmistakable lane',
      reporter,
    });
    for (const table of ['report', 'event_log', 'idempotency_key']) {
      const text = JSON.stringify(await stage.rows(`select t::text from ${table} t`));
      expect(text).not.toMatch(/Unmistakable|13912345678/);
      expect(text).not.toContain(String(body['code']));
    }
  });

  it('answers the same request with the same ticket, also at the same moment', async () => {
    const before = await stage.count('report');
    const twins = await Promise.all(Array.from({ length: 8 }, () => stage.report(leak, { key: 'once' })));
    const again = await stage.report(leak, { key: '"once"' });
    for (const { body } of twins) expect(body).toEqual(again.body);
    expect([...twins, again].map(({ status }) => status)).toEqual(Array(9).fill(201));
    expect(await stage.count('report')).toBe(before + 1);
    const other = await stage.report({ ...leak, text: 'Something else' }, { key: 'once' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('hints at a similar case near by, and at the same words anywhere', async () => {
    const place = (north: number) => ({ type: 'Point', coordinates: [106.92, 26.42 + north / 111_195] });
    const first = await stage.report({ ...leak, text: 'First of three', place: place(0) });
    const near = await stage.report({ ...leak, text: 'Second of three', place: place(40) });
    const far = await stage.report({ ...leak, text: 'Third of three', place: place(400) });
    const twin = await stage.report({ text: 'First of three!' });
    expect(near.body['similarTo']).toBe(first.body['id']);
    expect(far.body['similarTo']).toBeUndefined();
    expect(twin.body['similarTo']).toBe(first.body['id']);
    expect((await stage.events(String(near.body['id'])))[0]?.data).toMatchObject({ similarTo: first.body['id'] });
  });

  it('converts Chinese map coordinates', async () => {
    const place = { type: 'Point', coordinates: [107.001, 26.45] };
    expect((await stage.report({ ...leak, place })).body['grid']).toBe(OTHER_GRID);
    expect((await stage.report({ ...leak, place }, { query: '?crs=gcj02' })).body['grid']).toBe(GRID);
  });

  it('waits for the dispatching unit without place and category', async () => {
    const { status, body } = await stage.report({ text: 'Something is wrong somewhere' });
    expect(status).toBe(201);
    expect(body).not.toHaveProperty('grid');
    expect(body).not.toHaveProperty('category');
  });

  it("tells a grid worker's report from a resident's", async () => {
    const token = await stage.token({
      unit: GRID,
      kind: 'grid',
      area: '522730001001',
      tier: 'grid',
      roles: ['member'],
    });
    const { body } = await stage.report(leak, { token });
    expect((await stage.events(String(body['id'])))[0]?.data).toMatchObject({
      channel: 'grid-worker',
      reportedBy: GRID,
    });
  });

  it('names the directive on whose way staff found it; a resident cannot', async () => {
    const directiveId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a61';
    const grid = { unit: GRID, kind: 'grid', area: '522730001001', tier: 'grid', roles: ['member'] } as const;
    const { body } = await stage.report({ ...leak, directiveId }, { token: await stage.token(grid) });
    expect((await stage.events(String(body['id'])))[0]?.data).toMatchObject({ directiveId });
    const resident = await stage.report({ ...leak, directiveId });
    expect([resident.status, resident.body.code]).toEqual([403, 'auth.forbidden']);
    expect(resident.body.errors).toMatchObject([{ field: 'directiveId' }]);
  });

  it('takes report, result and proof in one act from a grid worker [up 1]', async () => {
    const grid = { unit: GRID, kind: 'grid', area: '522730001001', tier: 'grid', roles: ['member'] } as const;
    const settled = { result: 'Swept the glass off the road' };
    const matter = { ...leak, settled, photos: [await photo('jpeg')] };
    const { body } = await stage.report(matter, { token: await stage.token(grid) });
    const [received] = await stage.events(String(body['id']));
    expect(received?.data).toMatchObject({ settledAs: 'solved', reportedBy: GRID, photos: 1 });
    expect(received?.data).toMatchObject({ settledBy: expect.any(String) as string });
    expect(JSON.stringify(received)).not.toContain('glass');
    const quiet = await stage.report({ ...matter, confidential: true }, { token: await stage.token(grid) });
    expect((await stage.events(String(quiet.body['id'])))[0]?.data).not.toHaveProperty('settledBy');
    const resident = await stage.report(matter);
    expect([resident.status, resident.body.code]).toEqual([422, 'report.not-settled']);
    const bare = await stage.report(
      { text: leak.text, place: leak.place, severity: 'emergency', settled },
      { token: await stage.token(grid) },
    );
    expect(bare.body.errors?.map(({ field }) => field)).toEqual(['category', 'severity', 'photos']);
  });

  it('stores photos without anything but the picture', async () => {
    const { body } = await stage.report({ ...leak, photos: [await photo('jpeg'), await photo('png')] });
    const rows = await stage.rows<{ media_type: string; bytes: Buffer }>(
      'select media_type, bytes from attachment where report_id = $1 order by n',
      [body['id']],
    );
    expect(rows.map(({ media_type }) => media_type)).toEqual(['image/jpeg', 'image/png']);
    for (const { bytes } of rows) {
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(bytes.includes('Somebody')).toBe(false);
    }
  });

  it('keeps nothing of an anonymous reporter', async () => {
    const { body } = await stage.report({ ...leak, anonymous: true, reporter: { phone: '13800001234' } });
    expect(await stage.rows('select reporter from report where id = $1', [body['id']])).toEqual([{ reporter: null }]);
  });

  describe('that cannot be taken', () => {
    const broken = { mediaType: 'image/png', data: Buffer.from('not a picture').toString('base64') };
    const cases: [string, unknown, number, string, string | undefined][] = [
      ['no text', {}, 400, 'input.invalid', 'text'],
      ['an unknown field', { ...leak, colour: 'blue' }, 400, 'input.invalid', 'colour'],
      ['a number for text', { text: 5 }, 400, 'input.invalid', 'text'],
      ['a list', [], 400, 'input.invalid', undefined],
      ['a null place', { ...leak, place: null }, 400, 'input.invalid', 'place'],
      [
        'a place without latitude',
        { ...leak, place: { type: 'Point', coordinates: [1] } },
        400,
        'input.invalid',
        'place.coordinates',
      ],
      [
        'a place outside',
        { ...leak, place: { type: 'Point', coordinates: ABROAD } },
        422,
        'place.outside-district',
        'place',
      ],
      ['an unknown category', { ...leak, category: '99-99' }, 422, 'category.unknown', 'category'],
      ['an unknown condition', { ...leak, condition: 'burning' }, 422, 'condition.unknown', 'condition'],
      ['an unknown grid', { text: 'x', grid: '522730001001999' }, 422, 'grid.unknown', 'grid'],
      ['a grid that its place is not in', { ...leak, grid: OTHER_GRID }, 400, 'grid.contradicts-place', 'grid'],
      ['a grid with a wildcard', { text: 'x', grid: '522730001001*' }, 400, 'input.invalid', 'grid'],
      ['a category with a wildcard', { text: 'x', category: '01.>' }, 400, 'input.invalid', 'category'],
      ['an unknown severity', { ...leak, severity: 'mild' }, 400, 'input.invalid', 'severity'],
      ['10 MB of text', { text: 'x'.repeat(10_000_000) }, 400, 'input.invalid', 'text'],
      ['a broken image', { ...leak, photos: [broken] }, 400, 'input.bad-image', 'photos.0'],
      [
        'an image of another type',
        { ...leak, photos: [{ ...broken, mediaType: 'image/gif' }] },
        400,
        'input.invalid',
        'photos.0.mediaType',
      ],
      ['a null character', { ...leak, text: 'a\0b' }, 400, 'input.invalid', 'text'],
    ];

    it.each(cases)('%s', async (_case, body, status, code, field) => {
      const before = await stage.count('event_log');
      const answer = await stage.report(body as object);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(answer.body.code).toBe(code);
      if (field !== undefined) expect(answer.body.errors?.map((error) => error.field)).toContain(field);
      expect(await stage.count('event_log')).toBe(before);
    });

    it('for several reasons, all listed', async () => {
      const place = { type: 'Point', coordinates: ABROAD };
      const photos = [await photo(), broken];
      const { body } = await stage.report({ text: 'x', place, category: '99-99', photos });
      expect(body.errors?.map(({ field, code }) => `${field} ${code}`)).toEqual([
        'place place.outside-district',
        'category category.unknown',
        'photos.1 input.bad-image',
      ]);
    });

    it('without a key, without JSON, or far too large', async () => {
      const path = '/api/v1/tickets';
      expect((await stage.send('POST', path, { body: leak })).body.code).toBe('idempotency.key-missing');
      expect((await stage.send('POST', path, { body: '{"text"', key: v7() })).body.code).toBe('input.bad-json');
      const huge = JSON.stringify({ text: 'x'.repeat(46 * 1024 * 1024) });
      expect(await stage.send('POST', path, { body: huge, key: v7() })).toMatchObject({
        status: 413,
        body: { code: 'input.too-large' },
      });
    });

    it('with a foreign token', async () => {
      const token = await stage.console.token([{ unit: GRID, roles: ['member'] }], { foreign: true });
      expect(await stage.report(leak, { token })).toMatchObject({ status: 401, body: { code: 'auth.token-invalid' } });
    });
  });
});
