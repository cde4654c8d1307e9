import { randomUUID } from 'node:crypto';
import type {
  SchemaCreation,
  SchemaInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toHttpError, type Refusal } from '../access/refusal';
import type { UserCredentials } from '../authorization/Authorizer';
import { appendHistory } from '../history/appendHistory';
import { KafkaError, toKafkaError } from '../kafka/errors';
import { noteBypasses } from '../schema-changes/noteBypasses';
import type {
  SchemaRegistryPort,
  SubjectRecord,
} from '../schema-registry/SchemaRegistryPort';
import { writeSubject } from '../snapshot/passRows';
import {
  toShownCreation,
  type CreationOf,
  type MadeSchema,
  type SchemaBefore,
  type WantedSchema,
} from './creation';
import type { CreationFacts, CreationPorts } from './CreationFacts';
import { abandon, findCreation, intend, settleMade } from './creationRows';
import { decideSchema, isOwnVersion, type SchemaFacts } from './decideSchema';
import { askWritten } from './liveTopics';
import { refuseCreation } from './refuseCreation';

export type SchemaCreatorOptions = Pick<
  CreationPorts,
  'kafkaOf' | 'registryOf'
> & {
  db: Knex;
  facts: Pick<CreationFacts, 'ofSchema'>;
  /** Brings the mesh in line, in the transaction given. */
  onChange: (tx: Knex, now: number) => Promise<void>;
  clock?: () => number;
};

/** A schema as it is wanted, what was left out filled in. */
export function toWantedSchema(input: SchemaInput): WantedSchema {
  const { subject, format, schema, references = [], compatibility } = input;
  return {
    subject,
    format,
    schema,
    references,
    ...(compatibility ? { compatibility } : {}),
  };
}

/** What a failure of the schema registry means for whoever waits for it. */
function refusedByRegistry(error: unknown, subject: string): Refusal {
  const { code, message, retryable } = toKafkaError(error, subject);
  return code === 'INVALID' && !retryable
    ? { code: 'INVALID', message: `schema: ${message}` }
    : {
        code: 'UNAVAILABLE',
        message: `The schema registry did not answer as it should (${message}); try again once it does, which finishes what was begun`,
      };
}

/**
 * Registers schemas of topics. What is about to be registered is written down
 * before: the same call of the same run finishes whatever died in between.
 */
export class SchemaCreator {
  readonly #options: SchemaCreatorOptions;
  readonly #clock: () => number;

  constructor(options: SchemaCreatorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /**
   * @throws InputError that names the field; NotAllowedError that says who
   *   could; ConflictError where it would break readers, or is there already;
   *   ServiceUnavailableError where the registry cannot be asked, which the
   *   same call of the same run finishes later
   */
  async register(
    cluster: string,
    input: SchemaInput,
    credentials: UserCredentials,
  ): Promise<SchemaCreation> {
    const { db, facts: reader, registryOf } = this.#options;
    const run = input.run ?? randomUUID();
    const wanted = toWantedSchema(input);
    const facts = await reader.ofSchema(cluster, wanted, run, credentials);
    const actor = credentials.principal.userEntityRef;
    const stop = (refusal: Refusal) =>
      refuseCreation(
        db,
        {
          action: 'schema.refused',
          attempt: 'register',
          cluster,
          ...(facts.topic === undefined ? {} : { topic: facts.topic }),
          subject: wanted.subject,
          run,
        },
        refusal,
        { actor, now: this.#clock() },
      );
    const refusal = decideSchema(facts);
    if (refusal) return stop(refusal);
    const registry = registryOf(cluster);
    if (!registry || facts.live.state !== 'known') {
      throw new Error(`schema registry of ${cluster} was not asked`);
    }
    let { own } = facts;
    const outcome = own && own.state !== 'undone' ? 'resumed' : 'created';
    if (own?.state === 'created') return toAnswer(own, outcome);
    try {
      if (!isOwnVersion(own, facts.live.found)) {
        own = await intend(
          db,
          { run, kind: 'schema', cluster, name: wanted.subject },
          { wanted, before: await this.#before(cluster, facts, registry) },
          { actor, now: this.#clock() },
        );
        await registry.register(wanted.subject, wanted);
      }
      if (!own) throw new Error(`schema ${wanted.subject} has no creation`);
      const settled = await this.#settle(registry, own, facts, input.reason);
      return toAnswer(settled, outcome);
    } catch (error) {
      // Whatever else is wrong is not the registry's doing, and not its answer.
      if (!(error instanceof KafkaError)) throw error;
      const failed = refusedByRegistry(error, wanted.subject);
      // It may have come to be all the same; the same call finds out.
      if (failed.code !== 'UNAVAILABLE' && own) await abandon(db, own);
      return stop(failed);
    }
  }

  /** What undoing has to go back to. */
  async #before(
    cluster: string,
    { live, topic, wanted }: SchemaFacts,
    registry: SchemaRegistryPort,
  ): Promise<SchemaBefore> {
    const level = await registry.getOwnCompatibility(wanted.subject);
    const port = this.#options.kafkaOf(cluster);
    const written =
      port && topic !== undefined ? await askWritten(port, topic) : undefined;
    return {
      versions: live.state === 'known' ? live.versions : [],
      ...(level ? { level } : {}),
      ...(written === undefined ? {} : { written: Number(written) }),
    };
  }

  async #settle(
    registry: SchemaRegistryPort,
    own: CreationOf<'schema'>,
    { topic, holder }: SchemaFacts,
    reason: string | undefined,
  ): Promise<CreationOf<'schema'>> {
    const { db, onChange } = this.#options;
    const { wanted, run, createdBy } = own;
    const { subject, compatibility } = wanted;
    const cluster = own.cluster ?? '';
    const found = await registry.findVersion(subject, wanted);
    if (!found) {
      throw toHttpError({
        code: 'UNAVAILABLE',
        message: `Subject ${subject} does not show the version that was registered yet; try again in a moment`,
      });
    }
    if (compatibility) {
      const level = await registry.getOwnCompatibility(subject);
      if (level !== compatibility) {
        await registry.setCompatibility(subject, compatibility);
      }
    }
    const record: SubjectRecord = {
      ...(await registry.getVersion(subject)),
      compatibility: await registry.getCompatibility(subject),
    };
    const made: MadeSchema = { version: found.version, id: found.id };
    const now = this.#clock();
    await db.transaction(async tx => {
      if (!(await settleMade(tx, own, made, now))) return;
      const before = await writeSubject(tx, cluster, record);
      await onChange(tx, now);
      await noteBypasses(
        tx,
        cluster,
        before ? [{ before, after: record }] : [],
        now,
      );
      await appendHistory(
        tx,
        [
          {
            actor: createdBy,
            action: 'schema.registered',
            productRef: holder?.ref,
            cluster,
            topic,
            details: {
              run,
              subject,
              version: made.version,
              schemaId: made.id,
              ...(compatibility ? { compatibility } : {}),
              ...(reason?.trim() ? { reason: reason.trim() } : {}),
            },
          },
        ],
        now,
      );
    });
    const settled = await findCreation(db, own);
    if (!settled) throw new Error(`run ${run} has lost schema ${subject}`);
    return settled;
  }
}

function toAnswer(
  creation: CreationOf<'schema'>,
  outcome: SchemaCreation['outcome'],
): SchemaCreation {
  const { version = 0, id = 0 } = creation.made ?? {};
  return {
    creation: toShownCreation(creation),
    outcome,
    version,
    schemaId: id,
  };
}
