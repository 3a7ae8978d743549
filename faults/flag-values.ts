/** Values of flags, and what is said when one is wrong. */

/** @throws Error of what is wrong with the flags, with their usage */
export function usageAdded<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

export function seedOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[\w-]{1,32}$/.test(text)) return text;
  throw new Error(`--seed ${text} is no seed: letters, digits and dashes`);
}

export function wholeOf(flag: string, text: string | undefined, min: number, max: number): number | undefined {
  const number = numberOf(flag, text, min, max);
  if (number === undefined || Number.isInteger(number)) return number;
  throw new Error(`${flag} ${text} is no whole number`);
}

export function numberOf(flag: string, text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (text.trim() !== '' && number >= min && number <= max) return number;
  throw new Error(`${flag} ${text} is no number from ${min} to ${max}`);
}

/** Names separated by commas, each one of the known. @throws Error that tells the unknown ones */
export function namesOf(what: string, text: string | undefined, known: readonly string[]): string[] {
  const names = text === undefined ? [] : text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  throw new Error(`there is no ${what} ${unknown.join(', ')}; \`--list\` shows them`);
}
