import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Entity,
  isDomainEntity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_ORIGIN,
  DATA_PRODUCT_KIND,
  EntityProblem,
  formatEntityProblems,
  isDataDomain,
  isDataProductEntity,
  validateDataProduct,
  validateDomainDataMesh,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  annotateDeclaredDomain,
  annotateDeclaredProduct,
  originOf,
} from './origin';
import { ProductLinksSource } from './ProductLinksSource';
import { productRefreshKey } from './productRefreshKey';
import { toRelations } from './relations';
import { RememberedLinks } from './rememberedLinks';

/**
 * Makes data products a kind of the catalog: validates them and the `dataMesh`
 * part of domains, marks where they come from, and emits all relations of a
 * product in both directions.
 *
 * It uses the catalog's stable processor mechanism and therefore works with
 * and without a catalog model.
 *
 * @public
 */
export class DataMeshEntitiesProcessor implements CatalogProcessor {
  readonly #links: RememberedLinks;

  constructor(options: { links: ProductLinksSource; logger: LoggerService }) {
    this.#links = new RememberedLinks(options.links, options.logger);
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.getProcessorName} */
  getProcessorName(): string {
    return 'DataMeshEntitiesProcessor';
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.preProcessEntity} */
  async preProcessEntity(
    entity: Entity,
    _location: unknown,
    _emit: CatalogProcessorEmit,
    _originLocation: unknown,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (originOf(entity) !== 'declared') {
      return entity;
    }
    if (isDataProductEntity(entity)) {
      const links = await this.#links.get(stringifyEntityRef(entity), cache);
      return annotateDeclaredProduct(entity, links);
    }
    const claimsOrigin =
      entity.metadata.annotations?.[ANNOTATION_ORIGIN] !== undefined;
    if (isDataDomain(entity) || (isDomainEntity(entity) && claimsOrigin)) {
      return annotateDeclaredDomain(entity);
    }
    return entity;
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.validateEntityKind} */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (isDomainEntity(entity)) {
      refuse(entity, validateDomainDataMesh(entity));
      // only our part of it was looked at: the kind itself is Backstage's
      return false;
    }
    if (!isOurDataProduct(entity)) {
      return false;
    }
    refuse(entity, validateDataProduct(entity));
    return true;
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#CatalogProcessor.postProcessEntity} */
  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (!isDataProductEntity(entity)) {
      return entity;
    }
    const ref = stringifyEntityRef(entity);
    const links = await this.#links.get(ref, cache);
    for (const relation of toRelations(entity, links)) {
      emit(processingResult.relation(relation));
    }
    emit(processingResult.refresh(productRefreshKey(ref)));
    return entity;
  }
}

/**
 * Someone else may have a `DataProduct` too, in a group of their own: that one
 * is left to its own processor. A version of our group that we do not know is
 * refused by name.
 */
function isOurDataProduct(entity: Entity): boolean {
  return (
    entity.kind.toLocaleLowerCase('en-US') ===
      DATA_PRODUCT_KIND.toLocaleLowerCase('en-US') &&
    entity.apiVersion.startsWith('data-mesh/')
  );
}

function refuse(entity: Entity, problems: EntityProblem[]) {
  if (problems.length > 0) {
    throw new InputError(formatEntityProblems(entity, problems));
  }
}
