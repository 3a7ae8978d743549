import { setTimeout as delay } from 'node:timers/promises';
import type { InstanceNumber } from '../faults/world/ports.js';
import type { World } from '../faults/world/world.js';
import { Faces, type Answer, type Request } from '../tools/replay/http.js';
import { NO_ANSWER, type Told } from './check/evidence.js';
import type { Command, Meeting } from './pairs/pair.js';

type Dice = () => number;

/** In half of the meetings one side is up to so much later. */
const LATER_MS = 8;

/** Lets two commands meet, each at an instance of its owner that the dice choose. */
export class Meetings {
  private readonly faces = new Map<string, Faces>();

  constructor(private readonly world: World) {}

  async meet(
    { first, second }: Meeting,
    dice: Dice,
    apart = LATER_MS,
  ): Promise<{ first: Told; second: Told | undefined }> {
    const isLater = dice() < 0.5;
    const wait = isLater ? dice() * apart : 0;
    const isFirstAhead = dice() < 0.5;
    const sides = [this.side(first, dice), second ? this.side(second, dice) : async () => undefined] as const;
    const [ahead, behind] = isFirstAhead ? sides : ([sides[1], sides[0]] as const);
    const answers = await Promise.all([ahead(), isLater ? delay(wait).then(behind) : behind()]);
    const [one, other] = isFirstAhead ? answers : ([answers[1], answers[0]] as const);
    if (!one) throw new Error('the first side sends something');
    return { first: one, second: other };
  }

  /** One side, ready to be sent. */
  private side({ by, to, path, body, headers }: Command, dice: Dice): () => Promise<Told> {
    const person = by.at(this.at(to, dice() < 0.5 ? 1 : 2));
    return async () => told(await person.post(path, body, headers));
  }

  private at(service: Command['to'], number: InstanceNumber): Faces {
    const { name, ports } = this.world.instance(service, number);
    const known = this.faces.get(name) ?? new ImpatientFaces(`http://127.0.0.1:${ports.http}`);
    this.faces.set(name, known);
    return known;
  }
}

/** Nothing is sent again: whoever was told to come later does not know whether the act took place. */
class ImpatientFaces extends Faces {
  override async send<T>(request: Request): Promise<Answer<T>> {
    return (await this.attempt<T>(request)) ?? { status: NO_ANSWER, body: {} as T, headers: new Headers() };
  }
}

function told({ status, body }: Answer<unknown>): Told {
  const { code } = (status >= 300 ? body : {}) as { code?: string };
  return { status, ...(code === undefined ? {} : { code }) };
}
