import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
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
  TextAreaField,
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
  const isAsked = claim.value && !claim.value.mayPublish && mayAsk(claim.value);
  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="40rem"
    >
      <DialogHeader>Claim it as a data product of your team</DialogHeader>
      {claim.value?.mayPublish && (
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
      )}
      {isAsked && claim.value && (
        <AskForIt claim={claim.value} onClose={onClose} />
      )}
      {!claim.value?.mayPublish && !isAsked && (
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

/** Whether somebody is known who could publish it for one's group. */
function mayAsk({ domainOwners, owners }: Claim): boolean {
  return (
    domainOwners.length === 1 && owners.some(ref => ref.startsWith('group:'))
  );
}

/** Asks the owner of the domain to publish it, for a group of one's own. */
function AskForIt({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh('claim-requests:');
  const [message, setMessage] = useState('');
  const [asked] = claim.domainOwners;
  const { primaryTitle } = useEntityPresentation(asked);
  return (
    <DescriptorEditor
      entity={claim.entity}
      owners={claim.owners.filter(ref => ref.startsWith('group:'))}
      action={`Ask ${primaryTitle} to publish this`}
      intro="Its topics are not yours to publish. Who owns their domain can publish this exactly as you propose it, for your group to own."
      isIncomplete={!message.trim()}
      onSubmit={async entity => {
        await api.requestClaim({ entity, message: message.trim() });
        await refresh();
      }}
      onClose={onClose}
    >
      <NotYours claim={claim} />
      <TextAreaField
        isRequired
        label="Message"
        description="Why it should be yours."
        rows={3}
        maxLength={2000}
        value={message}
        onChange={setMessage}
      />
    </DescriptorEditor>
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
