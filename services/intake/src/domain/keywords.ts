/** Words by which somebody would tell a class who never learnt anything. */
export type Keywords = ReadonlyMap<string, readonly string[]>;

/** The class most of whose key words stand in the text; undefined where none does. Of equals the first. */
export function byKeywords(keywords: Keywords, ...texts: readonly (string | undefined)[]): string | undefined {
  const text = texts.join('\n');
  let best: { label: string; hits: number } | undefined;
  for (const [label, words] of keywords) {
    const hits = words.filter((word) => text.includes(word)).length;
    if (hits > (best?.hits ?? 0)) best = { label, hits };
  }
  return best?.label;
}
