import { useApi } from '@backstage/core-plugin-api';
import { Alert, Flex, Skeleton, Text } from '@backstage/ui';
import type { DomainStanding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { Failure } from '../common/Failure';
import { OriginLocation } from '../entity/OriginLocation';
import styles from '../lifecycle/lifecycle.module.css';
import { useLive } from '../live/useLive';
import { ChangeButton } from '../store/ChangeButton';
import { ExportButton } from '../store/ExportButton';
import { OfferView } from '../store/OfferView';
import { TransferButton } from '../store/TransferButton';
import { VersionLine } from '../store/VersionLine';
import { VersionList } from '../store/VersionList';
import { DomainEditor } from './DomainEditor';
import { GiveButton } from './GiveButton';
import { UnpublishDomainButton } from './UnpublishDomainButton';

/**
 * On the page of a published domain: which version it is, to whom it is
 * offered, and what those who decide on it can do with it.
 */
export function PublishedDomainPanel(props: {
  domainRef: string;
  title: string;
  onChanged: () => void;
}) {
  const { domainRef: ref, title } = props;
  const api = useApi(dataMeshApiRef);
  const { value, error, reload } = useLive(`publication:${ref}`, each =>
    each.getDomainPublication(ref),
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
  const { transfer, mayAccept, mayOffer } = value;
  const isShadowed = value.shadowedBy !== undefined;
  return (
    <Flex direction="column" gap="3">
      <Standing standing={value} />
      {transfer && !isShadowed && (
        <OfferView
          title={title}
          offer={{ transfer, mayAccept, mayWithdraw: mayOffer }}
          meaning="Your group becomes its owner: it decides on what is published of its topics, on its parts, and on access to what has no owner."
          onAnswer={async accept => {
            await api.answerDomainTransfer(ref, accept);
            changed();
          }}
        />
      )}
      <Flex gap="2" className={styles.actions}>
        {value.mayChange && (
          <ChangeButton
            title={title}
            standing={value}
            editor={({ begun, basis, reasonField, onClose, onChanged }) => (
              <DomainEditor
                domainRef={ref}
                entity={begun.entity}
                action={`Publish version ${begun.version + 1}`}
                onSubmit={async entity => {
                  await api.changeDomain(ref, { entity, ...basis });
                  await onChanged();
                }}
                onClose={onClose}
              >
                {reasonField}
              </DomainEditor>
            )}
          />
        )}
        <ExportButton
          stays="its topics, products and history stay."
          load={each => each.exportDomainDescriptor(ref)}
        />
        {mayOffer && !transfer && (
          <TransferButton
            title={title}
            meaning="It stays with its owner until a member of that group accepts it. What is in it stays as it is."
            onOffer={async input => {
              await api.proposeDomainTransfer(ref, input);
              changed();
            }}
          />
        )}
        {value.mayGive && (
          <GiveButton
            title={title}
            onGive={async ({ owner, reason }) => {
              await api.changeDomain(ref, {
                entity: withOwner(value, owner),
                basedOn: value.version,
                reason,
              });
              changed();
            }}
          />
        )}
        {value.mayUnpublish && (
          <UnpublishDomainButton
            title={title}
            isShadowed={isShadowed}
            onUnpublish={async reason => {
              await api.unpublishDomain(ref, reason);
              changed();
            }}
          />
        )}
      </Flex>
      {value.version > 1 && (
        <VersionList
          entityRef={ref}
          load={(each, query) => each.listDomainVersions(ref, query)}
        />
      )}
    </Flex>
  );
}

/** Which version counts, and what a declaration of the same name does. */
function Standing({ standing }: { standing: DomainStanding }) {
  const { shadowedBy, pendingDeclaration } = standing;
  if (shadowedBy !== undefined) {
    return (
      <Text as="p">
        It is described in <OriginLocation location={shadowedBy} />, and changed
        there. The published version {standing.version} stands behind it.
      </Text>
    );
  }
  return (
    <>
      <VersionLine version={standing} />
      {pendingDeclaration && (
        <Alert
          icon
          status="warning"
          title="It is declared, too"
          description={`The declaration in ${pendingDeclaration.originLocation} is not trusted, and changes nothing while the domain is published. To have it count, add its location to dataMesh.trustedLocations, or unpublish the domain.`}
        />
      )}
    </>
  );
}

function withOwner({ entity }: DomainStanding, owner: string) {
  return { ...entity, spec: { ...Object(entity.spec), owner } };
}
