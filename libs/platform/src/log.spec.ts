import { Writable } from 'node:stream';
import { QueryFailedError } from 'typeorm';
import { JsonLogger, safeError } from './log.js';
import { inScope } from './service-scope.js';

function logged(work: (logger: JsonLogger) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      lines.push(chunk.toString());
      done();
    },
  });
  inScope({ service: 'intake', instance: '1' }, () => work(new JsonLogger('debug', sink)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  test('is one JSON line with service, context and message', () => {
    const [line] = logged((logger) => logger.log('relay woke up', 'Relay'));
    expect(line).toMatchObject({ level: 'info', service: 'intake', context: 'Relay', msg: 'relay woke up' });
  });

  test('keeps Nest’s start-up talk for debugging', () => {
    expect(logged((logger) => logger.log('Mapped {/x, GET}', 'RouterExplorer'))[0]).toMatchObject({ level: 'debug' });
  });

  test('hides what people wrote or are, should it be logged by mistake', () => {
    const text = JSON.stringify(
      logged((logger) => logger.warn({ phone: '13812345678', report: { text: '水管漏水' } })),
    );
    expect(text).not.toMatch(/13812345678|漏水/);
  });

  test('never quotes input from a database or JSON error', () => {
    const driver = Object.assign(new Error('invalid input syntax: "王小明"'), {
      code: '22P02',
      detail: '(phone)=(13912345678)',
    });
    const text = JSON.stringify(
      logged((logger) => {
        logger.error(new QueryFailedError('select $1', ['王小明'], driver));
        logger.error(new SyntaxError('Unexpected token 王'));
      }),
    );
    expect(text).not.toMatch(/王|13912345678/);
    expect(text).toContain('22P02');
  });

  test('says what went wrong otherwise', () => {
    expect(safeError(new TypeError('x is not a function'))).toMatchObject({
      type: 'TypeError',
      message: 'x is not a function',
      frames: expect.arrayContaining([expect.stringContaining('log.spec.ts')]) as string[],
    });
  });
});
