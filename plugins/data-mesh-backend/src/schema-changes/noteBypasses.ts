import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { readObjects } from '../feed/meshRows';
import {
  appendHistory,
  SYSTEM_ACTOR,
  type HistoryFact,
} from '../history/appendHistory';
import type { SubjectRecord } from '../schema-registry/SchemaRegistryPort';
import {
  breaksInWords,
  insertBypass,
  readOpenBypasses,
  resolveBypass,
  type StoredBypass,
} from './bypassRows';
import { readChanges } from './changeRows';
import { subjectOf } from './findPort';
import { isSameSchema, judgeRise } from './judgeRise';

/** A subject whose latest version is another one than before. */
export type ChangedSubject = { before: SubjectRecord; after: SubjectRecord };

/** Subjects of which the latest version is not the one that was seen before. */
export function changedSubjects(
  before: SubjectRecord[],
  after: SubjectRecord[],
): ChangedSubject[] {
  const known = new Map(before.map(record => [record.subject, record]));
  return after.flatMap(record => {
    const old = known.get(record.subject);
    return old && old.version !== record.version
      ? [{ before: old, after: record }]
      : [];
  });
}

function fact(
  bypass: StoredBypass,
  action: HistoryFact['action'],
  details: object,
): HistoryFact {
  const { productRef, cluster, topic, port, subject, version } = bypass;
  return {
    actor: SYSTEM_ACTOR,
    action,
    productRef,
    cluster,
    topic,
    details: { port, subject, version, ...details },
  };
}

/** Those whom readers were promised something of, by ports of products. */
function promisesOf(products: MeshProduct[], cluster: string, subject: string) {
  return products.flatMap(product =>
    product.ports.flatMap(port =>
      port.locations
        .filter(
          l =>
            l.cluster === cluster &&
            !l.heldBy &&
            !l.awaitsAcceptance &&
            subjectOf(port, l.topic) === subject,
        )
        .map(({ topic }) => ({
          productRef: product.ref,
          port: port.name,
          topic,
          level: port.schema?.compatibility,
        })),
    ),
  );
}

async function findBypass(
  tx: Knex,
  cluster: string,
  { before, after }: ChangedSubject,
  products: MeshProduct[],
  now: number,
): Promise<StoredBypass | undefined> {
  const { subject, version } = after;
  if (version < before.version) return undefined;
  const [promise] = promisesOf(products, cluster, subject);
  if (!promise) return undefined;
  const ours = await readChanges(tx, { cluster, subject });
  const isOurs = ours.some(
    ({ state, schema }) =>
      state !== 'open' &&
      state !== 'withdrawn' &&
      isSameSchema(schema, after.schema),
  );
  if (isOurs) return undefined;
  // Of several versions since the last pass, ours are agreed to.
  const [last] = ours
    .filter(
      ({ registered }) => registered && registered.version > before.version,
    )
    .sort(
      (a, b) => (b.registered?.version ?? 0) - (a.registered?.version ?? 0),
    );
  const base = {
    version: last?.registered?.version ?? before.version,
    schema: last?.schema ?? before.schema,
    format: last?.format ?? before.format,
  };
  const level = promise.level ?? before.compatibility;
  const breaks = judgeRise(base, after, level);
  if (!level || breaks.length === 0) return undefined;
  const { productRef, port, topic } = promise;
  return {
    cluster,
    subject,
    version,
    productRef,
    port,
    topic,
    format: after.format,
    base: { version: base.version, schema: base.schema },
    level,
    breaks,
    foundAt: now,
  };
}

/**
 * Notes versions that break readers and were registered past the portal, each
 * once, and those that a later version has undone. Call it with the transaction
 * that has written what a pass saw, last.
 */
export async function noteBypasses(
  tx: Knex,
  cluster: string,
  changed: ChangedSubject[],
  now: number,
): Promise<void> {
  if (changed.length === 0) return;
  const products = await readObjects<MeshProduct>(tx, 'product');
  const facts: HistoryFact[] = [];
  for (const subject of changed) {
    const { after } = subject;
    const open = await readOpenBypasses(tx, {
      cluster,
      subject: after.subject,
    });
    for (const bypass of open) {
      const { base, format, level } = bypass;
      if (judgeRise({ ...base, format }, after, level).length > 0) continue;
      if (await resolveBypass(tx, bypass, now)) {
        facts.push(
          fact(bypass, 'schema-change.bypass-resolved', {
            resolution: 'compatible',
          }),
        );
      }
    }
    const found = await findBypass(tx, cluster, subject, products, now);
    if (found && (await insertBypass(tx, found))) {
      facts.push(
        fact(found, 'schema-change.bypassed', {
          breaks: breaksInWords(found.breaks),
          before: found.base.version,
          level: found.level,
        }),
      );
    }
  }
  await appendHistory(tx, facts, now);
}
