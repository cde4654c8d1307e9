import { Flex, Text } from '@backstage/ui';
import type { MeshProduct } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useAsk } from '../live/useAsk';
import { UnpublishButton } from './UnpublishButton';

/**
 * On the page of a declared product, that a published version stands behind it
 * and would be there again if the file went; nothing where there is none.
 */
export function ShadowedVersion({ product }: { product: MeshProduct }) {
  const { ref } = product;
  // Most declared products have no version, which is no error to be told of.
  const versions = useAsk(`versions:${ref}`, api =>
    api.listProductVersions(ref, { limit: 1 }),
  );
  const isPublished = versions.value?.items[0]?.state === 'published';
  const { value, retry } = useAsk(
    isPublished ? `publication:${ref}` : undefined,
    api => api.getPublication(ref),
  );
  if (!value?.shadowedBy) return null;
  const mayUnpublish = value.isOwner || value.mayOverride;
  return (
    <Flex gap="2" align="center">
      <Text as="p" color="secondary">
        {`A published version ${value.version} stands behind it${
          mayUnpublish ? '; unpublish it to have that end.' : '.'
        }`}
      </Text>
      {mayUnpublish && (
        <UnpublishButton
          isShadowed
          product={product}
          mayOverride={value.mayOverride}
          onChanged={() => {
            versions.retry();
            retry();
          }}
        />
      )}
    </Flex>
  );
}
