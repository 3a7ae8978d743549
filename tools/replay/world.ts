import { randomBytes } from 'node:crypto';
import { findInstallation, type Installation } from '../gw/src/installation.js';
import { startHotlineSimulator, type HotlineSimulator } from '../hotline-simulator/index.js';
import { dataFolder, freePorts, OwnInstallation } from './own.js';

/** What a run plays with. */
export interface World {
  readonly installation: Installation;
  readonly own: OwnInstallation | undefined;
  readonly hotline: HotlineSimulator | undefined;
  /** Ends what was started for the run; its data are forgotten only after a run that went well. */
  stop(wentWell: boolean): Promise<void>;
}

const PATIENCE_MS = 120_000;

/** The installation that runs at the address, or the only one. */
export function runningWorld(url: string | undefined): World {
  return { installation: found(url), own: undefined, hotline: undefined, stop: async () => undefined };
}

function found(url: string | undefined): Installation {
  try {
    return findInstallation(url === undefined ? undefined : new URL(url).port);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${why} The replay is told by \`--url\`, or starts its own with \`--own\`.`);
  }
}

interface OwnWorldOptions {
  readonly port?: number | undefined;
  readonly district?: string;
  /** Whether its data are forgotten after a run that went well; those in a folder that was named are kept otherwise. */
  readonly forgets?: boolean;
  /** Its data may go with the machine's power. */
  readonly noSync?: boolean;
}

/** An installation and a 12345 for this run alone; `data` names the folder of its data, else a scratch one is made. */
export async function ownWorld(
  { port: wanted, district = 'longli', forgets, noSync = false }: OwnWorldOptions,
  data: string | undefined,
  say: (line: string) => void,
): Promise<World> {
  const root = data ?? dataFolder();
  const port = wanted ?? (await freePorts());
  const platformUrl = `http://127.0.0.1:${port}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const hotline = await startHotlineSimulator({ secret, platformUrl, patienceMs: PATIENCE_MS });
  say(`starting an installation at ${platformUrl}, data in ${root}`);
  const settings = { GW_TEST_DATA: root, GW_HOTLINE_URL: hotline.url, GW_HOTLINE_SECRET: secret };
  const own = await OwnInstallation.start(root, { district, port, settings, noSync }).catch(async (error: unknown) => {
    await hotline.stop();
    throw error;
  });
  const stop = async (wentWell: boolean): Promise<void> => {
    await own.stop();
    await hotline.stop();
    if (wentWell && (forgets ?? data === undefined)) own.forget();
    else say(`its data and logs stay in ${root}`);
  };
  return { installation: own.installation, own, hotline, stop };
}
