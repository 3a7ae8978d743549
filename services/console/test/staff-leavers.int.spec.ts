import type { StaffDeactivated, StaffList } from '@gridwhistle/contracts';
import type { StaffDocument, StaffMember } from '@gridwhistle/registry';
import { DataSource } from 'typeorm';
import { longli } from './district.js';
import { INTERNAL_KEY, post, runningConsole, until, type RunningConsole } from './running-console.js';

const ROOM = '522730001-room';
const DESK = '522730001-desk-order';
const WATER = '522730-water';
/** Who takes over, and who goes. */
const NEW = { id: 'newcomer', name: '新人', active: true };

const personOf = ({ staff }: StaffDocument, id: string): StaffMember => {
  const person = staff.find((each) => each.id === id);
  if (!person) throw new Error(`nobody is called ${id}`);
  return person;
};

describe('staff that leave', () => {
  let running: RunningConsole;
  beforeAll(async () => {
    running = await runningConsole();
    expect((await post(running.ask, longli())).status).toBe(201);
  });
  afterAll(() => running.stop());

  const rows = <Row>(sql: string): Promise<Row[]> => running.service.app.get(DataSource).query<Row[]>(sql);

  const told = async (): Promise<StaffDeactivated[]> => {
    const logged = await rows<{ envelope: string }>(
      `select envelope from event_log where entity = 'staff' order by id`,
    );
    return logged.map(({ envelope }) => (JSON.parse(envelope) as { data: StaffDeactivated }).data);
  };

  /** Puts the same profile with other staff in force. */
  const apply = async (change: (staff: StaffDocument) => void): Promise<void> => {
    const { profile, staff } = longli();
    change(staff);
    const answer = await post(running.ask, { profile, staff });
    if (!answer.ok) throw new Error(await answer.text());
  };

  it('are told by id and unit, with the head who is there then, once', async () => {
    const leave = (staff: StaffDocument): void => {
      personOf(staff, 'head-water').active = false;
      staff.staff.push({ ...NEW, memberships: [{ unit: WATER, roles: ['member', 'head'] }] });
    };
    await apply(leave);
    expect(await told()).toEqual([{ person: 'head-water', unit: WATER, head: NEW.id, version: 1 }]);
    await apply(leave);
    expect(await told()).toHaveLength(1);
    expect(JSON.stringify(await told())).not.toContain(NEW.name);
  });

  it('leave one unit and stay in another, or leave twice', async () => {
    const moved = (staff: StaffDocument): void => {
      personOf(staff, 'deputy-522730001').memberships = [{ unit: ROOM, roles: ['member', 'deputy'] }];
      staff.staff.push({ ...NEW, memberships: [{ unit: DESK, roles: ['member'] }] });
    };
    await apply(moved);
    expect((await told()).slice(1)).toEqual([
      { person: 'deputy-522730001', unit: DESK, version: 1 },
      { person: NEW.id, unit: WATER, head: 'head-water', version: 1 },
    ]);
    await apply(() => undefined);
    const last = (await told()).at(-1);
    expect(last).toEqual({ person: NEW.id, unit: DESK, head: 'deputy-522730001', version: 1 });
    const versions = await rows<{ sequence: number }>(
      `select sequence from event_log where entity = 'staff' and envelope like '%"person":"newcomer"%' order by id`,
    );
    expect(versions.map(({ sequence }) => sequence)).toEqual([1, 2]);
  });

  it('with a new profile are told with its version, and whom its routes name must stay', async () => {
    const { profile, staff } = longli();
    const head = personOf(staff, 'head-water');
    const routes = profile.routes.map((route) =>
      route.unit === WATER || route.unit === undefined ? route : { ...route, person: head.id },
    );
    const refused = await post(running.ask, { profile: { ...profile, routes }, staff });
    const { errors } = (await refused.json()) as { errors: { code: string }[] };
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['route.person-not-in-unit']));
    head.active = false;
    staff.staff.push({ ...NEW, memberships: [{ unit: WATER, roles: ['member', 'head'] }] });
    expect((await post(running.ask, { profile: { ...profile, ratingWindow: '8 natural-day' }, staff })).status).toBe(
      201,
    );
    expect((await told()).at(-1)).toEqual({ person: head.id, unit: WATER, head: NEW.id, version: 2 });
    await apply(() => undefined);
  });

  it('and all others are told to services that address people, without a name, and counted with every change', async () => {
    const list = async (): Promise<StaffList> => {
      const headers = { authorization: `Bearer ${INTERNAL_KEY}` };
      return (await (await fetch(`${running.url}/internal/staff/posts`, { headers })).json()) as StaffList;
    };
    const applied = async (): Promise<number[]> =>
      (await rows<{ sequence: number }>(`select sequence from event_log where entity = 'staff-list' order by id`)).map(
        ({ sequence }) => sequence,
      );
    await until(async () => (await list()).revision > 0);
    const { revision, posts } = await list();
    expect(await applied()).toEqual(Array.from({ length: revision }, (_, index) => index + 1));
    expect(posts).toContainEqual(['principal-522730001', ROOM, expect.arrayContaining(['principal']) as string[]]);
    await apply(() => undefined);
    expect((await list()).revision).toBe(revision);
    await apply((staff) => void (personOf(staff, 'head-water').memberships = [{ unit: WATER, roles: ['member'] }]));
    const next = await list();
    expect([next.revision, next.posts.length]).toEqual([revision + 1, posts.length]);
    expect(next.posts).toContainEqual(['head-water', WATER, ['member']]);
    expect((await fetch(`${running.url}/internal/staff/posts`)).status).toBe(401);
  });
});
