import { parseEntityRef } from '@backstage/catalog-model';
import {
  toFieldLine,
  type DataProductDocument,
  type SearchDocument,
} from '@data-mesh/backstage-plugin-data-mesh-common';

function toLocation(template: string, ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  const parts: Record<string, string> = { kind, namespace, name };
  return template.replace(/:(namespace|kind|name)/g, (_, part) =>
    encodeURIComponent(parts[part]),
  );
}

function toText(product: SearchDocument): string {
  const { domainRef, domainTitle, ownerRef } = product;
  return [
    product.description ?? '',
    ...(domainRef
      ? [`Domain: ${domainTitle ?? parseEntityRef(domainRef).name}`]
      : []),
    ...(ownerRef ? [`Owner: ${parseEntityRef(ownerRef).name}`] : []),
    ...product.ports.map(
      ({ name, topics }) => `Port ${name}: ${topics.join(', ')}`,
    ),
    ...product.fields.map(toFieldLine),
  ].join('\n');
}

/**
 * A data product as a search document.
 *
 * @param locationTemplate - of its page, with `:namespace`, `:kind` and `:name`
 */
export function toDocument(
  product: SearchDocument,
  locationTemplate: string,
): DataProductDocument {
  const { ref, title, domainRef, ownerRef, lifecycle, tags } = product;
  return {
    title,
    text: toText(product),
    location: toLocation(locationTemplate, ref),
    authorization: { resourceRef: ref },
    kind: 'DataProduct',
    name: parseEntityRef(ref).name,
    domain: domainRef ?? '',
    owner: ownerRef ?? '',
    lifecycle,
    classification: product.classification ?? '',
    tags,
    fields: product.fields.map(({ path }) => path),
  };
}
