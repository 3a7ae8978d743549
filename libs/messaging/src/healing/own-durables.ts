import { Inject, Injectable, Logger } from '@nestjs/common';
import { jetstreamManager, type ConsumerInfo } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { Bus } from '../bus.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { isMissing } from '../stream.js';
import { Doubt } from './doubt.js';
import { Marks } from './marks.js';
import { StreamView } from './stream-view.js';

/** Where the durables that this service makes have come, and where they go on when the stream lost something. */
@Injectable()
export class OwnDurables {
  private readonly log = new Logger('OwnDurables');
  private readonly names = new Set<string>();
  private readonly marks: Marks;
  private readonly doubt = new Doubt();

  constructor(
    dataSource: DataSource,
    private readonly bus: Bus,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    this.marks = new Marks(dataSource);
  }

  /** Position to create a durable at; undefined when it is new, or all that it had is lost. From now on it is watched. */
  async start(durable: string): Promise<number | undefined> {
    this.names.add(durable);
    const view = await StreamView.open(await jetstreamManager(await this.bus.ready()), this.options);
    return this.marks.start(view, durable);
  }

  /** True when this durable has been given something before. */
  known(durable: string): Promise<boolean> {
    return this.marks.known(durable);
  }

  /** Watches a durable that was found. */
  own(durable: string): void {
    this.names.add(durable);
  }

  /** Removes durables that are ahead of the stream (their makers make them again, at the right place), marks the others. */
  async check(view: StreamView, infos: readonly ConsumerInfo[]): Promise<void> {
    for (const info of infos.filter(({ name }) => this.names.has(name))) {
      if (await this.marks.agrees(view, info)) {
        this.doubt.settle(info.name);
        await this.marks.set(view, info);
      } else if (this.doubt.isOver(view, info.name)) await this.remove(view, info);
    }
  }

  private async remove(view: StreamView, { name }: ConsumerInfo): Promise<void> {
    this.log.warn(`the stream lost messages that ${name} had been given: it is made again`);
    await view.jsm.consumers.delete(view.name, name).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
  }
}
