import { performance } from 'node:perf_hooks';
import { WorkerLoop } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { jetstreamManager, type ConsumerInfo } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { Bus } from '../bus.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../options.js';
import { PARTITIONS } from '../partition.js';
import { Relay } from '../relay.js';
import { UnitStreams } from '../unit-streams.js';
import { Floors } from './floors.js';
import { OwnDurables } from './own-durables.js';
import { NOT_YET, Positions, startOf } from './positions.js';
import { StreamView } from './stream-view.js';
import type { StartAnswer } from './unit-starts.js';
import { WatchRest } from './watch-rest.js';

const EVERY_MS = 1_000;

/** Every second, or every ten in a city: copies how far all durables have come, and looks whether this service's own are where they should be. */
@Injectable()
export class StreamWatch {
  private readonly positions: Positions;
  private readonly floors = new Floors();
  private readonly rest = new WatchRest();
  private readonly loop = new WorkerLoop('StreamWatch', EVERY_MS, () => this.round());

  constructor(
    dataSource: DataSource,
    private readonly bus: Bus,
    private readonly relay: Relay,
    private readonly own: OwnDurables,
    private readonly units: UnitStreams,
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
  ) {
    this.positions = new Positions(dataSource);
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Where a durable has to start in the stream created then; position 0: not known yet, or another stream is there. */
  async startOf(durable: string, created: string): Promise<StartAnswer> {
    const view = await StreamView.open(await jetstreamManager(await this.bus.ready()), this.options);
    const starts = await this.positions.starts(durable);
    const position = view.created === created ? startOf(starts, created, view.lastPosition, PARTITIONS) : NOT_YET;
    return { position: position === NOT_YET ? 0 : position, created: view.created };
  }

  private async round(): Promise<boolean> {
    const begun = performance.now();
    if (!this.bus.connected || !this.rest.isOver(begun, this.bus.times)) return false;
    this.rest.begin(begun, await this.look());
    return false;
  }

  /** How many durables there are. */
  private async look(): Promise<number> {
    const { times } = this.bus;
    const view = await StreamView.open(await jetstreamManager(await this.bus.ready()), this.options);
    const infos = await all(view);
    const floors = await this.floors.of(view, infos, times);
    // Durables that are not in a new stream yet have not been removed by anybody.
    if (!(await view.isStill()) || this.bus.times !== times) return 0;
    await this.own.check(view, infos);
    await this.positions.copy(this.relay.parts, view.created, floors);
    await this.forgetRemoved(view, [...floors.keys()]);
    this.units.missing(infos.map(({ name }) => name));
    return infos.length;
  }

  /** Each is asked for by name: the list of a cluster leaves out durables whose node does not answer. */
  private async forgetRemoved(view: StreamView, listed: readonly string[]): Promise<void> {
    const gone: string[] = [];
    for (const durable of await this.positions.unheard(listed))
      if (!(await view.hasDurable(durable))) gone.push(durable);
    if (gone.length === 0 || !(await view.isStill())) return;
    await this.positions.forget(this.relay.parts, view.created, gone);
  }
}

async function all(view: StreamView): Promise<ConsumerInfo[]> {
  const infos: ConsumerInfo[] = [];
  for await (const info of view.jsm.consumers.list(view.name)) infos.push(info);
  return infos.filter(({ config }) => config.durable_name !== undefined);
}
