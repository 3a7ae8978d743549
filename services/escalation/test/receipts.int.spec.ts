import { make, ReceiptAmber, ReceiptDue, type ReceiptRung } from '@gridwhistle/contracts';
import type { EscalationAct } from '@gridwhistle/registry';
import { BRANCH, CENTRE, GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { groundFor, ServiceStage, standInConsole, until, type StandInConsole } from '@gridwhistle/testing/stage';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { FollowedSince1767225704005 } from '../migrations/1767225704005-followed-since.js';
import { definition } from '../src/index.js';

const rule = (on: string, act: EscalationAct) => ({ on, act });
const escalations = [
  rule('receipt.amber', 'remind'),
  rule('receipt.due', 'supervise'),
  rule('receipt.due', 'supervise-up'),
  rule('receipt.due', 'raise'),
];

describe('a rung of a receipt leads to what the profile says', () => {
  let console: StandInConsole;
  let stage: ServiceStage;
  beforeAll(async () => {
    console = await standInConsole({ ...smallDistrict(), escalations });
    stage = new ServiceStage(await groundFor(definition, console.environment));
  });
  afterAll(async () => {
    await stage?.close();
    console?.close();
  });

  /** Tells of rungs of one receipt, and waits for as many follow-ups. */
  async function followUps(
    unit: string,
    issuer: string | undefined,
    rungs: readonly (typeof ReceiptRung)[],
    wanted: number,
  ) {
    const ids = { receiptId: v7(), directiveId: v7(), unit };
    const rung = { ...ids, issuer, clock: 'sign', dueAt: '2026-03-04T09:00:00Z' } as const;
    for (const contract of rungs) await stage.tell(make(contract, rung), { id: ids.receiptId, unit });
    const rows = () =>
      stage.rows<{ type: string; subject: string; envelope: string }>(
        'select type, subject, envelope from event_log where envelope like $1 order by id',
        [`%${ids.receiptId}%`],
      );
    await until(async () => (await rows()).length >= wanted);
    return (await rows()).map(({ type, subject, envelope }) => {
      const { data, ...about } = JSON.parse(envelope) as { data: Record<string, unknown>; ticketid?: string };
      expect(about.ticketid).toBeUndefined();
      expect(subject.endsWith(`.${unit}`)).toBe(true);
      expect(data).toMatchObject(ids);
      return [type, data['cause'], data['supervisor']];
    });
  }

  it('reminds the unit, has it supervised by the issuer or whoever is over the issuer, and raises to nobody [clock 7]', async () => {
    expect(await followUps(GRID, ROOM, [ReceiptAmber, ReceiptDue], 4)).toEqual([
      ['receipt-reminder.sent.v1', 'receipt.amber', undefined],
      ['receipt-supervision.opened.v1', 'receipt.due', ROOM],
      ['receipt-supervision.opened.v1', 'receipt.due', CENTRE],
      ['receipt-supervision.opened.v1', 'receipt.due', CENTRE],
    ]);
  });

  it('leaves the supervision to the centre where the issuer is not told, is the centre, or is gone', async () => {
    const byCentre = Array.from({ length: 3 }, () => ['receipt-supervision.opened.v1', 'receipt.due', CENTRE]);
    expect(await followUps(GRID, undefined, [ReceiptDue], 3)).toEqual(byCentre);
    expect(await followUps(BRANCH, CENTRE, [ReceiptDue], 3)).toEqual(byCentre);
    expect(await followUps(BRANCH, 'nobody', [ReceiptDue], 3)).toEqual(byCentre);
    expect(await followUps('nobody', ROOM, [ReceiptDue], 3)).toEqual([
      ['receipt-supervision.opened.v1', 'receipt.due', ROOM],
      ...byCentre.slice(1),
    ]);
  });

  describe('after an upgrade', () => {
    const since = async () => (await stage.rows<{ since: Date }>('select since from followed_since'))[0]?.since;

    /** The migration runs in what the tables hold then. */
    async function upgraded(): Promise<void> {
      const runner = stage.service.app.get(DataSource).createQueryRunner();
      const migration = new FollowedSince1767225704005();
      await migration.down(runner);
      await migration.up(runner);
      await runner.release();
    }

    it('leads to something from the beginning where receipts were heard of, or nothing was', async () => {
      await upgraded();
      expect(await since()).toBeUndefined();
    });

    it('leads to nothing that is older, where receipts were never heard of', async () => {
      await stage.rows(`update consumer_gate set consumer = 'others' where consumer = 'escalation-receipts'`);
      await upgraded();
      const from = await since();
      expect(from).toBeInstanceOf(Date);
      await stage.database.advance(1_000);
      const old = {
        receiptId: v7(),
        directiveId: v7(),
        unit: GRID,
        clock: 'report',
        dueAt: '2026-03-01T09:00:00Z',
      } as const;
      const before = new Date((from?.getTime() ?? 0) - 1);
      await stage.tell(make(ReceiptDue, old), { id: old.receiptId, unit: GRID, at: before });
      const heard = 'select from consumer_gate where aggregate_id = $1';
      await until(async () => (await stage.rows(heard, [old.receiptId])).length > 0);
      expect(await stage.rows('select from follow_up where receipt_id = $1', [old.receiptId])).toEqual([]);
      expect(await followUps(GRID, ROOM, [ReceiptAmber], 1)).toEqual([
        ['receipt-reminder.sent.v1', 'receipt.amber', undefined],
      ]);
    });
  });
});
