import type { Unit } from '@gridwhistle/registry';
import { longli } from './district.js';
import { INTERNAL_KEY, post, runningConsole, type RunningConsole } from './running-console.js';

interface Problem {
  code: string;
  errors: { field: string; code: string; message: string }[];
}
interface Applied {
  version: number;
  digest: string;
  applied: boolean;
}

/** A profile with ten things wrong in as many places. */
function spoilt() {
  const { profile, staff } = longli();
  const at = <T>(list: T[], index: number): T => list[index] as T;
  at(profile.areas, 3).parent = '999999999';
  at(profile.areas, 5).dispatchingUnit = 'nobody';
  at(profile.grids, 0).area = '522730999999';
  at(profile.units, 7).parent = 'no-such-unit';
  at(profile.categories, 0).department = '522730-moon';
  at(profile.standards, 0).category = '0000';
  at(profile.routes, 0).when = { areas: ['123456'] };
  profile.ratingWindow = 'soon';
  profile.returnWindow = '4 moons';
  at(staff.staff, 0).memberships = [{ unit: 'no-such-unit-2', roles: ['member'] }];
  return { profile, staff };
}

describe('a profile', () => {
  let running: RunningConsole;

  beforeAll(async () => (running = await runningConsole()));
  afterAll(() => running.stop());

  const internal = (): Promise<Response> =>
    fetch(`${running.url}/internal/profile`, { headers: { authorization: `Bearer ${INTERNAL_KEY}` } });

  it('is missing before the first is applied', async () => {
    expect((await internal()).status).toBe(503);
    expect(await running.json('/api/v1/registry/units', 'operator')).toMatchObject({ code: 'profile.missing' });
  });

  it('is refused whole, with every problem, and nothing is stored', async () => {
    const answer = await post(running.ask, spoilt());
    expect(answer.status).toBe(422);
    const { code, errors } = (await answer.json()) as Problem;
    expect(code).toBe('profile.invalid');
    const fields = errors.map(({ field }) => field);
    for (const field of [
      'areas.3.parent',
      'areas.5.dispatchingUnit',
      'grids.0.area',
      'units.7.parent',
      'categories.0.department',
      'standards.0.category',
      'ratingWindow',
      'returnWindow',
    ]) {
      expect(fields).toContain(field);
    }
    expect(fields.some((field) => field.startsWith('routes.0'))).toBe(true);
    expect(fields.some((field) => field.startsWith('staff.'))).toBe(true);
    expect((await internal()).status).toBe(503);
  });

  it('of another district is refused', async () => {
    const { profile, staff } = longli();
    const answer = await post(running.ask, {
      profile: { ...profile, district: { ...profile.district, code: '110101' } },
      staff,
    });
    const { errors } = (await answer.json()) as Problem;
    expect(errors).toContainEqual({
      field: 'district.code',
      code: 'district.other',
      message: 'this installation serves 522730',
    });
  });

  it('that would leave nobody to apply the next one is refused', async () => {
    const { profile, staff } = longli();
    const others = staff.staff.filter(
      ({ memberships }) => !memberships.some(({ roles }) => roles.includes('operator')),
    );
    const { errors } = (await (await post(running.ask, { profile, staff: { staff: others } })).json()) as Problem;
    expect(errors.map(({ code }) => code)).toEqual(['staff.no-operator']);
  });

  it('without its two parts is bad input', async () => {
    expect((await post(running.ask, { areas: [] })).status).toBe(400);
    expect((await post(running.ask, [])).status).toBe(400);
    expect((await post(running.ask, { profile: null, staff: null })).status).toBe(422);
  });

  it('is applied by an operator, once per content', async () => {
    const first = await post(running.ask, longli());
    expect(first.status).toBe(201);
    const applied = (await first.json()) as Applied;
    expect(applied).toMatchObject({ version: 1, applied: true });
    const again = await post(running.ask, longli());
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ ...applied, applied: false });
    const document = (await (await internal()).json()) as Applied & { document: object };
    expect(document).toMatchObject({ version: 1, digest: applied.digest, document: { district: { code: '522730' } } });
  });

  it('is applied, and warned of a route that can never match', async () => {
    const { profile, staff } = longli();
    const [first] = profile.routes;
    const never = { ...first, id: 'never', when: { hours: { from: '12:00', to: '12:00' } } };
    const answer = await post(running.ask, { profile: { ...profile, routes: [never, ...profile.routes] }, staff });
    expect(answer.status).toBe(201);
    const { warnings } = (await answer.json()) as { warnings: object[] };
    expect(warnings).toEqual([
      {
        field: 'routes.0.when',
        code: 'route.never-matches',
        message: 'never: no moment lies in these hours and days',
      },
    ]);
    expect(await (await post(running.ask, longli())).json()).toMatchObject({ applied: true, warnings: [] });
  });

  it('is followed by the next version when it changes', async () => {
    const { profile, staff } = longli();
    const changed = await post(running.ask, { profile: { ...profile, ratingWindow: '8 natural-day' }, staff });
    expect(await changed.json()).toMatchObject({ version: 4, applied: true });
  });

  it('is applied by nobody else', async () => {
    const answer = await running.ask('/api/v1/registry/profile', {
      method: 'POST',
      as: 'principal-522730001',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(longli()),
    });
    expect(answer.status).toBe(403);
  });

  it('can be read part by part, a page at a time', async () => {
    const units = await running.json<{ items: Unit[] }>('/api/v1/registry/units?kind=department', 'operator');
    expect(units.items.length).toBeGreaterThan(10);
    const one = await running.json<{ items: Unit[] }>('/api/v1/registry/units?code=522730-water', 'operator');
    expect(one.items).toEqual(units.items.filter(({ code }) => code === '522730-water'));
    let path: string | undefined = '/api/v1/registry/grids?limit=200';
    let grids = 0;
    while (path !== undefined) {
      const answer = await running.ask(path, { as: 'operator' });
      grids += ((await answer.json()) as { items: unknown[] }).items.length;
      path = /<(.+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
    }
    expect(grids).toBe(895);
    for (const part of ['areas', 'categories', 'standards', 'routes', 'plans']) {
      const { items } = await running.json<{ items: unknown[] }>(`/api/v1/registry/${part}`, 'operator');
      expect(items.length).toBeGreaterThan(0);
    }
  });

  it('shows staff with masked names only', async () => {
    const path = '/api/v1/registry/staff?unit=522730001-room';
    const { items } = await running.json<{ items: { id: string; name: string }[] }>(path, 'operator');
    expect(items.map(({ id }) => id)).toContain('principal-522730001');
    expect(items.every(({ name }) => /^.\*+$/u.test(name))).toBe(true);
  });

  it('refuses a cursor that is none', async () => {
    expect((await running.ask('/api/v1/registry/staff?cursor=x', { as: 'operator' })).status).toBe(400);
    expect((await running.ask('/api/v1/registry/units?colour=red', { as: 'operator' })).status).toBe(400);
  });
});
