import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Skeleton,
  Text,
} from '@backstage/ui';
import type {
  Claim,
  TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { Failure } from '../common/Failure';
import { EntityLinks } from '../entities/EntityLinks';
import { useAsk } from '../live/useAsk';
import { useRefresh } from '../live/useLive';
import { DescriptorEditor } from './DescriptorEditor';

/** What is claimed: a discovered product, or a topic that is in none. */
export type Claimed = { product: string } | { topic: TopicKey };

/**
 * Publishes what nobody has claimed yet: prefilled from topics, schemas and
 * names, and checked while one types.
 */
export function ClaimDialog(props: {
  claimed: Claimed;
  onClose: () => void;
  onClaimed?: () => void;
}) {
  const { claimed, onClose, onClaimed } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh('');
  const claim = useAsk(JSON.stringify(claimed), each =>
    'product' in claimed
      ? each.getProductClaim(claimed.product)
      : each.getTopicClaim(claimed.topic),
  );
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="40rem"
    >
      <DialogHeader>Claim it as a data product of your team</DialogHeader>
      {claim.value?.mayPublish ? (
        <DescriptorEditor
          entity={claim.value.entity}
          owners={claim.value.owners}
          action="Publish"
          intro="It stands in the catalog within seconds, and its owner decides who may read it. It can be exported into Git at any time."
          onSubmit={async entity => {
            await api.publishProduct({ entity });
            await refresh();
            onClaimed?.();
          }}
          onClose={onClose}
        />
      ) : (
        <>
          <DialogBody>
            {claim.pending && <Skeleton width="100%" height="12rem" />}
            {claim.error && (
              <Failure
                title="It cannot be claimed"
                error={claim.error}
                onRetry={claim.retry}
              />
            )}
            {claim.value && <NotYours claim={claim.value} />}
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={onClose}>
              Close
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}

function NotYours({ claim }: { claim: Claim }) {
  return (
    <Flex direction="column" gap="3">
      <Alert
        icon
        status="warning"
        title="You cannot claim it"
        description={claim.reason}
      />
      {claim.domainOwners.length > 0 && (
        <Text as="p">
          Who can: <EntityLinks refs={claim.domainOwners} />
        </Text>
      )}
    </Flex>
  );
}
