import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import type {
  ClaimedTopic,
  DataProductEntityV1alpha1,
  MeshTopic,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { fullRef } from '../access/FactsReader';
import type { Refusal, RefusalCode } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import type { MeshReader } from '../mesh/MeshReader';
import type { PolicyService } from '../policies/PolicyService';
import type { ClaimReader } from '../product-store/ClaimReader';
import { refusePublication } from '../product-store/decidePublication';
import type { FactsOfPublication } from '../product-store/FactsOfPublication';
import { policyRefusal } from '../product-store/policyRefusal';
import type { ProductPublisher } from '../product-store/ProductPublisher';
import { readCurrentVersion } from '../product-store/productVersions';
import { readDescriptor } from '../product-store/readDescriptor';
import { insertClaimRun, readClaimRun } from './claimRunRows';

/** Which topics are to be products, whose, and by which run. */
export type BulkClaimInput = {
  topics: TopicKey[];
  owner: string;
  domain?: string;
  run?: string;
  dryRun?: boolean;
};

/** Which topics and products the caller may see; all where undefined. */
export type ClaimSight = {
  topics: Set<string> | undefined;
  products: Set<string> | undefined;
};

type Outcome = Omit<ClaimedTopic, 'cluster' | 'topic'>;

// A request that takes longer is given up by whoever waits for it.
const MAX_MS = 60_000;

const CODES = new Map<string, RefusalCode>([
  ['InputError', 'INVALID'],
  ['NotFoundError', 'NOT_FOUND'],
  ['NotAllowedError', 'NOT_ALLOWED'],
  ['ConflictError', 'CONFLICT'],
]);

/** Claims many topics at once: each is decided, and published, by itself. */
export class BulkClaims {
  readonly #db: Knex;
  readonly #mesh: Pick<MeshReader, 'all'>;
  readonly #claims: Pick<ClaimReader, 'proposal'>;
  readonly #facts: FactsOfPublication;
  readonly #publisher: Pick<ProductPublisher, 'publish'>;
  readonly #policies: Pick<PolicyService, 'check'>;
  readonly #clock: () => number;

  constructor(options: {
    db: Knex;
    mesh: Pick<MeshReader, 'all'>;
    claims: Pick<ClaimReader, 'proposal'>;
    facts: FactsOfPublication;
    publisher: Pick<ProductPublisher, 'publish'>;
    policies: Pick<PolicyService, 'check'>;
    clock?: () => number;
  }) {
    this.#db = options.db;
    this.#mesh = options.mesh;
    this.#claims = options.claims;
    this.#facts = options.facts;
    this.#publisher = options.publisher;
    this.#policies = options.policies;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * What becomes of each topic, in their order. One that is refused stops no
   * other. Topics of one discovered product become that one product.
   */
  async claim(
    input: BulkClaimInput,
    credentials: UserCredentials,
    sight: ClaimSight,
  ): Promise<ClaimedTopic[]> {
    const owner = fullRef(input.owner, 'owner', 'group');
    const domain = input.domain && fullRef(input.domain, 'domain', 'domain');
    const started = this.#clock();
    const known = new Map<string, MeshTopic>(
      (await this.#mesh.all('topic'))
        .filter(({ entityRef }) => sight.topics?.has(entityRef) ?? true)
        .map(topic => [`${topic.cluster}/${topic.name}`, topic]),
    );
    const done = new Map<string, Outcome>();
    const results: ClaimedTopic[] = [];
    for (const { cluster, topic: name } of input.topics) {
      const topic = known.get(`${cluster}/${name}`);
      const isLate = this.#clock() - started > MAX_MS;
      const outcome = isLate
        ? refusedAs(
            'UNAVAILABLE',
            `Topic ${name} was not reached in time; ask again with the same run`,
          )
        : await this.#one(
            topic,
            name,
            { ...input, owner, domain },
            {
              credentials,
              sight,
              done,
            },
          );
      results.push({ cluster, topic: name, ...outcome });
    }
    return results;
  }

  async #one(
    topic: MeshTopic | undefined,
    name: string,
    input: BulkClaimInput,
    context: {
      credentials: UserCredentials;
      sight: ClaimSight;
      done: Map<string, Outcome>;
    },
  ): Promise<Outcome> {
    const { credentials, sight, done } = context;
    const isVisible =
      topic &&
      (!topic.productRef || (sight.products?.has(topic.productRef) ?? true));
    if (!topic || !isVisible) {
      return refusedAs('NOT_FOUND', `The mesh knows no topic ${name}`);
    }
    try {
      const before = await this.#claimedBefore(topic, input, credentials);
      if (before) return before;
      const entity = await this.#propose(topic, input);
      const ref = stringifyEntityRef(entity);
      const outcome =
        done.get(ref) ?? (await this.#decide(ref, entity, input, credentials));
      done.set(ref, outcome);
      return outcome;
    } catch (error) {
      const { name: kind, message } = toError(error);
      return refusedAs(CODES.get(kind) ?? 'UNAVAILABLE', message);
    }
  }

  /** What the same run has claimed already. */
  async #claimedBefore(
    { productRef }: MeshTopic,
    { run }: BulkClaimInput,
    credentials: UserCredentials,
  ): Promise<Outcome | undefined> {
    if (run === undefined || productRef === undefined) return undefined;
    const claimedBy = credentials.principal.userEntityRef;
    const version = await readClaimRun(this.#db, {
      run,
      claimedBy,
      productRef,
    });
    return version === undefined
      ? undefined
      : { product: productRef, published: true, version };
  }

  async #propose(
    topic: MeshTopic,
    { owner, domain }: BulkClaimInput,
  ): Promise<DataProductEntityV1alpha1> {
    const proposed = await this.#claims.proposal(topic, owner);
    return readDescriptor({
      ...proposed,
      spec: { ...proposed.spec, ...(domain ? { domain } : {}) },
    });
  }

  async #decide(
    ref: string,
    entity: DataProductEntityV1alpha1,
    { run, dryRun }: BulkClaimInput,
    credentials: UserCredentials,
  ): Promise<Outcome> {
    const product = {
      product: ref,
      title: entity.metadata.title ?? entity.metadata.name,
    };
    try {
      if (dryRun) {
        const refusal = await this.#refusalOf(ref, entity, credentials);
        return {
          ...product,
          published: false,
          entity: { ...entity },
          ...(refusal ? { refusal } : {}),
        };
      }
      const { version } = await this.#publisher.publish(
        {
          entity: { ...entity },
          also: async tx => {
            if (run === undefined) return;
            const made = await readCurrentVersion(tx, ref);
            await insertClaimRun(tx, {
              run,
              claimedBy: credentials.principal.userEntityRef,
              productRef: ref,
              version: made?.version ?? 1,
              at: this.#clock(),
            });
          },
        },
        credentials,
      );
      return { ...product, published: true, version };
    } catch (error) {
      const { name: kind, message } = toError(error);
      return {
        ...product,
        ...refusedAs(CODES.get(kind) ?? 'UNAVAILABLE', message),
      };
    }
  }

  async #refusalOf(
    ref: string,
    entity: DataProductEntityV1alpha1,
    credentials: UserCredentials,
  ): Promise<Refusal | undefined> {
    const facts = await this.#facts.of(entity, credentials);
    const refused = refusePublication(facts);
    if (refused) return refused;
    const { results } = await this.#policies.check(
      { entity },
      credentials,
      'published',
    );
    return policyRefusal(ref, results);
  }
}

function refusedAs(code: RefusalCode, message: string): Outcome {
  return { published: false, refusal: { code, message } };
}
