import { connect, type Socket } from 'node:net';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * As little of an HTTP client as will do, so that the load takes as little as can be of the machine that it shares with
 * what is measured: one kept connection, one request at a time, answers with Content-Length.
 */
export class WireClient {
  private heard = '';
  private answered: ((answer: Answer) => void) | undefined;
  private failed: (error: Error) => void = () => undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1');
    socket.on('data', (text: string) => this.hear(text));
    socket.on('close', () => this.failed(new Error('the connection was closed')));
    socket.on('error', (error) => this.failed(error));
  }

  static connect(port: number): Promise<WireClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new WireClient(socket)));
      socket.once('error', reject);
    });
  }

  post(path: string, body: string, key: string): Promise<Answer> {
    const length = Buffer.byteLength(body);
    return new Promise((resolve, reject) => {
      [this.answered, this.failed] = [resolve, reject];
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nIdempotency-Key: ${key}\r\n` +
          `Content-Length: ${length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.failed = () => undefined;
    this.socket.destroy();
  }

  private hear(text: string): void {
    this.heard += text;
    const head = this.heard.indexOf('\r\n\r\n');
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(this.heard.slice(0, head))?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return this.failed(new Error('an answer without Content-Length'));
    if (this.heard.length < head + 4 + length) return;
    const answer = { status: Number(this.heard.slice(9, 12)), body: this.heard.slice(head + 4) };
    this.heard = '';
    this.answered?.(answer);
  }
}
