import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES } from '@gridwhistle/kernel';
import { logTail } from '@gridwhistle/testing/servers';
import { loadProfileFolder, loadSignIns } from '../profile/folder.js';
import { bundledServices } from './bundle.js';
import { watchBus } from './bus-watch.js';
import { applyProfile, type DistrictData } from './demo-profile.js';
import type { CallersEnvironment } from './environment.js';
import type { StartFlags } from './flags.js';
import { layoutOf, makeFolders, type Layout } from './layout.js';
import { rotateLogs } from './logs.js';
import { answersOk } from './ready.js';
import { RunFile } from './run-file.js';
import { saveSecrets, secretsOf, type Secrets } from './secrets.js';
import { provideBus, provideDatabase, refuseBusyPorts } from './servers.js';
import { startAllInOne, startService, type ServiceFacts } from './services.js';
import { Supervisor } from './supervisor.js';

const READY_WITHIN_MS = 120_000;
/** Room for a staff id in the list of sign-ins. */
const WIDTH = 28;

/** One district running on this machine: its servers, its services and their supervisor. */
export class Installation {
  private readonly supervisor: Supervisor;
  private readonly stopped = new AbortController();
  private watching: Promise<void> = Promise.resolve();
  private ending: Promise<void> | undefined;

  private constructor(
    private readonly flags: StartFlags,
    private readonly given: CallersEnvironment,
    private readonly layout: Layout,
    private readonly secrets: Secrets,
    private readonly data: DistrictData,
    private readonly runFile: RunFile,
    private readonly say: (line: string) => void,
    gaveUp: (why: string) => void,
  ) {
    this.supervisor = new Supervisor({
      say,
      started: (name, child) => runFile.child(name, child.identity),
      gaveUp: (name, why) => gaveUp(`${name} ${why}, again and again:\n${lastWords(layout, name)}`),
    });
  }

  /** Claims the data folder and the ports; starts nothing yet. @throws Error that says what is in the way */
  static async prepare(
    flags: StartFlags,
    given: CallersEnvironment,
    say: (line: string) => void,
    gaveUp: (why: string) => void,
  ): Promise<Installation> {
    const layout = layoutOf(flags);
    const data = await loadProfileFolder(layout.profile);
    makeFolders(layout);
    const runFile = await RunFile.claim(layout.folder, {
      district: data.profile.district.code,
      simulated: flags.simulated,
      url: layout.urls.console,
      natsUrl: `nats://127.0.0.1:${layout.ports.nats}`,
      natsUser: 'gridwhistle',
      services: layout.urls,
    });
    try {
      await refuseBusyPorts(layout, given);
      if (flags.fresh) forget(layout, given);
      rotateLogs(layout.logs);
      return new Installation(flags, given, layout, secretsOf(layout.folder), data, runFile, say, gaveUp);
    } catch (error) {
      runFile.release();
      throw error;
    }
  }

  /** Starts everything and waits until it serves. Rejects when it does not come up; `stop` is still to be called. */
  async start(): Promise<void> {
    const { flags, given, layout, secrets, supervisor, say } = this;
    say(`data in ${layout.folder}`);
    const [adminUrl, bus, programs] = await Promise.all([
      provideDatabase(layout, secrets, given, flags, supervisor),
      provideBus(layout, secrets, given, supervisor, say),
      bundledServices(say),
    ]);
    secrets.databaseUrl = adminUrl;
    secrets.natsPassword = bus.password;
    saveSecrets(layout.folder, secrets);
    this.runFile.update({ natsUrl: bus.url, natsUser: bus.user });
    say('database and bus are up; starting the services');
    const district = this.data.profile.district.code;
    await this.startServices({ district, layout, secrets, adminUrl, bus, given, programs });
    supervisor.everythingIsReady();
    if (!given.GW_NATS_URL) this.watching = this.watch();
    this.runFile.update({ state: 'ready' });
  }

  /** What to print once it serves. */
  async welcome(): Promise<string[]> {
    const signIns = await loadSignIns(this.layout.profile);
    const people = signIns.map(({ staff, zh, en }) => `  npx gw token --user ${staff.padEnd(WIDTH)} ${zh} · ${en}`);
    const name = this.data.profile.district.name;
    return ['', `${name.zh} (${name.en}) is served at ${this.layout.urls.console}`, 'Demo sign-ins:', ...people, ''];
  }

  /** Stops services first, then the servers they need. Safe to call twice. */
  stop(): Promise<void> {
    return (this.ending ??= this.end());
  }

  private async startServices(facts: ServiceFacts): Promise<void> {
    const { layout, supervisor, say } = this;
    const signal = this.stopped.signal;
    if (this.flags.oneProcess) await supervisor.keep('services', () => startAllInOne(facts));
    else for (const service of SERVICES) await supervisor.keep(service, () => startService(service, facts));
    await answersOk(`${layout.urls.console}/healthz`, READY_WITHIN_MS, signal);
    say(`applying the profile ${this.flags.district}`);
    await applyProfile(this.data, layout, this.secrets);
    await Promise.all(SERVICES.map((service) => answersOk(`${layout.urls[service]}/readyz`, READY_WITHIN_MS, signal)));
  }

  private watch(): Promise<void> {
    const { layout, secrets, say, supervisor } = this;
    const restart = () => supervisor.restart('nats');
    const services = Object.values(layout.urls);
    return watchBus({ services, internalKey: secrets.internalKey, say, restart }, this.stopped.signal);
  }

  private async end(): Promise<void> {
    this.stopped.abort();
    await this.watching;
    const servers = ['postgres', 'nats'];
    await this.supervisor.stop(this.supervisor.names().filter((name) => !servers.includes(name)));
    await this.supervisor.stop(servers);
    this.runFile.release();
  }
}

function lastWords({ logs }: Layout, name: string): string {
  const file = join(logs, `${name}.log`);
  return `${logTail(file, 30)}\n(${file})`;
}

/** Everything but the logs and our mark goes. */
function forget({ folder }: Layout, given: CallersEnvironment): void {
  if (given.GW_DATABASE_URL || given.GW_NATS_URL) {
    throw new Error('--fresh forgets only data that is kept here: empty the servers named by GW_…_URL yourself');
  }
  const kept = ['postgres', 'nats', 'secrets.json', 'applied-profile'];
  for (const name of kept) rmSync(join(folder, name), { recursive: true, force: true });
}
