import {
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  formatEntityProblems,
  isDataProductEntity,
  type DataProductEntityV1alpha1,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { descriptorProblems } from '../policies/checkDescriptor';

/** Longest descriptor, in characters of its JSON. */
const MAX_DESCRIPTOR = 50_000;

// What the catalog and we write into an entity, and what says where in Git it
// stands: TechDocs reads files by it.
const WRITTEN_ANNOTATIONS =
  /^(data-mesh\/|backstage\.io\/(managed-by-|source-location$|view-url$|edit-url$|orphan$))/;
const WRITTEN_METADATA = ['uid', 'etag', 'generation'];

/** A descriptor without what only the catalog writes. */
export function withoutWritten(entity: Entity): Entity {
  const { apiVersion, kind, metadata, spec } = entity;
  const own = Object.entries(Object(metadata)).filter(
    ([key]) => !WRITTEN_METADATA.includes(key) && key !== 'annotations',
  );
  const annotations = Object.entries(Object(metadata?.annotations)).filter(
    ([key]) => !WRITTEN_ANNOTATIONS.test(key),
  );
  return {
    apiVersion,
    kind,
    metadata: {
      ...Object.fromEntries(own),
      ...(annotations.length > 0
        ? { annotations: Object.fromEntries(annotations) }
        : {}),
    } as Entity['metadata'],
    spec,
  };
}

/** @throws InputError where a descriptor is longer than any should be */
export function requireBounded(written: Record<string, unknown>): void {
  const { length } = JSON.stringify(written);
  if (length > MAX_DESCRIPTOR) {
    throw new InputError(
      `entity: has ${length} characters, more than ${MAX_DESCRIPTOR}; describe less of it, or several entities`,
    );
  }
}

/**
 * @throws InputError where the catalog would not take an entity, by its
 *   metadata
 */
export async function requireValidForCatalog(entity: Entity): Promise<void> {
  try {
    await new SchemaValidEntityPolicy().enforce(entity);
    await new FieldFormatEntityPolicy().enforce(entity);
  } catch (error) {
    throw new InputError(
      `${entity.kind} "${entity.metadata.name}" is not valid: ${
        toError(error).message
      }`,
    );
  }
}

/**
 * A descriptor that is to be published, as it would stand in Git: valid for
 * the suite and for the catalog, and without what only the catalog writes.
 *
 * @throws InputError that says all that is wrong, each at its field
 */
export async function readDescriptor(
  written: Record<string, unknown>,
): Promise<DataProductEntityV1alpha1> {
  requireBounded(written);
  const entity = withoutWritten(written as unknown as Entity);
  const problems = descriptorProblems(entity);
  if (problems.length > 0 || !isDataProductEntity(entity)) {
    throw new InputError(
      formatEntityProblems({ ...entity, kind: 'DataProduct' }, problems),
    );
  }
  await requireValidForCatalog(entity);
  return entity;
}
