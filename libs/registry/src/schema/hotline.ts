import { HOTLINE_MESSAGES } from '@gridwhistle/contracts';
import { code, name, oneOf, text, type Schema } from './words.js';

const value: Schema = { type: ['string', 'number', 'boolean'] };
const object = (properties: Record<string, Schema>, ...optional: string[]): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});
const list = (items: Schema, minItems = 0): Schema => ({ type: 'array', items, minItems, maxItems: 200 });
const named = (values: Schema): Schema => ({ type: 'object', additionalProperties: values, maxProperties: 5_000 });

const rule = object(
  {
    from: { type: ['string', 'array'], maxLength: 200, items: text(200), minItems: 1, maxItems: 20 },
    with: { type: 'string', maxLength: 10 },
    always: value,
    split: text(10),
    codes: named(value),
    otherwise: { type: ['string', 'number', 'boolean', 'null'] },
    absent: value,
    date: text(40),
  },
  ...['from', 'with', 'always', 'split', 'codes', 'otherwise', 'absent', 'date'],
);
const fields = { ...named(rule), minProperties: 1 };
const incoming = object({ if: list(text(200), 1), fields }, 'if');
const kind = oneOf(HOTLINE_MESSAGES);

/** What a 12345 platform's mapping looks like; whether its fields and codes exist is in `rules/hotline.ts`. */
export const hotlinePlatformSchema: Schema = object(
  {
    code,
    name,
    crs: oneOf(['wgs84', 'gcj02']),
    order: incoming,
    callBack: incoming,
    urge: incoming,
    withdrawal: incoming,
    outgoing: list(
      object(
        {
          message: kind,
          when: named(list(value, 1)),
          path: { type: 'string', pattern: '^/[\\w./-]*$', maxLength: 200 },
          fields,
        },
        'when',
      ),
    ),
    silent: list(kind),
  },
  ...['crs', 'callBack', 'urge', 'withdrawal'],
);
