import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from './support/api.js';
import { acted, orderOf, PEOPLE, reportLeak, ticketOf, TOWNSHIP, type Reported } from './support/matter.js';
import { freePorts, System } from './support/system.js';

const LONGLI = fileURLToPath(new URL('../profiles/longli', import.meta.url));
const VILLAGE = `${TOWNSHIP}001`;

/** The operator's way through a re-partition: what it would do, the refusal, and what is open going along. */
let system: System;
let reported: Reported;
let folder: string;

interface Entry {
  code: string;
  area?: string;
  box?: [number, number, number, number];
}

const edit = <T>(file: string, change: (content: T) => T): void => {
  const path = join(folder, file);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as T)));
};

/** Ends a grid with its unit and its staff; names who takes over where there is somebody. */
function endGrid(code: string, successor?: string): void {
  edit<{ grids: Entry[] }>('grids.json', ({ grids }) => ({ grids: grids.filter((grid) => grid.code !== code) }));
  edit<{ units: Entry[] }>('units.json', ({ units }) => ({ units: units.filter((unit) => unit.code !== code) }));
  edit<{ staff: { memberships: { unit: string }[] }[] }>('staff.json', ({ staff }) => ({
    staff: staff
      .map((person) => ({ ...person, memberships: person.memberships.filter(({ unit }) => unit !== code) }))
      .filter(({ memberships }) => memberships.length > 0),
  }));
  if (successor)
    writeFileSync(join(folder, 'successors.json'), JSON.stringify({ successors: [{ grid: code, to: successor }] }));
}

const refusalOf = (command: Promise<string>): Promise<string> =>
  command.then(
    (said) => `not refused: ${said}`,
    (error: Error) => error.message,
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gw-profile-'));
  cpSync(LONGLI, folder, { recursive: true });
  system = await System.start(await freePorts());
  reported = await reportLeak(system);
}, 240_000);

afterAll(async () => {
  await system?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe('a grid that is merged into another while a ticket is open in it', () => {
  it('shows what would become of it, is refused without a successor, and then takes it along', async () => {
    const { grid, id } = reported;
    const centre = await system.as(PEOPLE.centre);
    await orderOf(centre, id, grid);
    const { grids } = JSON.parse(readFileSync(join(folder, 'grids.json'), 'utf8')) as { grids: Entry[] };
    const other = grids.find(({ code, area }) => area === VILLAGE && code !== grid)?.code ?? '';

    expect(await refusalOf(system.gw('profile', 'diff', folder))).toContain('they say the same');
    endGrid(grid);
    expect(await refusalOf(system.gw('profile', 'diff', folder))).toContain(grid);

    const lost = `grid ${grid} is gone without a successor, and 1 open ticket(s) lie in it`;
    const tried = await refusalOf(system.gw('profile', 'apply', folder, '--dry-run'));
    expect(tried).toContain(lost);
    expect(tried).toContain(id);
    expect(await refusalOf(system.gw('profile', 'apply', folder))).toContain(lost);
    expect((await ticketOf(centre, id)).grid).toBe(grid);

    endGrid(grid, other);
    const said = await system.gw('profile', 'apply', folder, '--dry-run');
    expect(said).toMatch(new RegExp(`ticket-in-grid +${grid} +1 +passes +${other} +${id}`));
    expect(said).toMatch(new RegExp(`order-held +${grid} +1 +passes +${other}`));
    expect((await ticketOf(centre, id)).grid).toBe(grid);

    await system.gw('profile', 'apply', folder);
    const order = await orderOf(centre, id, other);
    await eventually(
      () => ticketOf(centre, id),
      (ticket) => ticket.grid === other,
    );
    await acted(await system.as(PEOPLE.grid(other)), `/orders/${order.id}`, 'accept');
    expect(await system.gw('dead', 'list', '--json')).not.toContain('"id"');
  }, 240_000);
});
