import type { HotlineImport, HotlineImported, HotlineImportedRow, HotlineImportRow } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
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

  private async takeRow(platform: string, { line, cells }: HotlineImportRow): Promise<HotlineImportedRow> {
    try {
      const order = this.mapping.order(platform, cells);
      const { answer, fresh } = await this.orders.receive(order, this.sender(platform, order));
      const isNews = await this.takeCallBack(platform, cells);
      const { number, ticketId } = answer;
      return { line, result: fresh || isNews ? 'taken' : 'known', number, ticketId, problems: [] };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
      return { line, result: 'refused', problems: problemsOf(error) };
    }
  }

  /** True when the line says of a result what was not known. */
  private async takeCallBack(platform: string, cells: HotlineImportRow['cells']): Promise<boolean> {
    if (!this.mapping.hasCallBack(platform, cells)) return false;
    const said = this.mapping.callBack(platform, cells);
    return (await this.said.callBack(said.number, said, this.sender(platform, said))).fresh;
  }

  /** An export has no messages: the same content is the same message. */
  private sender(platform: string, content: object): Sender {
    return { messageId: `import-${this.words.digest(content).toString('hex')}`, platform };
  }
}

function problemsOf({ code, message, details }: DomainError): HotlineImportedRow['problems'] {
  if (details.length === 0) return [{ code, message }];
  return details.map((detail) => ({ ...detail, code: detail.code ?? code }));
}
