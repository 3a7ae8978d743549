import type { DirectiveView, ReceiptView } from '@gridwhistle/contracts';
import { CENTRE, DUTY } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

export const WORDS = { title: 'Rain over the Wang family’s house', body: 'Look after the river banks and report' };

/** What is wrong, as field and code. */
export const wrongIn = ({ body }: Answer): string[] =>
  (body.errors ?? []).map(({ field, code }) => `${field} ${code}`).sort();

/** Directives in a district whose console answers who works where. */
export class DirectiveStage {
  constructor(readonly stage: Stage) {}

  async draft(body: object, { unit = CENTRE, key = v7() as string } = {}): Promise<Answer> {
    const asked = { channel: 'flood', duty: DUTY, ...WORDS, ...body };
    return this.stage.send('POST', '/api/v1/directives', { token: await this.stage.token(unit), body: asked, key });
  }

  /** Drafted and issued; fails unless it is. */
  async issue(to: object, unit = CENTRE): Promise<DirectiveView> {
    const draft = await this.draft({ to }, { unit });
    const issued = await this.on(draft.body as unknown as DirectiveView, 'issue', {}, unit);
    if (issued.status !== 200) throw new Error(JSON.stringify([draft.body, issued.body]));
    return issued.body as unknown as DirectiveView;
  }

  async on(directive: DirectiveView, act: string, body: object = {}, unit = CENTRE): Promise<Answer> {
    const { id, sequence } = directive;
    const sending = { token: await this.stage.token(unit), body, ifMatch: sequence, key: v7() };
    return this.stage.send('POST', `/api/v1/directives/${id}/${act}`, sending);
  }

  async act(receipt: ReceiptView, act: string, unit: string, body: object = {}, ifMatch?: number): Promise<Answer> {
    const token = await this.stage.token(unit);
    const version = ifMatch ?? (await this.receipt(receipt.id)).sequence;
    return this.stage.call('POST', `/api/v1/receipts/${receipt.id}/${act}`, token, body, version);
  }

  /** Signed and reported by somebody of its unit. */
  async reported(receipt: ReceiptView): Promise<void> {
    await this.act(receipt, 'sign', receipt.unit);
    await this.act(receipt, 'report', receipt.unit, { text: 'The Wang family is at the school' });
  }

  async receipt(id: string, unit = CENTRE): Promise<ReceiptView> {
    const sending = { token: await this.stage.token(unit) };
    return (await this.stage.send<ReceiptView>('GET', `/api/v1/receipts/${id}`, sending)).body;
  }

  async receipts(query: string, unit = CENTRE): Promise<ReceiptView[]> {
    const sending = { token: await this.stage.token(unit) };
    return (await this.stage.send<{ items: ReceiptView[] }>('GET', `/api/v1/receipts?${query}`, sending)).body.items;
  }

  async directive(id: string): Promise<DirectiveView> {
    const sending = { token: await this.stage.token(CENTRE) };
    return (await this.stage.send<DirectiveView>('GET', `/api/v1/directives/${id}`, sending)).body;
  }

  /** Names of the events of an aggregate, in order. */
  async events(id: string): Promise<string[]> {
    const rows = await this.stage.rows<{ type: string }>(
      'select type from event_log where aggregate_id = $1 order by id',
      [id],
    );
    return rows.map(({ type }) => type.replace(/\.v1$/, ''));
  }

  /** Until dispatch knows of so many posts. */
  staffed(posts: number): Promise<void> {
    return until(async () => (await this.stage.count('post')) === posts);
  }

  /** Until nothing is on its way to the bus. */
  sent(): Promise<void> {
    return until(async () => (await this.stage.count('outbox')) === 0);
  }
}
