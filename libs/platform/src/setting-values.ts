/** Parsers for setting values; each throws an Error that says what is expected, never what was given. */

export function text(raw: string): string {
  return raw;
}

/** A whole number within [min, max]. */
export function whole(min: number, max: number): (raw: string) => number {
  return (raw) => {
    const value = Number(raw);
    if (!/^\d+$/.test(raw) || value < min || value > max)
      throw new Error(`expected a whole number from ${min} to ${max}`);
    return value;
  };
}

/** A share from 0 to 1. */
export function share(raw: string): number {
  const value = Number(raw);
  if (!/^\d+(\.\d+)?$/.test(raw) || value > 1) throw new Error('expected a number from 0 to 1');
  return value;
}

export function oneOf<const T extends string>(...values: readonly T[]): (raw: string) => T {
  return (raw) => {
    const value = values.find((candidate) => candidate === raw);
    if (value === undefined) throw new Error(`expected one of ${values.join(', ')}`);
    return value;
  };
}

/** A URL with one of the schemes, without a trailing slash. */
export function url(...schemes: readonly string[]): (raw: string) => string {
  return (raw) => {
    if (!URL.canParse(raw) || !schemes.includes(new URL(raw).protocol.slice(0, -1))) {
      throw new Error(`expected a URL starting with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`);
    }
    return raw.replace(/\/+$/, '');
  };
}

/** A secret of at least `min` characters. */
export function secret(min: number): (raw: string) => string {
  return (raw) => {
    if (raw.length < min) throw new Error(`expected at least ${min} characters`);
    return raw;
  };
}

/** Exactly `length` bytes in base64. */
export function bytes(length: number): (raw: string) => Buffer {
  return (raw) => {
    const value = Buffer.from(raw, 'base64');
    if (value.length !== length) throw new Error(`expected ${length} bytes in base64`);
    return value;
  };
}

export function matching(pattern: RegExp, expectation: string): (raw: string) => string {
  return (raw) => {
    if (!pattern.test(raw)) throw new Error(`expected ${expectation}`);
    return raw;
  };
}
