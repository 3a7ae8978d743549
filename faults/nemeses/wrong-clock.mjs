/** Loaded before a service: its machine's clock is off by the milliseconds that the query says. */
const OFF_MS = Number(new URL(import.meta.url).searchParams.get('off'));
const Real = Date;

class Wrong extends Real {
  constructor(...parts) {
    if (parts.length === 0) super(Real.now() + OFF_MS);
    else super(...parts);
  }

  static now() {
    return Real.now() + OFF_MS;
  }
}

globalThis.Date = Wrong;
