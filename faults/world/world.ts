import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import type { ChildServer } from '@gridwhistle/testing/servers';
import type { Installation } from '../../tools/gw/src/installation.js';
import { startHotlineSimulator, type HotlineSimulator } from '../../tools/hotline-simulator/index.js';
import { loadProfileFolder } from '../../tools/profile/folder.js';
import { bundledServices } from '../../tools/start/bundle.js';
import { applyProfile, type DistrictData } from '../../tools/start/demo-profile.js';
import { layoutOf, type Layout } from '../../tools/start/layout.js';
import { answersOk } from '../../tools/start/ready.js';
import { RunFile } from '../../tools/start/run-file.js';
import { saveSecrets, secretsOf, type Secrets } from '../../tools/start/secrets.js';
import { makeInstance, type Instance, type InstanceFacts } from './instance.js';
import { Cluster } from './cluster.js';
import { Link, type Target } from './link.js';
import type { Part } from './part.js';
import { INSTANCES, type InstanceNumber } from './ports.js';
import { adminUrlOf, busAccess, makeDatabase, natsPart, NATS_USER, postgresPart, type Stores } from './servers.js';

const READY_WITHIN_MS = 300_000;
const HOTLINE_PATIENCE_MS = 120_000;
const PROFILE_AGAIN_MS = 2_000;

/** A whole system of this run: servers, services with one or two instances each, and a 12345. */
export class World {
  /** Where to stand in the simulated clock, who runs, where it answers: for what the operator's tool offers. */
  readonly installation: Installation;
  private readonly stopped = new AbortController();
  private readonly endings: (() => Promise<void> | void)[] = [];

  private constructor(
    readonly folder: string,
    readonly layout: Layout,
    readonly secrets: Secrets,
    readonly data: DistrictData,
    readonly adminUrl: string,
    readonly stores: Stores,
    readonly postgres: Part,
    readonly bus: readonly Part[],
    readonly cluster: Cluster | undefined,
    readonly instances: readonly Instance[],
    readonly links: readonly Link[],
    readonly hotline: HotlineSimulator,
    private readonly runFile: RunFile,
  ) {
    this.installation = installationOf(this);
  }

  static async make(folder: string, base: number, nodes: 1 | 3, say: (line: string) => void): Promise<World> {
    const layout = layoutIn(folder, base);
    const data = await loadProfileFolder(layout.profile);
    const runFile = await RunFile.claim(folder, runFacts(layout, data));
    const secrets = secretsOf(folder);
    const adminUrl = adminUrlOf(layout, secrets);
    secrets.databaseUrl = adminUrl;
    saveSecrets(folder, secrets);
    const started = (name: string, child: ChildServer): void => runFile.child(name, child.identity);
    const stores = { postgres: join(folder, 'postgres'), nats: join(folder, 'nats') };
    const { hotlineSecret: secret } = secrets;
    const platformUrl = layout.urls.console;
    const hotline = await startHotlineSimulator({ secret, platformUrl, patienceMs: HOTLINE_PATIENCE_MS });
    const given = { GW_HOTLINE_URL: hotline.url, GW_HOTLINE_SECRET: secret, GW_NATS_REPLICAS: String(nodes) };
    const cluster = nodes === 3 ? await Cluster.make(base, layout, secrets, started, say) : undefined;
    const bus = busAccess(layout, secrets);
    const programs = await bundledServices(say);
    const facts = { district: data.profile.district.code, layout, secrets, adminUrl, bus, given, programs };
    const instances = await makeInstances({ base, facts, targets: targetsOf(layout, cluster), say, started });
    return new World(
      folder,
      layout,
      secrets,
      data,
      adminUrl,
      stores,
      postgresPart(layout, secrets, stores, started, say),
      cluster ? [...cluster.parts.values()] : [natsPart(layout, secrets, stores, started, say)],
      cluster,
      instances,
      await publicLinks(layout, instances, cluster),
      hotline,
      runFile,
    );
  }

  /** Brings everything up with one instance of each service. */
  async start(): Promise<void> {
    await Promise.all([this.postgres, ...this.bus].map((part) => part.start()));
    await makeDatabase(this.adminUrl, this.secrets);
    await this.instance('console').part.start();
    await this.answers(this.instance('console'), '/healthz');
    await Promise.all(SERVICES.map((service) => this.instance(service).part.start()));
    await this.giveProfile();
    await this.ready();
    this.runFile.update({ state: 'ready' });
  }

  instance(service: ServiceName, number: InstanceNumber = 1): Instance {
    const found = this.instances.find(({ name }) => name === `${service}-${number}`);
    if (!found) throw new Error(`there is no ${service}-${number}`);
    return found;
  }

  /** The instances of a service that are to run. */
  instancesOf(service: ServiceName): Instance[] {
    return this.instances.filter((one) => one.service === service && one.part.wanted);
  }

