import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Link, Skeleton, Text } from '@backstage/ui';
import {
  isClassification,
  isDataProductEntity,
  isTighterClassification,
  type DataProductSpec,
  type MeshProduct,
  type ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { RequestAccessButton } from '../access/request/RequestAccessButton';
import { Failure } from '../common/Failure';
import { Disclosure } from '../common/Disclosure';
import { Fact, Facts } from '../common/Facts';
import { OwnerLink } from '../entities/OwnerLink';
import { ClaimButton } from '../publish/ClaimButton';
import { DeprecateDeclaredButton } from '../lifecycle/DeprecateDeclaredButton';
import { EndingAlert, isEnding } from '../lifecycle/EndingAlert';
import { ReadersView } from '../lifecycle/ReadersView';
import { PromoteButton } from '../promote/PromoteButton';
import { PublishedPanel } from '../publish/PublishedPanel';
import { ShadowedVersion } from '../publish/ShadowedVersion';
import { PromisesLine } from '../slo/PromisesLine';
import { ClassificationLabel } from '../state/ClassificationLabel';
import { capitalised, ORIGIN_MEANING, ORIGIN_WORDS } from '../state/words';
import { LivenessLine } from '../topics/LivenessLine';
import { OriginLocation } from './OriginLocation';
import { SyncStatePanel } from './SyncStatePanel';
import { useProduct } from './useProduct';

/** What a data product is and how it does, the answer first. */
export function AboutCard() {
  const { entity } = useEntity();
  const { value, error, pending, reload } = useProduct();
  const spec = isDataProductEntity(entity) ? entity.spec : undefined;
  return (
    <EntityInfoCard
      title="How it is"
      headerActions={
        value && (
          <Flex gap="2">
            {value.product.origin === 'discovered' && (
              <ClaimButton
                claimed={{ product: value.product.ref }}
                name={value.product.title}
                onClaimed={reload}
              />
            )}
            {value.product.origin === 'declared' && (
              <PromoteButton product={value.product} onChanged={reload} />
            )}
            <RequestAccessButton isPrimary details={value} />
          </Flex>
        )
      }
    >
      <Flex direction="column" gap="4">
        {pending && (
          <>
            <Skeleton width="80%" height="1.5rem" />
            <Skeleton width="100%" height="8rem" />
          </>
        )}
        {error && !value && (
          <Failure
            title="The mesh does not say how this product is"
            error={error}
            onRetry={reload}
          />
        )}
        {value && (
          <>
            <EndingBanner product={value.product} />
            <LivenessLine topics={value.topics} clusters={value.clusters} />
            <PromisesLine />
            <SyncStatePanel details={value} onChanged={reload} />
            <ProductFacts details={value} spec={spec} />
            {value.product.origin === 'published' && (
              <PublishedPanel details={value} onChanged={reload} />
            )}
            {value.product.origin === 'declared' && (
              <>
                <ShadowedVersion product={value.product} />
                {value.isOwner && value.product.lifecycle !== 'retired' && (
                  <Flex>
                    <DeprecateDeclaredButton product={value.product} />
                  </Flex>
                )}
              </>
            )}
          </>
        )}
      </Flex>
    </EntityInfoCard>
  );
}

/** That it ends, and who has yet to move. */
function EndingBanner({ product }: { product: MeshProduct }) {
  if (!isEnding(product)) return null;
  return (
    <>
      <EndingAlert product={product} />
      <Disclosure title="Who still reads it">
        <ReadersView productRef={product.ref} />
      </Disclosure>
    </>
  );
}

/** Ports that are more sensitive than their product says of itself. */
function tighterPorts({ ports, classification }: MeshProduct) {
  return ports.filter(
    port =>
      isClassification(port.classification) &&
      (!isClassification(classification) ||
        isTighterClassification(port.classification, classification)),
  );
}

/** What the catalog's own header and About card do not say already. */
function ProductFacts(props: {
  details: ProductDetails;
  spec?: DataProductSpec;
}) {
  const { product } = props.details;
  const { origin, originLocation, quality, tier } = product;
  const support = props.spec?.support;
  return (
    <Facts>
      <Fact label="Owner">
        <OwnerLink ownerRef={product.ownerRef} />
      </Fact>
      <Fact label="Classification">
        <ClassificationLabel value={product.classification} />
        {tighterPorts(product).map(({ name, classification }) => (
          <div key={name}>
            {name} <ClassificationLabel value={classification} />
          </div>
        ))}
      </Fact>
      <Fact label="Quality">{quality ? capitalised(quality) : 'Not said'}</Fact>
      <Fact label="Service level">{tier ? capitalised(tier) : 'Not said'}</Fact>
      <Fact label="Support">
        {support?.url ? (
          <Link href={support.url} standalone>
            {support.channel ?? support.url}
          </Link>
        ) : (
          support?.channel ?? 'Not said'
        )}
      </Fact>
      <Fact label="Origin">
        <Text title={ORIGIN_MEANING[origin]}>{ORIGIN_WORDS[origin]}</Text>
        {originLocation && (
          <>
            {' in '}
            <OriginLocation location={originLocation} />
          </>
        )}
      </Fact>
    </Facts>
  );
}
