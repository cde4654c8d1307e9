import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import type {
  MeshProduct,
  ProductDetails,
  ProductStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Failure } from '../common/Failure';
import { EntityLink } from '../entities/EntityLink';
import { saveFile } from '../history/saveFile';
import { DeprecateButton } from '../lifecycle/DeprecateButton';
import { isEnding } from '../lifecycle/EndingAlert';
import { ReinstateButton } from '../lifecycle/ReinstateButton';
import { RetireButton } from '../lifecycle/RetireButton';
import styles from '../lifecycle/lifecycle.module.css';
import { Ago } from '../live/Ago';
import { useLive } from '../live/useLive';
import { PromoteButton } from '../promote/PromoteButton';
import { ChangeButton } from './ChangeButton';
import { PendingDeclaration } from './PendingDeclaration';
import { TransferButton } from './TransferButton';
import { UnpublishButton } from './UnpublishButton';
import { VersionList } from './VersionList';

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
  const { ref } = product;
  const { value, error, reload } = useLive(`publication:${ref}`, api =>
    api.getPublication(ref),
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
  return (
    <Flex direction="column" gap="3">
      <Text as="p" color="secondary">
        Version {value.version}, published by{' '}
        <EntityLink inText entityRef={value.changedBy} />{' '}
        <Ago at={value.changedAt} />
        {value.reason && <>: {value.reason}</>}
      </Text>
      <PendingDeclaration details={details} onChanged={changed} />
      {value.transfer && (
        <OfferView product={product} standing={value} onChanged={changed} />
      )}
      <Flex gap="2" className={styles.actions}>
        {value.isOwner && <ChangeButton product={product} standing={value} />}
        <PromoteButton
          product={product}
          isOwner={value.isOwner}
          onChanged={changed}
        />
        <ExportButton productRef={ref} />
        {value.isOwner && !value.transfer && (
          <TransferButton product={product} onChanged={changed} />
        )}
        <EndButtons product={product} standing={value} onChanged={changed} />
      </Flex>
      {value.version > 1 && <VersionList productRef={ref} />}
    </Flex>
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

/** The descriptor as a file, to be committed as it is. */
function ExportButton({ productRef }: { productRef: string }) {
  const api = useApi(dataMeshApiRef);
  return (
    <ConfirmDialog
      action="Export"
      title="Move it into Git"
      onConfirm={async () =>
        saveFile(
          new Blob([await api.exportDescriptor(productRef)], {
            type: 'text/yaml',
          }),
          'catalog-info.yaml',
        )
      }
    >
      <Text as="p">
        The file can be committed as it is. Once the catalog reads it from a
        trusted location, it takes over: access, history and links stay.
      </Text>
    </ConfirmDialog>
  );
}

function OfferView(props: {
  product: MeshProduct;
  standing: ProductStanding;
  onChanged: () => void;
}) {
  const { product, standing, onChanged } = props;
  const { transfer, mayAccept, isOwner } = standing;
  const api = useApi(dataMeshApiRef);
  if (!transfer) return null;
  const answer = async (accept: boolean) => {
    await api.answerTransfer(product.ref, accept);
    onChanged();
  };
  return (
    <Flex direction="column" gap="2">
      <Text as="p">
        It is offered to <EntityLink inText entityRef={transfer.to} /> by{' '}
        <EntityLink inText entityRef={transfer.proposedBy} />
        {transfer.reason && <>: {transfer.reason}</>}
      </Text>
      <Flex gap="2">
        {mayAccept && (
          <ConfirmDialog
            isPrimary
            action="Accept"
            title={`Take ${product.title} over?`}
            onConfirm={() => answer(true)}
          >
            <Text as="p">
              Your group becomes its owner: it decides who may read it, and is
              told of what is wrong with it.
            </Text>
          </ConfirmDialog>
        )}
        {(mayAccept || isOwner) && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => answer(false)}
          >
            {mayAccept ? 'Decline' : 'Withdraw'}
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
