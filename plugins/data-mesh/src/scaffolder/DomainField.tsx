import { Flex, Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { EntityPick } from '../entities/EntityPick';
import { useEntityTitles } from '../entities/useEntityTitles';
import { wordsOf, type FieldProps } from './fieldProps';

/** Which domain something is part of, and who decides on its topics. */
export function DomainField(props: FieldProps<string>) {
  const { formData = '', required, onChange } = props;
  const { label, description } = wordsOf(props, 'Domain');
  return (
    <Flex direction="column" gap="1">
      <EntityPick
        label={label}
        placeholder="Search"
        kinds={['domain']}
        isRequired={required}
        value={formData}
        onChange={ref => onChange(ref)}
      />
      <Text as="p" variant="body-small" color="secondary">
        {description}
        {formData && (
          <>
            {' '}
            <DomainOwner domain={formData} />
          </>
        )}
      </Text>
    </Flex>
  );
}

function DomainOwner({ domain }: { domain: string }) {
  const catalog = useApi(catalogApiRef);
  const [owner, setOwner] = useState<string>();
  useEffect(() => {
    let wanted = true;
    catalog.getEntityByRef(domain).then(
      entity => {
        const [first] = entity
          ? getEntityRelations(entity, RELATION_OWNED_BY)
          : [];
        if (wanted) {
          setOwner(first && `${first.kind}:${first.namespace}/${first.name}`);
        }
      },
      // The plan says who decides, too.
      () => wanted && setOwner(undefined),
    );
    return () => {
      wanted = false;
    };
  }, [catalog, domain]);
  const titleOf = useEntityTitles(owner ? [owner] : []);
  return owner ? <>It belongs to {titleOf(owner)}.</> : null;
}
