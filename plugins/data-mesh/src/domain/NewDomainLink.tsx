import { useEffect, useState } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  catalogApiRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { DATA_DOMAIN_TYPE } from '@data-mesh/backstage-plugin-data-mesh-common';
import { templateRouteRef } from '../routes';

/** The portal's template for domains; nothing where none is installed. */
function useDomainTemplate(): Entity | undefined {
  const catalog = useApi(catalogApiRef);
  const [template, setTemplate] = useState<Entity>();
  useEffect(() => {
    let wanted = true;
    catalog
      .queryEntities({
        filter: { kind: 'Template', 'spec.type': DATA_DOMAIN_TYPE },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: 1,
      })
      .then(
        ({ items }) => wanted && setTemplate(items[0]),
        // Without its template a domain can still be published with the API.
        () => {},
      );
    return () => {
      wanted = false;
    };
  }, [catalog]);
  return template;
}

/** Leads to the template that makes a domain, where one is installed. */
export function NewDomainLink(props: {
  label: string;
  /** What the form begins with. */
  values?: { name?: string; title?: string; subdomainOf?: string };
}) {
  const template = useDomainTemplate();
  const form = useRouteRef(templateRouteRef);
  const pageOf = useEntityRefLink();
  if (!template) return null;
  const { name, namespace = DEFAULT_NAMESPACE } = template.metadata;
  const values = props.values
    ? `?formData=${encodeURIComponent(JSON.stringify(props.values))}`
    : '';
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={
        form
          ? `${form({ namespace, templateName: name })}${values}`
          : pageOf(stringifyEntityRef(template))
      }
    >
      {props.label}
    </ButtonLink>
  );
}
