/** A generated page: a heading, where it comes from, then its parts. */
export function page(title: string, from: string, ...parts: readonly string[]): string {
  return [`# ${title}`, `Generated from ${from} by \`npm run generate\`.`, ...parts].join('\n\n') + '\n';
}

export function section(title: string, ...parts: readonly string[]): string {
  return [`## ${title}`, ...parts].join('\n\n');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map(line).join('\n');
}

export const code = (text: string): string => `\`${text}\``;

export const fence = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
