/** Lets everybody pass, or holds everybody back: the load stands still while time is moved. */
export class Gate {
  private opened: Promise<void> = Promise.resolve();
  private open: () => void = () => undefined;
  private inside = 0;

  shut(): void {
    this.opened = new Promise((resolve) => (this.open = resolve));
  }

  reopen(): void {
    this.open();
  }

  /** How many are at work inside. */
  get busy(): number {
    return this.inside;
  }

  async pass<T>(work: () => Promise<T>): Promise<T> {
    await this.opened;
    this.inside += 1;
    try {
      return await work();
    } finally {
      this.inside -= 1;
    }
  }
}
