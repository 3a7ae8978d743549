import { jetstream, type ConsumerMessages } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';

export interface BusEvent {
  id: string;
  type: string;
  subject: string;
  sequence: string;
  ticketid?: string;
  unit: string;
  data: Record<string, unknown>;
}

export interface Credentials {
  url: string;
  user: string;
  password: string;
  stream: string;
  durable: string;
  commands: string;
}

/** A department's own system: reads its durable and sends its commands, with a NATS client and nothing else. */
export class Department {
  readonly events: BusEvent[] = [];
  private messages?: ConsumerMessages;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly credentials: Credentials,
  ) {}

  static async connect(credentials: Credentials): Promise<Department> {
    const { url, user, password } = credentials;
    const department = new Department(await connect({ servers: url, user, pass: password }), credentials);
    await department.listen();
    return department;
  }

  of(ticketId: string, type?: string): BusEvent[] {
    return this.events.filter((e) => e.ticketid === ticketId && (!type || e.type === `${type}.v1`));
  }

  /** A request on the department's own subject; the answer is the resource or a problem. */
  async command(name: string, body: object): Promise<Record<string, unknown>> {
    const subject = this.credentials.commands.replace('>', name);
    return (await this.connection.request(subject, JSON.stringify(body), { timeout: 10_000 })).json();
  }

  /** An act on what is there: reads its version first, and again when it was overtaken. */
  async act(entity: string, verb: string, id: string, body: object = {}): Promise<Record<string, unknown>> {
    for (let attempt = 1; ; attempt++) {
      const { sequence: ifMatch } = await this.command(`${entity}.read`, { id });
      const answer = await this.command(`${entity}.${verb}`, { id, ifMatch, ...body });
      if (answer['code'] !== 'precondition.stale' || attempt === 5) return answer;
    }
  }

  async stop(): Promise<void> {
    await this.messages?.close();
    await this.connection.close();
  }

  private async listen(): Promise<void> {
    const consumer = await jetstream(this.connection).consumers.get(this.credentials.stream, this.credentials.durable);
    const messages = await consumer.consume();
    this.messages = messages;
    void (async () => {
      for await (const message of messages) {
        this.events.push(message.json<BusEvent>());
        message.ack();
      }
    })();
  }
}
