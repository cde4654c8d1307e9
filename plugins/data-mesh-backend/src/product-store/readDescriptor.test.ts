import { parse, stringify } from 'yaml';
import { declaration } from '../products/__testUtils__/mesh';
import { readDescriptor } from './readDescriptor';

const document = declaration({ name: 'orders', topics: ['sales.orders.v1'] });

describe('a descriptor that is to be published', () => {
  it('loses what only the catalog and the suite write, and keeps the rest', async () => {
    const read = await readDescriptor({
      ...document,
      metadata: {
        ...document.metadata,
        uid: 'x',
        etag: 'y',
        tags: ['orders'],
        annotations: {
          'data-mesh/origin': 'declared',
          'data-mesh/sync-state': 'in-sync',
          'backstage.io/managed-by-location': 'url:https://evil.example/',
          'backstage.io/managed-by-origin-location': 'file:/trusted/x',
          'backstage.io/source-location': 'file:/etc/',
          'example.com/kept': 'yes',
        },
      },
      relations: [{ type: 'ownedBy', targetRef: 'group:default/x' }],
      status: { items: [] },
    });
    expect(read).toEqual({
      ...document,
      metadata: {
        name: 'orders',
        tags: ['orders'],
        annotations: { 'example.com/kept': 'yes' },
      },
    });
    expect(parse(stringify(read))).toEqual(read);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['another kind', { ...document, kind: 'Component' }, /kind is not a Data/],
    ['no name', { ...document, metadata: {} }, /metadata.name is missing/],
    [
      'a name that the catalog refuses',
      { ...document, metadata: { name: 'a b' } },
      /metadata.name/,
    ],
    [
      'no owner',
      { ...document, spec: { ...document.spec, owner: undefined } },
      /spec.owner/,
    ],
    [
      'tags that are no tags',
      { ...document, metadata: { name: 'orders', tags: ['A B'] } },
      /tags/,
    ],
    [
      'more than fits',
      { ...document, metadata: { name: 'o', description: 'd'.repeat(50_000) } },
      /has \d+ characters, more than 50000/,
    ],
    ['nothing of it', {}, /metadata.name is missing/],
  ])('is refused with %s, at its field', async (_, written, message) => {
    await expect(readDescriptor(written)).rejects.toThrow(message);
  });
});
