import { useApi } from '@backstage/core-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import type {
  MeshProduct,
  ProductDetails,
  ProductStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { Failure } from '../common/Failure';
import { DeprecateButton } from '../lifecycle/DeprecateButton';
import { isEnding } from '../lifecycle/EndingAlert';
import { ReinstateButton } from '../lifecycle/ReinstateButton';
import { RetireButton } from '../lifecycle/RetireButton';
import styles from '../lifecycle/lifecycle.module.css';
import { useLive } from '../live/useLive';
import { PromoteButton } from '../promote/PromoteButton';
import { ChangeButton } from '../store/ChangeButton';
import { ExportButton } from '../store/ExportButton';
import { OfferView } from '../store/OfferView';
import { TransferButton } from '../store/TransferButton';
import { VersionLine } from '../store/VersionLine';
import { VersionList } from '../store/VersionList';
import { DescriptorEditor } from './DescriptorEditor';
import { PendingDeclaration } from './PendingDeclaration';
import { UnpublishButton } from './UnpublishButton';

/**
 * On the page of a published product: which version it is, to whom it is
 * offered, and what its owner can do with it.
 */
export function PublishedPanel(props: {
  details: Pick<ProductDetails, 'product' | 'mayAccept'>;
  onChanged: () => void;
}) {
  const { details } = props;
  const { product } = details;
  const { ref, title } = product;
  const api = useApi(dataMeshApiRef);
  const { value, error, reload } = useLive(`publication:${ref}`, each =>
    each.getPublication(ref),
  );
  const changed = () => {
    reload();
    props.onChanged();
  };
  if (!value) {
    return error ? (
      <Failure
        title="Its versions could not be asked"
        error={error}
        onRetry={reload}
      />
    ) : (
      <Skeleton width="100%" height="3rem" />
    );
  }
  const { transfer, isOwner, mayAccept } = value;
  return (
    <Flex direction="column" gap="3">
      <VersionLine version={value} />
      <PendingDeclaration details={details} onChanged={changed} />
      {transfer && (
        <OfferView
          title={title}
          offer={{ transfer, mayAccept, mayWithdraw: isOwner }}
          meaning="Your group becomes its owner: it decides who may read it, and is told of what is wrong with it."
          onAnswer={async accept => {
            await api.answerTransfer(ref, accept);
            changed();
          }}
        />
      )}
      <Flex gap="2" className={styles.actions}>
        {isOwner && <ProductChangeButton product={product} standing={value} />}
        <PromoteButton
          product={product}
          isOwner={isOwner}
          onChanged={changed}
        />
        <ExportButton
          stays="access, history and links stay."
          load={each => each.exportDescriptor(ref)}
        />
        {isOwner && !transfer && (
          <TransferButton
            title={title}
            meaning="It stays yours until a member of that group accepts it. Access to it stays as it is."
            onOffer={async input => {
              await api.proposeTransfer(ref, input);
              changed();
            }}
          />
        )}
        <EndButtons product={product} standing={value} onChanged={changed} />
      </Flex>
      {value.version > 1 && (
        <VersionList
          entityRef={ref}
          load={(each, query) => each.listProductVersions(ref, query)}
        />
      )}
    </Flex>
  );
}

function ProductChangeButton(props: {
  product: MeshProduct;
  standing: ProductStanding;
}) {
  const { product, standing } = props;
  const api = useApi(dataMeshApiRef);
  return (
    <ChangeButton
      title={product.title}
      standing={standing}
      editor={({ begun, basis, reasonField, onClose, onChanged }) => (
        <DescriptorEditor
          entity={begun.entity}
          action={`Publish version ${begun.version + 1}`}
          intro="Ports and all else stay as they are. Earlier versions stay, too."
          onSubmit={async entity => {
            await api.changeProduct(product.ref, { entity, ...basis });
            await onChanged();
          }}
          onClose={onClose}
        >
          {reasonField}
        </DescriptorEditor>
      )}
    />
  );
}

/** How it comes to its end, and how that is taken back. */
function EndButtons(props: {
  product: MeshProduct;
  standing: ProductStanding;
  onChanged: () => void;
}) {
  const { product, standing, onChanged } = props;
  const { isOwner, mayOverride } = standing;
  if (!isOwner && !mayOverride) return null;
  const endingPorts = product.ports.filter(({ deprecation }) => deprecation);
  return (
    <>
      {isOwner && product.lifecycle !== 'retired' && (
        <DeprecateButton product={product} onChanged={onChanged} />
      )}
      {isOwner && isEnding(product) && (
        <ReinstateButton product={product} onChanged={onChanged} />
      )}
      {isOwner &&
        endingPorts.map(({ name }) => (
          <ReinstateButton
            key={name}
            product={product}
            port={name}
            onChanged={onChanged}
          />
        ))}
      {product.lifecycle !== 'retired' && (
        <RetireButton
          product={product}
          mayOverride={mayOverride}
          onChanged={onChanged}
        />
      )}
      <UnpublishButton
        product={product}
        mayOverride={mayOverride}
        onChanged={onChanged}
      />
    </>
  );
}
