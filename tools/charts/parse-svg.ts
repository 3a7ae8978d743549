/** An element of an SVG file. */
export interface Element {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  /** The text that it begins with. */
  readonly text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (text: string): string => text.replace(/&(\w+);/g, (_, name: string) => ENTITIES[name] ?? '');

/** The elements in the order of the file. @throws Error where tags do not close each other */
export function elementsIn(svg: string): Element[] {
  const open: string[] = [];
  const found: Element[] = [];
  for (const [, slash, tag = '', inside = '', end, text = ''] of svg.matchAll(TAG)) {
    if (slash) {
      if (open.pop() !== tag) throw new Error(`</${tag}> closes nothing`);
      continue;
    }
    const attributes = [...inside.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      plain(value),
    ]);
    found.push({ tag, attributes: Object.fromEntries(attributes) as Record<string, string>, text: plain(text.trim()) });
    if (!end) open.push(tag);
  }
  if (open.length > 0) throw new Error(`${open.join(', ')} is not closed`);
  return found;
}

const TAG = /<(\/)?([a-z]+)((?:\s+[\w-]+="[^"]*")*)\s*(\/)?>([^<]*)/g;
