import { join } from 'node:path';
import { District } from '../../tools/replay/district.js';
import type { Setting } from '../../tools/replay/entering.js';
import { Person } from '../../tools/replay/person.js';
import type { HotlineSimulator } from '../../tools/hotline-simulator/index.js';
import type { World } from '../world/world.js';
import { Desk } from './desk.js';
import { Gate } from './gate.js';
import { Journal } from './journal.js';
import { Official } from './official.js';
import { RecordingFaces } from './recording-faces.js';
import { Shortage } from './shortage.js';

/** Everybody who works in the world: residents, staff, departments with their own systems, a 12345. */
export interface Crew {
  readonly setting: Setting;
  readonly journal: Journal;
  readonly gate: Gate;
  readonly shortage: Shortage;
  readonly faces: RecordingFaces;
  readonly desks: readonly Desk[];
  close(): Promise<void>;
}

export async function assemble(world: World, run: string): Promise<Crew> {
  const gate = new Gate();
  const journal = new Journal(join(world.folder, 'acknowledged.jsonl'));
  const shortage = new Shortage();
  const faces = new RecordingFaces(world.layout.urls.console, journal, gate, shortage);
  const departments = world.data.profile.units.filter(({ kind }) => kind === 'department');
  const desks = await Promise.all(departments.map(({ code }) => Desk.open(code, world.installation, gate)));
  const byUnit = new Map(desks.map((desk) => [desk.unit, desk]));
  const district = await District.load(faces, world.installation, (unit, at, token) => {
    const desk = byUnit.get(unit);
    return desk ? new Official(at, token, desk, journal) : new Person(at, token);
  });
  const setting = { district, hotline: recorded(world.hotline, journal, gate), run };
  const shut = async (): Promise<void> => void (await Promise.all(desks.map((desk) => desk.close())));
  return { setting, journal, gate, shortage, faces, desks, close: shut };
}

/** The same 12345, with what the platform acknowledged kept. */
function recorded(hotline: HotlineSimulator, journal: Journal, gate: Gate): HotlineSimulator {
  return {
    ...hotline,
    sendOrder: async (order, messageId) => {
      journal.try(order.number);
      const answer = await gate.pass(() => hotline.sendOrder(order, messageId));
      const { ticketId } = (answer.body ?? {}) as { ticketId?: string };
      if (answer.status < 300 && ticketId !== undefined)
        journal.acknowledge({ what: 'hotline-order', key: order.number, id: ticketId });
      return answer;
    },
    sendCallBack: (said, messageId) => gate.pass(() => hotline.sendCallBack(said, messageId)),
    askState: (number) => gate.pass(() => hotline.askState(number)),
  };
}
