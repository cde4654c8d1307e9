import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { parse } from 'yaml';
import { Databases, DATABASES } from '../__testUtils__/databases';
import { readDataMeshConfig } from '../config/readDataMeshConfig';
import { readFeed } from '../feed/readFeed';
import { readDomainSpecs } from '../policies/domainSpecs';
import { domain, TRUSTED } from '../products/__testUtils__/mesh';
import { recomputeMesh } from '../products/recomputeMesh';
import { OfferReader } from '../transfers/OfferReader';
import { DomainPublisher } from './DomainPublisher';
import { DomainTransfers } from './DomainTransfers';
import { DomainVersionReader } from './DomainVersionReader';
import { FactsOfDomain } from './FactsOfDomain';

jest.setTimeout(120_000);

const NOW = 1_790_000_000_000;
const CONFIG = readDataMeshConfig(
  new ConfigReader({
    dataMesh: {
      trustedLocations: ['file:/trusted/*'],
      governance: ['group:default/governance'],
      naming: { templates: ['{domain}.{product}.{version}'] },
      clusters: { main: { bootstrapServers: ['127.0.0.1:1'] } },
    },
  }),
);
const REF = 'domain:default/emea';
const EMEA = 'group:default/emea-team';
const STRANGERS = 'group:default/strangers';
const MEMBERS: Record<string, string[]> = {
  'user:default/sam': ['group:default/sales-team'],
  'user:default/sue': ['group:default/sales-team'],
  'user:default/emma': [EMEA],
  'user:default/grace': ['group:default/governance'],
  'user:default/stan': [STRANGERS],
};
const WILD = 'url:https://git.example/anybody/x.yaml';
const as = (name: string) => mockCredentials.user(`user:default/${name}`);
const described = (spec: object = {}, name = 'emea') => ({
  ...domain(name, {
    type: 'data-domain',
    owner: EMEA,
    subdomainOf: 'sales',
    ...spec,
  }),
});

