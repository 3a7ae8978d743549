import { readFile } from 'node:fs/promises';

/** What a JSON file holds; an error names the file when it cannot be read, is no JSON, or holds no object. */
export async function readJson(file: string): Promise<Record<string, unknown>> {
  const held = await parsed(file);
  if (typeof held === 'object' && held !== null && !Array.isArray(held)) return held as Record<string, unknown>;
  throw new Error(`${file}: holds no object of parts`);
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
