import { withTable } from './docs.js';

const document = `# Bench

before
<!-- begin of what \`npm run bench -- --docs\` writes -->
old
<!-- end of what \`npm run bench -- --docs\` writes -->
after
`;
const machine = { cpu: 'c', cores: 2, memoryGb: 8, system: 's', node: '1', postgres: '2', nats: '3' };
const run = { machine, seconds: 3, loadBefore: 0.5, figures: [], date: '2026-11-22T06:00:00.000Z' };

describe('the page of the bench', () => {
  it('keeps what stands around the table, and names each run once', () => {
    const results = ['2', '3'].map((id) => ({ ...run, id, what: 'w', command: 'npm run bench', failed: 'why' }));
    const written = withTable(document, results);
    expect(written).toMatch(/^# Bench\n\nbefore\n<!-- begin/);
    expect(written).toMatch(/<!-- end .* -->\nafter\n$/);
    expect(written).not.toContain('old');
    expect(written.split('\n').filter((line) => line.startsWith('- '))).toEqual([
      '- `npm run bench` on c, 2 cores, 8 GB, s; Node.js 1, PostgreSQL 2, nats-server 3: row 2 (2026-11-22 06:00 UTC, 3 s, load before 0.5), 3 (2026-11-22 06:00 UTC, 3 s, load before 0.5)',
    ]);
  });

  it('is not written where the marks are gone', () => expect(() => withTable('# Bench', [])).toThrow('lost its marks'));
});
