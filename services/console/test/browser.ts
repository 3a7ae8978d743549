import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { scratchFolder } from '@gridwhistle/testing/servers';
import { until } from './running-console.js';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Nothing is asked of the world outside this machine; root has no sandbox of Chromium's. */
const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync', '--remote-debugging-pipe'],
];
const KEYS = { Enter: { windowsVirtualKeyCode: 13, text: '\r' }, Tab: { windowsVirtualKeyCode: 9 } };

interface Reply {
  id?: number;
  result?: object;
  error?: { message: string };
}

/** Where this machine has Chromium; undefined where it has none. */
export function findChromium(): string | undefined {
  const found = spawnSync('which', PROGRAMS, { encoding: 'utf8' }).stdout;
  return found?.split('\n').find((line) => line !== '');
}

/** One page of a real Chromium, used as a person uses it: by what can be read, by its buttons and by keys. */
export class Browser {
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private readonly commands: Writable;
  private sent = 0;
  private text = '';
  private sessionId: string | undefined;

  private constructor(
    private readonly chromium: ChildProcess,
    private readonly folder: string,
  ) {
    const [, , , commands, replies] = chromium.stdio;
    this.commands = commands as Writable;
    (replies as Readable).setEncoding('utf8').on('data', (more: string) => this.hear(more));
  }

  static async open(program: string): Promise<Browser> {
    const folder = scratchFolder('browser');
    const args = [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`, 'about:blank'];
    // It ends when the pipe does: when we die, so does it.
    const chromium = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const browser = new Browser(chromium, folder);
    const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
    const attached = await browser.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
    browser.sessionId = attached.sessionId;
    await browser.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return browser;
  }

  async go(url: string): Promise<void> {
    await this.send('Page.navigate', { url });
    await until(() => this.run(`document.readyState === 'complete' && location.href !== 'about:blank'`));
  }

  /** The value of an expression in the page. */
  async run<T>(expression: string): Promise<T> {
    const answer = await this.send<{ result: { value: T }; exceptionDetails?: { text: string } }>('Runtime.evaluate', {
      ...{ expression, returnByValue: true, awaitPromise: true },
    });
    if (answer.exceptionDetails) throw new Error(`${expression}: ${answer.exceptionDetails.text}`);
    return answer.result.value;
  }

  /** What can be read in an element; empty where it is hidden. */
  read(selector: string): Promise<string> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    return this.run(`${element}.checkVisibility() ? ${element}.innerText : ''`);
  }

  /** Presses the first button whose words have these among them, once it is there. */
  pressButton(words: string): Promise<void> {
    const has = `(each) => each.innerText.includes(${JSON.stringify(words)})`;
    const press = '(button) => (button?.click(), Boolean(button))';
    return until(() => this.run(`(${press})([...document.querySelectorAll('button')].find(${has}))`));
  }

  async focus(selector: string): Promise<void> {
    await this.run(`document.querySelector(${JSON.stringify(selector)}).focus()`);
  }

  async press(...keys: (keyof typeof KEYS)[]): Promise<void> {
    for (const key of keys) {
      for (const type of ['keyDown', 'keyUp']) {
        await this.send('Input.dispatchKeyEvent', { type, key, code: key, ...KEYS[key] });
      }
    }
  }

  /** Types into whatever has the focus. */
  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.chromium.once('exit', resolve));
    await this.send('Browser.close');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async send<T = object>(method: string, params: object = {}): Promise<T> {
    this.sent += 1;
    const id = this.sent;
    const session = this.sessionId === undefined || method.startsWith('Browser.') ? {} : { sessionId: this.sessionId };
    const answered = new Promise<Reply>((resolve) => this.waiting.set(id, resolve));
    this.commands.write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    const { result, error } = await answered;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result as T;
  }

  /** Messages end with a zero byte; those without an id are events that nobody waits for. */
  private hear(more: string): void {
    const messages = `${this.text}${more}`.split('\0');
    this.text = messages.pop() ?? '';
    for (const message of messages) {
      const reply = JSON.parse(message) as Reply;
      if (reply.id === undefined) continue;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    }
  }
}
