import {
  schemaFields,
  type MeshProduct,
  type SearchDocument,
  type TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { valueSubjectOf } from '../products/schemaFacts';

/** What of a schema is read: its format and its text. */
export type SearchedSchema = Pick<
  TopicFacts['schemas'][number],
  'format' | 'schema'
>;

/** A subject, named by its cluster. */
export type SubjectKey = { cluster: string; subject: string };

// Far more than anybody writes by hand; a page of them still fits an answer.
const MAX_ITEMS = { fields: 200, ports: 50, topics: 20, tags: 20 };
const MAX_LENGTH = { title: 200, description: 2_000, path: 300, field: 200 };

/**
 * One line that any search engine can keep: none takes half a surrogate pair,
 * and PostgreSQL no NUL either; one such schema would fail the whole index.
 */
function oneLine(text: string | undefined, max: number): string {
  return (text ?? '')
    .slice(0, max)
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
}

function tagsOf(tags: string[] = []): string[] {
  const lines = tags.slice(0, MAX_ITEMS.tags).map(tag => oneLine(tag, 63));
  return [...new Set(lines.filter(Boolean))];
}

/**
 * Subjects whose fields a product is found by: those of topics that it holds.
 * A declaration that only wants a topic must not show what is in it.
 *
 * @param holderOf - ref of the product that a topic is of
 */
export function searchedSubjects(
  product: MeshProduct,
  holderOf: (cluster: string, topic: string) => string | undefined,
): SubjectKey[] {
  return product.ports.flatMap(({ locations, schema }) =>
    locations
      .filter(({ cluster, topic }) => holderOf(cluster, topic) === product.ref)
      .flatMap(({ cluster, topic }) =>
        [schema?.subject, valueSubjectOf(topic), `${topic}-key`]
          .filter(subject => subject !== undefined)
          .map(subject => ({ cluster, subject })),
      ),
  );
}

function fieldsOf(schemas: SearchedSchema[]): SearchDocument['fields'] {
  const found = new Map<string, SearchDocument['fields'][number]>();
  for (const field of schemas.flatMap(schemaFields)) {
    const path = oneLine(field.path, MAX_LENGTH.path);
    const known = found.get(path);
    const description =
      known?.description || oneLine(field.description, MAX_LENGTH.field);
    if (!path || (!known && found.size === MAX_ITEMS.fields)) continue;
    found.set(path, {
      path,
      ...(description ? { description } : {}),
      tags: tagsOf([...(known?.tags ?? []), ...field.tags]),
    });
  }
  return [...found.values()];
}

/**
 * A product in the words that people look for, bounded in size.
 *
 * @param domainTitle - of its domain, where that is known
 * @param schemas - of {@link searchedSubjects}
 */
export function toSearchDocument(
  product: MeshProduct,
  domainTitle: string | undefined,
  schemas: SearchedSchema[],
): SearchDocument {
  const { ref, domainRef, ownerRef, lifecycle, classification } = product;
  const description = oneLine(product.description, MAX_LENGTH.description);
  return {
    ref,
    title: oneLine(product.title, MAX_LENGTH.title) || product.name,
    ...(description ? { description } : {}),
    ...(domainRef ? { domainRef } : {}),
    ...(domainTitle
      ? { domainTitle: oneLine(domainTitle, MAX_LENGTH.title) }
      : {}),
    ...(ownerRef ? { ownerRef } : {}),
    lifecycle,
    ...(classification ? { classification } : {}),
    tags: tagsOf(product.tags),
    ports: product.ports
      .slice(0, MAX_ITEMS.ports)
      .map(({ name, locations }) => ({
        name,
        topics: [...new Set(locations.map(({ topic }) => topic))].slice(
          0,
          MAX_ITEMS.topics,
        ),
      })),
    fields: fieldsOf(schemas),
  };
}