  /** The one NATS server. @throws Error in a world that has three */
  get nats(): Part {
    const [one, ...others] = this.bus;
    if (!one || others.length > 0) throw new Error('there are three NATS servers');
    return one;
  }

  /** Lets so many instances of these services run. */
  async scale(services: readonly ServiceName[], count: InstanceNumber): Promise<void> {
    await Promise.all(
      services.map(async (service) => {
        const second = this.instance(service, 2);
        if (second.part.wanted === (count === 2)) return;
        if (count === 1) return second.part.stop();
        await second.part.start();
        await this.answers(second, '/readyz');
      }),
    );
  }

  /** Every instance that should run is ready. @throws Error with the last answer */
  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    const wanted = this.instances.filter(({ part }) => part.wanted);
    await Promise.all(wanted.map((one) => this.answers(one, '/readyz', withinMs)));
  }

  /** Whatever a fault left behind: the servers run, each service has an instance, every link works. */
  async restore(): Promise<void> {
    for (const { postgres, nats } of this.instances) [postgres, nats].forEach((link) => link.restore());
    this.cluster?.network.restore();
    await Promise.all([this.postgres, ...this.bus].map((part) => part.start()));
    await Promise.all(SERVICES.map((service) => this.instance(service).part.start()));
  }

  /** Something that has to be undone at the end, whatever happens. */
  atTheEnd(undo: () => Promise<void> | void): void {
    this.endings.push(undo);
  }

  /** Ends everything that was started. Safe to call twice. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.instances.map(({ part }) => part.stop()));
    await Promise.all([this.postgres, ...this.bus].map((part) => part.stop()));
    await this.cluster?.network.stop();
    const links = this.instances.flatMap(({ postgres, nats }) => [postgres, nats]);
    await Promise.all([...links, ...this.links].map((link) => link.close()));
    await this.hotline.stop();
    for (const undo of this.endings.splice(0).reverse()) await undo();
    this.runFile.release();
  }

  /** A busy machine may say: later. */
  private async giveProfile(): Promise<void> {
    for (const until = Date.now() + READY_WITHIN_MS; ;) {
      try {
        return await applyProfile(this.data, { ...this.layout, folder: this.folder }, this.secrets);
      } catch (error) {
        if (Date.now() > until || this.stopped.signal.aborted) throw error;
        await delay(PROFILE_AGAIN_MS);
      }
    }
  }

  private answers({ ports }: Instance, path: string, withinMs = READY_WITHIN_MS): Promise<void> {
    return answersOk(`http://127.0.0.1:${ports.http}${path}`, withinMs, this.stopped.signal);
  }
}

function layoutIn(folder: string, port: number): Layout {
  const flags = {
    district: 'longli',
    simulated: true,
    port,
    fresh: false,
    oneProcess: false,
    detach: false,
    noSync: false,
  };
  return { ...layoutOf(flags), folder, logs: join(folder, 'logs') };
}

const runFacts = ({ urls, ports }: Layout, { profile }: DistrictData) => ({
  district: profile.district.code,
  simulated: true,
  url: urls.console,
  natsUrl: `nats://127.0.0.1:${ports.nats}`,
  natsUser: NATS_USER,
  services: urls,
});

const targetsOf = ({ ports }: Layout, cluster: Cluster | undefined): InstanceFacts['targets'] => ({
  postgres: () => [{ port: ports.postgres }],
  nats: () => cluster?.targets() ?? [{ port: ports.nats }],
});

async function makeInstances(facts: InstanceFacts): Promise<Instance[]> {
  const instances: Instance[] = [];
  for (const service of SERVICES) {
    for (const number of INSTANCES) instances.push(await makeInstance(service, number, facts));
  }
  return instances;
}

/** A service's address goes round among its instances that run, that of NATS among its nodes. */
async function publicLinks(
  layout: Layout,
  instances: readonly Instance[],
  cluster: Cluster | undefined,
): Promise<Link[]> {
  const links: Link[] = [];
  for (const service of SERVICES) {
    const own = instances.filter((one) => one.service === service);
    const targets = (): Target[] => own.filter(({ part }) => part.running).map(({ ports }) => ({ port: ports.http }));
    links.push(await Link.open(layout.ports[service], targets));
  }
  if (cluster) links.push(await Link.open(layout.ports.nats, () => cluster.targets()));
  return links;
}

/** What the operator's tool knows of an installation; each instance is asked by itself. */
function installationOf({ folder, layout, secrets, data, adminUrl, instances }: World): Installation {
  const services = (): Record<string, string> =>
    Object.fromEntries(
      instances.filter(({ part }) => part.wanted).map(({ name, ports }) => [name, `http://127.0.0.1:${ports.http}`]),
    );
  const { internalKey, operatorSecret, natsPassword } = secrets;
  return {
    ...runFacts(layout, data),
    pid: process.pid,
    folder,
    secrets: { internalKey, operatorSecret, natsPassword },
    databaseUrl: adminUrl,
    get services() {
      return services();
    },
  };
}
