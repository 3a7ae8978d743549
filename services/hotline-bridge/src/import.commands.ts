import type {
  HotlineCallBack,
  HotlineImport,
  HotlineImported,
  HotlineImportedRow,
  HotlineImportRow,
  HotlineOrder,
} from '@gridwhistle/contracts';
import { DomainError, refuseIfAny, type Detail } from '@gridwhistle/kernel';
import { require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import { HotlineOrderCommands, type Sender } from './hotline-order.commands.js';
import { HotlineSaidCommands } from './hotline-said.commands.js';
import { PlatformMapping } from './platform.mapping.js';
import { SealedWords } from './words.js';

/** Takes a platform's export: each line by itself, and as often as it comes with one effect. */
@Injectable()
export class ImportCommands {
  constructor(
    private readonly registry: Registry,
    private readonly mapping: PlatformMapping,
    private readonly orders: HotlineOrderCommands,
    private readonly said: HotlineSaidCommands,
    private readonly words: SealedWords,
  ) {}

  /** Throws auth.forbidden, hotline-platform.unknown; what is wrong with a line stands in its result. */
  async take({ platform, rows }: HotlineImport, actor: Actor): Promise<HotlineImported> {
    require(actor, 'hotline.manage', { centre: this.registry.current().centre().code });
    this.mapping.platform(platform);
    const results: HotlineImportedRow[] = [];
    for (const row of rows) results.push(await this.takeRow(platform, row));
    return { rows: results };
  }

  /** Everything of a line is read before anything of it is written; what a line says of no result is no ground to refuse its order. */
  private async takeRow(platform: string, { line, cells }: HotlineImportRow): Promise<HotlineImportedRow> {
    let row: HotlineImportedRow = { line, result: 'refused', problems: [] };
    try {
      const { order, said } = this.read(platform, cells);
      const { answer, fresh } = await this.orders.receive(order, this.sender(platform, order));
      row = { ...row, result: fresh ? 'taken' : 'known', number: answer.number, ticketId: answer.ticketId };
      const isNews = said !== undefined && (await this.takeCallBack(platform, said));
      return isNews ? { ...row, result: 'taken' } : row;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
      const result = error.code === 'hotline-order.no-result' ? row.result : 'refused';
      return { ...row, result, problems: problemsOf(error) };
    }
  }

  /** Throws input.invalid with every problem of the line. */
  private read(platform: string, cells: HotlineImportRow['cells']): Line {
    const details: Detail[] = [];
    const order = collected(details, () => this.mapping.order(platform, cells));
    const hasSaid = this.mapping.hasCallBack(platform, cells);
    const said = hasSaid ? collected(details, () => this.mapping.callBack(platform, cells)) : undefined;
    refuseIfAny('input.invalid', `${details.length} problem(s) in the line`, details);
    return { order: order as HotlineOrder, said };
  }

  /** True when the line says of a result what was not known. */
  private async takeCallBack(platform: string, said: HotlineCallBack): Promise<boolean> {
    return (await this.said.callBack(said.number, said, this.sender(platform, said), true)).fresh;
  }

  /** An export has no messages: the same content is the same message. */
  private sender(platform: string, content: object): Sender {
    return { messageId: `import-${this.words.digest(content).toString('hex')}`, platform };
  }
}

interface Line {
  readonly order: HotlineOrder;
  /** What the caller said, where the line tells it. */
  readonly said: HotlineCallBack | undefined;
}

function collected<T>(details: Detail[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainError) || error.details.length === 0) throw error;
    const isNew = ({ field, message }: Detail) =>
      !details.some((one) => one.field === field && one.message === message);
    details.push(...error.details.filter(isNew));
    return undefined;
  }
}

function problemsOf({ code, message, details }: DomainError): HotlineImportedRow['problems'] {
  if (details.length === 0) return [{ code, message }];
  return details.map((detail) => ({ ...detail, code: detail.code ?? code }));
}
