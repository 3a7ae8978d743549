import type { DirectiveView } from '@gridwhistle/contracts';
import { DESK, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { DirectiveStage } from './directive-stage.js';
import { Stage } from './stage.js';

const UNITS = [ROOM, DESK, WATER, URBAN];
/** More than two pieces of a directive, the last one not full. */
const PERSONS = 4_101;
const posts = Array.from({ length: PERSONS }, (_, n) => [`person-${n}`, UNITS[n % UNITS.length], ['member']]);
/** In the second piece: the first has been written, the third is being made. */
const UNLUCKY = 'person-3000';

const REFUSE = `
  create function refuse_unlucky() returns trigger language plpgsql as $$
    begin if new.person = '${UNLUCKY}' then raise exception 'no more'; end if; return new; end $$;
  create trigger refuse_unlucky before insert on receipt for each row execute function refuse_unlucky()`;

let stage: Stage;
let directives: DirectiveStage;
beforeAll(async () => {
  stage = await Stage.open((path) => (path === '/internal/staff/posts' ? { revision: 1, posts } : undefined));
  directives = new DirectiveStage(stage);
  await directives.staffed(PERSONS);
});
afterAll(() => stage?.close());

describe('a directive to thousands', () => {
  let draft: DirectiveView;
  beforeAll(async () => {
    draft = (await directives.draft({ to: { roles: ['member'] } })).body as unknown as DirectiveView;
    expect(draft).toMatchObject({ persons: PERSONS, units: 0 });
  });

  it('reaches nobody when it cannot reach all', async () => {
    await stage.rows(REFUSE);
    expect((await directives.on(draft, 'issue')).status).toBe(500);
    await stage.rows('drop trigger refuse_unlucky on receipt');
    const written = ['receipt', 'clock', "event_log where entity = 'receipt'"];
    for (const table of written) expect([table, await stage.count(table)]).toEqual([table, 0]);
    expect(await directives.events(draft.id)).toEqual(['directive.drafted']);
    expect(await directives.directive(draft.id)).toMatchObject({ state: 'draft', sequence: draft.sequence });
  });

  it('reaches each once: a receipt, its clock and its event, all of one moment and in one order', async () => {
    expect((await directives.on(draft, 'issue')).body).toMatchObject({ state: 'issued', open: PERSONS });
    const receipts = await stage.rows<{ person: string; unit: string; clocks: number; events: number; told: string }>(
      `select r.person, r.unit, r.state, count(distinct c.id)::int as clocks, count(distinct l.id)::int as events,
          min((l.envelope::json)->'data'->>'person') as told
        from receipt r
        left join clock c on c.aggregate_id = r.id and c.unit = r.unit and c.kind = 'sign' and c.next_rung_at is not null
        left join event_log l on l.aggregate_id = r.id and l.type = 'receipt.issued.v1' and l.sequence = r.sequence
        where r.directive_id = $1 group by r.id order by r.id`,
      [draft.id],
    );
    expect(receipts).toEqual(
      [...posts]
        .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
        .map(([person, unit]) => ({ person, unit, state: 'issued', clocks: 1, events: 1, told: person })),
    );
    const alike = 'select distinct directive_id, issuer, reminders, sequence, issued_at, updated_at from receipt';
    expect(await stage.rows(alike)).toHaveLength(1);
    expect(await directives.events(draft.id)).toEqual(['directive.drafted', 'directive.issued']);
    expect((await directives.on(draft, 'issue')).body.code).toBe('precondition.stale');
    await directives.sent();
  });
});