describe.each(DATABASES)('the domain store on %s', id => {
  const databases = new Databases();
  let db: Knex;
  let publisher: DomainPublisher;
  let transfers: DomainTransfers;
  let versions: DomainVersionReader;
  let inCatalog: Map<string, Entity>;

  const onChange = async (tx: Knex, now: number) => {
    await recomputeMesh(tx, CONFIG, now);
  };
  const index = async (entity: Entity, originLocation: string) => {
    const ref = `domain:default/${entity.metadata.name}`;
    await db('catalog_entities').insert({
      entity_ref: ref,
      kind: entity.kind,
      entity: JSON.stringify(entity),
      hash: entity.metadata.name,
      origin_location: originLocation,
      first_seen_at: NOW,
    });
    inCatalog.set(ref, {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          'backstage.io/managed-by-location': originLocation,
          'backstage.io/managed-by-origin-location': originLocation,
        },
      },
    });
    await db.transaction(tx => onChange(tx, NOW));
  };
  const inMesh = async (ref: string) => {
    const { entries } = await readFeed(db, undefined, 1_000);
    const found = entries.find(entry => entry.key === ref);
    if (!found?.domain) throw new Error(`${ref} is not in the mesh`);
    return found;
  };

  beforeEach(async () => {
    db = await databases.migrated(id);
    inCatalog = new Map(
      [EMEA, STRANGERS, 'group:default/governance'].map(ref => [
        ref,
        { kind: 'Group', apiVersion: 'v1', metadata: { name: ref } },
      ]),
    );
    await db('catalog_index_state').insert({ id: 1, read_at: NOW });
    await db('clusters').insert({
      name: 'main',
      pass: 1,
      light_at: NOW,
      full_at: NOW,
    });
    await db('topics').insert({
      cluster: 'main',
      name: 'parcels.moved.v1',
      topic_id: 'id',
      partitions: 1,
      replication_factor: 1,
      first_seen_at: NOW,
    });
    await index(domain('sales'), TRUSTED);
    const options = {
      db,
      config: CONFIG,
      catalog: {
        entities: async (refs: string[]) =>
          new Map(
            refs.flatMap(ref => {
              const entity = inCatalog.get(ref);
              return entity ? [[ref, entity] as const] : [];
            }),
          ),
      },
      authorizer: {
        speaksFor: async ({ principal }: { principal: unknown }) => {
          const ref = String(Reflect.get(Object(principal), 'userEntityRef'));
          return new Set([ref, ...(MEMBERS[ref] ?? [])]);
        },
      },
      onChange,
      clock: () => NOW + 1,
    };
    const facts = new FactsOfDomain(options);
    publisher = new DomainPublisher({ ...options, facts });
    transfers = new DomainTransfers({ ...options, facts });
    versions = new DomainVersionReader({ db, facts });
  });

  it('brings a domain into the mesh at once, with all that its descriptor says', async () => {
    const { domain: made } = await publisher.publish(
      {
        entity: described({
          dataMesh: { steward: 'group:default/strangers' },
        }),
      },
      as('sam'),
    );
    expect(made).toMatchObject({
      ref: REF,
      origin: 'published',
      version: 1,
      ownerRef: EMEA,
      parentRef: 'domain:default/sales',
      stewardRef: 'group:default/strangers',
    });
    expect(await inMesh(REF)).toMatchObject({
      domain: made,
      descriptor: { spec: { owner: EMEA } },
    });
    expect(
      (await readDomainSpecs(db, CONFIG.trustedLocations)).get(REF),
    ).toEqual({ steward: 'group:default/strangers' });
  });

  it('gives the same run that asks again what is there, and nobody else', async () => {
    const input = { entity: described(), run: 'task-1' };
    const first = await publisher.publish(input, as('sam'));
    expect(await publisher.publish(input, as('sam'))).toEqual(first);
    const others: Array<[object, string]> = [
      [{ ...input, run: 'task-2' }, 'sam'],
      [{ entity: described() }, 'sam'],
      [input, 'sue'],
      [
        { ...input, entity: described({ owner: 'group:default/strangers' }) },
        'sam',
      ],
    ];
    for (const [other, by] of others) {
      await expect(
        publisher.publish(other as typeof input, as(by)),
      ).rejects.toThrow('is published already, as version 1 by sam');
    }
    expect(await db('published_domains').select()).toHaveLength(1);
  });

  it('lets one of two publish, and one of two change', async () => {
    const settled = async (attempts: Array<Promise<unknown>>) =>
      (await Promise.allSettled(attempts)).map(result =>
        result.status === 'fulfilled' ? 'done' : result.reason.name,
      );
    const made = await settled([
      publisher.publish({ entity: described() }, as('sam')),
      publisher.publish({ entity: described() }, as('sue')),
    ]);
    expect(made.sort()).toEqual(['ConflictError', 'done']);
    const changed = await settled(
      ['sam', 'emma'].map(by =>
        publisher.change(
          REF,
          {
            entity: described({
              dataMesh: { defaultClassification: 'internal' },
            }),
            basedOn: 1,
          },
          as(by),
        ),
      ),
    );
    expect(changed.sort()).toEqual(['ConflictError', 'done']);
    const page = await versions.versions(REF, { limit: 10 });
    expect(
      page.items.map(({ version, changes }) => [version, changes.length]),
    ).toEqual([
      [2, 1],
      [1, 0],
    ]);
  });

  const openOffers = () =>
    db('domain_transfers').whereNotNull('open_key').select('to_ref');

  it('goes to another owner once they accept it, as its next version', async () => {
    await publisher.publish({ entity: described(), run: 'task-1' }, as('sam'));
    await expect(
      transfers.propose(REF, { to: STRANGERS }, as('stan')),
    ).rejects.toThrow(
      /^Only members of group:default\/emea-team or group:default\/sales-team or group:default\/governance can transfer/,
    );
    await expect(
      transfers.propose(REF, { to: 'group:default/nobody' }, as('emma')),
    ).rejects.toThrow(/^to: the catalog knows no group:default\/nobody/);
    const offers = await Promise.allSettled([
      transfers.propose(REF, { to: STRANGERS, reason: 'theirs' }, as('emma')),
      transfers.propose(REF, { to: STRANGERS, reason: 'theirs' }, as('sam')),
    ]);
    expect(offers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await inMesh(REF)).domain).toMatchObject({ ownerRef: EMEA });
    expect(await versions.standing(REF, as('stan'))).toMatchObject({
      version: 1,
      transfer: { to: STRANGERS, reason: 'theirs' },
      isOwner: false,
      mayAccept: true,
      mayOffer: false,
    });
    const offered = (to: string, isVisible = true) =>
      new OfferReader({ db }).to(new Set([to]), () => isVisible, { limit: 5 });
    expect((await offered(STRANGERS)).items).toMatchObject([
      { kind: 'domain', ref: REF, transfer: { to: STRANGERS } },
    ]);
    expect((await offered(EMEA)).items).toEqual([]);
    expect((await offered(STRANGERS, false)).items).toEqual([]);
    await expect(
      transfers.answer(REF, { accept: true }, as('emma')),
    ).rejects.toThrow(/^Only members of group:default\/strangers can accept/);
    const answers = await Promise.allSettled([
      transfers.answer(REF, { accept: true }, as('stan')),
      transfers.answer(REF, { accept: true }, as('stan')),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await inMesh(REF)).domain).toMatchObject({
      ownerRef: STRANGERS,
      version: 2,
    });
    expect(parse(await versions.descriptor(REF))).toEqual(
      described({ owner: STRANGERS }),
    );
    expect(await versions.standing(REF, as('emma'))).not.toHaveProperty(
      'transfer',
    );
    // It is not what the run has published any more.
    await expect(
      publisher.publish({ entity: described(), run: 'task-1' }, as('sam')),
    ).rejects.toThrow('is published already, as version 2 by stan');
  });

  it('is offered no more once it is not theirs to offer, or gone', async () => {
    await publisher.publish({ entity: described() }, as('sam'));
    const spec = { dataMesh: { defaultClassification: 'internal' } };
    const offer = () => transfers.propose(REF, { to: STRANGERS }, as('emma'));
    await offer();
    await publisher.change(
      REF,
      { entity: described(spec), basedOn: 1 },
      as('emma'),
    );
    expect(await openOffers()).toEqual([{ to_ref: STRANGERS }]);
    await transfers.answer(REF, { accept: false }, as('sam'));
    expect(await openOffers()).toEqual([]);
    await offer();
    const given = {
      entity: described({ ...spec, owner: 'group:default/governance' }),
      basedOn: 2,
    };
    await expect(publisher.change(REF, given, as('grace'))).rejects.toThrow(
      /^reason: group:default\/emea-team loses domain:default\/emea without being asked/,
    );
    await publisher.change(
      REF,
      { ...given, reason: 'they are gone' },
      as('grace'),
    );
    expect(await openOffers()).toEqual([]);
    await expect(
      transfers.answer(REF, { accept: true }, as('stan')),
    ).rejects.toThrow(/is not offered to anybody/);
    await transfers.propose(REF, { to: STRANGERS }, as('sam'));
    await publisher.unpublish(REF, { reason: 'no use' }, as('grace'));
    const states = await db('domain_transfers').pluck('state');
    expect(states.sort()).toEqual(['ended', 'ended', 'withdrawn']);
  });

  it('says what a change would come to, and changes nothing', async () => {
    await publisher.publish({ entity: described() }, as('sam'));
    const check = (spec: object, by: string) =>
      publisher.planChange(REF, { entity: { ...described(spec) } }, as(by));
    const classified = { dataMesh: { defaultClassification: 'internal' } };
    expect(await check(classified, 'emma')).toEqual({
      changes: [
        { path: 'spec.dataMesh.defaultClassification', after: 'internal' },
      ],
    });
    expect(await check({ owner: STRANGERS }, 'emma')).toMatchObject({
      refusal: { code: 'NOT_ALLOWED' },
    });
    expect(await check({ owner: STRANGERS }, 'grace')).toMatchObject({
      refusal: { message: expect.stringMatching(/^reason: /) },
    });
    expect(await check({ dataMesh: { odd: 1 } }, 'emma')).toEqual({
      changes: [],
      refusal: {
        code: 'INVALID',
        message: expect.stringContaining('spec.dataMesh.odd'),
      },
    });
    expect(await db('published_domains').select()).toHaveLength(1);
  });

  it('takes over a domain that topics are named after, for governance', async () => {
    const parcels = described({ subdomainOf: undefined }, 'parcels');
    expect((await inMesh('domain:default/parcels')).domain).toMatchObject({
      origin: 'discovered',
    });
    await expect(
      publisher.publish({ entity: described({}, 'parcels') }, as('sam')),
    ).rejects.toThrow(
      /^Topics \(parcels.moved.v1\) belong to domain:default\/parcels by the configuration/,
    );
    await publisher.publish({ entity: parcels }, as('grace'));
    expect((await inMesh('domain:default/parcels')).domain).toMatchObject({
      origin: 'published',
      ownerRef: EMEA,
    });
    const topic = (await readFeed(db, undefined, 1_000)).entries.find(
      ({ type }) => type === 'topic',
    );
    expect(topic?.topic).toMatchObject({ ownerRef: EMEA });
    await expect(
      publisher.unpublish(
        'domain:default/parcels',
        { reason: 'x' },
        as('emma'),
      ),
    ).rejects.toThrow(/still has topics \(parcels.moved.v1\)/);
  });

  it('yields to a declaration at a trusted location, and to no other', async () => {
    await publisher.publish({ entity: described() }, as('sam'));
    await index(
      domain('emea', { type: 'data-domain', owner: 'group:default/strangers' }),
      WILD,
    );
    expect((await inMesh(REF)).domain).toMatchObject({
      origin: 'published',
      ownerRef: EMEA,
      pendingDeclaration: { originLocation: WILD },
    });
    expect(await versions.standing(REF, as('emma'))).toMatchObject({
      pendingDeclaration: { originLocation: WILD },
      mayChange: true,
    });
    // The catalog has the stranger's entity: it does not decide.
    await publisher.publish(
      { entity: described({ subdomainOf: 'emea' }, 'fleet') },
      as('emma'),
    );
    await expect(
      publisher.unpublish(REF, { reason: 'x' }, as('emma')),
    ).rejects.toThrow(/still has domains \(fleet\)/);
    await db('catalog_entities').where({ entity_ref: REF }).delete();
    await index(
      domain('emea', { type: 'data-domain', owner: 'group:default/strangers' }),
      TRUSTED,
    );
    expect((await inMesh(REF)).domain).toMatchObject({
      origin: 'declared',
      ownerRef: 'group:default/strangers',
    });
    await expect(
      publisher.change(
        REF,
        { entity: described({ owner: EMEA }), basedOn: 1 },
        as('sam'),
      ),
    ).rejects.toThrow(`is declared at ${TRUSTED}; change it there`);
    expect(await versions.standing(REF, as('emma'))).toMatchObject({
      shadowedBy: TRUSTED,
      mayChange: false,
      mayUnpublish: true,
    });
  });

  it('is exported as it would stand in Git, until it is unpublished', async () => {
    await publisher.publish({ entity: described() }, as('sam'));
    expect(parse(await versions.descriptor(REF))).toEqual(described());
    await publisher.unpublish(REF, { reason: 'not needed' }, as('emma'));
    await expect(versions.descriptor(REF)).rejects.toThrow('is not published');
    await expect(inMesh(REF)).rejects.toThrow('is not in the mesh');
    // It can be published anew, with its past.
    const again = await publisher.publish({ entity: described() }, as('sam'));
    expect(again.version).toBe(3);
    const history = await db('history').orderBy('seq').select('action');
    expect(history.map(({ action }) => action)).toEqual([
      'domain.published',
      'domain.unpublished',
      'domain.published',
    ]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['another kind', { ...described(), kind: 'System' }, /is not a Domain/],
    [
      'no data domain',
      described({ type: 'x' }),
      /spec.type must be "data-domain"/,
    ],
    ['no owner', described({ owner: undefined }), /owner/],
    [
      'an owner of another kind',
      described({ owner: 'component:x' }),
      /spec.owner/,
    ],
    [
      'a parent of another kind',
      described({ subdomainOf: 'api:x' }),
      /spec.subdomainOf/,
    ],
    [
      'a rule that is not there',
      described({ dataMesh: { accessRule: 'odd' } }),
      /spec.dataMesh.accessRule must name an access rule, one of same-team/,
    ],
    [
      'an extension that is not ours',
      described({ dataMesh: { odd: true } }),
      /spec.dataMesh.odd/,
    ],
    ['a bad name', described({}, 'not a name'), /metadata.name/],
  ])('is not published with %s', async (_, entity, message) => {
    await expect(publisher.publish({ entity }, as('grace'))).rejects.toThrow(
      message,
    );
  });
});
