import { DomainError, type ServiceName } from '@gridwhistle/kernel';
import { inOnePiece, patienceLeft, setEtag, type HttpRequest, type Reply } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { Forwarder, relay, type OwnerAnswer } from '../edge/forwarder.js';
import { Ledger } from './ledger.js';

/** What is wanted: from its owner, and from the ledger while the owner does not answer. */
interface Wanted<T> {
  /** Asked in this order; the next when one does not know it. */
  owners: readonly ServiceName[];
  copy: () => Promise<T>;
}

/** Answers a `GET` of one id: what was answered is visible at once, so the owner is asked, not the ledger (faces). */
@Injectable()
export class Owned {
  constructor(
    private readonly forwarder: Forwarder,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Relays the first owner's answer that is no 404; an owner that is away is stood in for by the ledger, in the time that
   * is left: whoever asks is not told after 3 s what two have found out in 1.5 s each.
   */
  answer<T extends { sequence: number }>(request: HttpRequest, reply: Reply, wanted: Wanted<T>): Promise<void> {
    return inOnePiece(() => this.found(request, reply, wanted));
  }

  private async found<T extends { sequence: number }>(
    request: HttpRequest,
    reply: Reply,
    wanted: Wanted<T>,
  ): Promise<void> {
    const answer = await this.fromOwners(request, wanted.owners);
    if (answer) {
      reply.hijack();
      return relay(answer, reply.raw);
    }
    if (patienceLeft() === 0) throw new DomainError('unavailable', 'the service that owns it had no answer in time');
    const copy = await wanted.copy().catch((error: unknown) => refuseAsAway(error));
    await this.tellLag(reply);
    setEtag(reply, copy.sequence);
    await reply.send(copy);
  }

  /** Tells the ledger's lag: when the newest event that it has applied happened. */
  async tellLag(reply: Reply): Promise<void> {
    const asOf = await this.ledger.asOf();
    if (asOf) void reply.header('GW-As-Of', asOf.toISOString());
  }

  /** Undefined when an owner is away: whether there is such a thing is not known then. */
  private async fromOwners({ raw }: HttpRequest, owners: readonly ServiceName[]): Promise<OwnerAnswer | undefined> {
    let answer: OwnerAnswer | undefined;
    for (const owner of owners) {
      await answer?.body.dump();
      answer = await this.forwarder.ask(owner, raw).catch(() => undefined);
      if (answer?.statusCode !== 404) break;
    }
    if (answer?.statusCode !== 503) return answer;
    await answer.body.dump();
    return undefined;
  }
}

/** The ledger may just not have heard of it: while the owner is away nobody can say that it does not exist. */
function refuseAsAway(error: unknown): never {
  if (error instanceof DomainError && error.code.endsWith('.unknown')) {
    throw new DomainError('unavailable', 'the service that owns it does not answer, and the ledger has no copy of it');
  }
  throw error;
}
