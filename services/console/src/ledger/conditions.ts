/** Collects SQL conditions with their values, so that a value never becomes part of the text. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** Takes the value in and gives its placeholder, such as `$3`. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** Adds a condition; an absent value adds none. */
  add(value: unknown, condition: (placeholder: string) => string): this {
    if (value !== undefined) this.parts.push(condition(this.value(value)));
    return this;
  }

  /** ` and …` for each condition, to follow a `where` that has one already. */
  get sql(): string {
    return this.parts.map((part) => ` and ${part}`).join('');
  }
}
