import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  dataMeshDeclarationAcceptPermission,
  dataMeshMeshReadPermission,
  dataMeshQualityReportPermission,
  type MeshProduct,
  type ProductDetails,
  type ProductPage,
  type QualityReportInput,
  type TopicFacts,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Request, Router } from 'express';
import { searchProducts } from '../mesh/searchProducts';
import type { RouterDependencies } from './createRouter';

function refOf(req: Request): string {
  const { namespace, name } = req.params;
  return stringifyEntityRef({ kind: 'DataProduct', namespace, name });
}

export function addProductRoutes(
  router: Router,
  dependencies: RouterDependencies,
): void {
  const {
    acceptances,
    authorizer,
    clusters,
    mesh,
    quality,
    sampler,
    slo,
    topics,
    visibility,
  } = dependencies;

  const visibleProducts = async (
    credentials: BackstageCredentials,
  ): Promise<MeshProduct[]> => {
    const visible = await visibility.visible('DataProduct', credentials);
    const products = await mesh.all('product');
    return visible ? products.filter(p => visible.has(p.ref)) : products;
  };
  const find = async (
    ref: string,
    credentials: BackstageCredentials,
  ): Promise<MeshProduct> => {
    const products = await visibleProducts(credentials);
    const product = products.find(p => p.ref === ref);
    if (!product) {
      throw new NotFoundError(
        `The mesh knows no product ${ref}; one that was just described appears within seconds`,
      );
    }
    return product;
  };
  const readFacts = async (
    product: MeshProduct,
    credentials: BackstageCredentials,
  ): Promise<TopicFacts[]> => {
    const visible = await visibility.visible('Resource', credentials);
    const facts = await Promise.all(
      product.ports.flatMap(port =>
        port.locations.map(({ cluster, topic }) =>
          topics.read(cluster, topic, port.schema ? [port.schema.subject] : []),
        ),
      ),
    );
    return facts.flatMap(found =>
      found && (!visible || visible.has(found.topic.entityRef)) ? [found] : [],
    );
  };

  router.get('/v1/products', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const found = searchProducts(await visibleProducts(caller), req.query);
    const answer: ProductPage = {
      ...found,
      promises: await slo.summaries(found.items.map(({ ref }) => ref)),
    };
    res.json(answer);
  });

  router.get('/v1/products/:namespace/:name', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    const product = await find(refOf(req), caller);
    const used = new Set(
      product.ports.flatMap(port => port.locations.map(l => l.cluster)),
    );
    const speaksFor = await authorizer.speaksFor(caller);
    const { ownerRef } = product;
    const answer: ProductDetails = {
      product,
      topics: await sampler.tell(await readFacts(product, caller), caller),
      clusters: (await clusters.all()).filter(({ name }) => used.has(name)),
      mayAccept: await acceptances.acceptable(product, speaksFor),
      isOwner: ownerRef !== undefined && speaksFor.has(ownerRef),
    };
    res.json(answer);
  });

  router.get('/v1/products/:namespace/:name/objectives', async (req, res) => {
    const caller = await authorizer.caller(req, dataMeshMeshReadPermission);
    res.json(await slo.read(await find(refOf(req), caller)));
  });

  router.post(
    '/v1/products/:namespace/:name/quality-results',
    async (req, res) => {
      const caller = await authorizer.caller(
        req,
        dataMeshQualityReportPermission,
      );
      const { results } = req.body as QualityReportInput;
      const product = await find(refOf(req), caller);
      await quality.add(
        product,
        results.map(result => ({
          ...result,
          observedAt: Date.parse(result.observedAt),
        })),
        caller,
        await authorizer.nameOf(req),
      );
      res.json(await slo.read(product));
    },
  );

  router.post('/v1/products/:namespace/:name/acceptances', async (req, res) => {
    const user = await authorizer.user(
      req,
      dataMeshDeclarationAcceptPermission,
    );
    const { ref } = await find(refOf(req), user);
    res.json(await acceptances.accept(ref, req.body, user));
  });
}
