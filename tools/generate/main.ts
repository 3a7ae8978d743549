import { generateAll } from './generate.js';

/** `npm run generate`: writes every generated file of the repository anew. */
const changed = await generateAll({ write: true });
console.log(changed.length === 0 ? 'Nothing changed.' : changed.map((file) => `wrote ${file}`).join('\n'));
