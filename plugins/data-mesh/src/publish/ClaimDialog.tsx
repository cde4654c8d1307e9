import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Select,
  Skeleton,
  Text,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import {
  CLASSIFICATIONS,
  type Claim,
  type TopicKey,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { EntityLinks } from '../entities/EntityLinks';
import { useEntityTitles } from '../entities/useEntityTitles';
import { useDebounced } from '../governance/editor/useDebounced';
import { useAsk } from '../live/useAsk';
import { useRefresh } from '../live/useLive';
import { capitalised } from '../state/words';
import { CheckView } from './CheckView';
import { descriptorOf, formOf, type ClaimForm } from './claimForm';

/** What is claimed: a discovered product, or a topic that is in none. */
export type Claimed = { product: string } | { topic: TopicKey };

const CHECK_AFTER_MS = 400;
const AS_DOMAIN = 'domain';

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
  const claim = useAsk(JSON.stringify(claimed), api =>
    'product' in claimed
      ? api.getProductClaim(claimed.product)
      : api.getTopicClaim(claimed.topic),
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
        <ClaimEditor
          claim={claim.value}
          onClose={onClose}
          onClaimed={onClaimed}
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

function ClaimEditor(props: {
  claim: Claim;
  onClose: () => void;
  onClaimed?: () => void;
}) {
  const { claim, onClose, onClaimed } = props;
  const api = useApi(dataMeshApiRef);
  const refresh = useRefresh('');
  const titleOf = useEntityTitles(claim.owners);
  const [form, setForm] = useState(() => formOf(claim));
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<Error>();
  const change = (part: Partial<ClaimForm>) => setForm({ ...form, ...part });

  const entity = descriptorOf(claim, form);
  const settled = useDebounced(JSON.stringify(entity), CHECK_AFTER_MS);
  const check = useAsk(settled, each =>
    each.checkDescriptor({ entity: JSON.parse(settled), origin: 'published' }),
  );

  const publish = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await api.publishProduct({ entity });
      await refresh();
      onClaimed?.();
      onClose();
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setPending(false);
    }
  };

  return (
    <>
      <DialogBody>
        <Flex direction="column" gap="4">
          <Text as="p">
            It stands in the catalog within seconds, and its owner decides who
            may read it. It can be exported into Git at any time.
          </Text>
          <TextField
            isRequired
            label="Title"
            maxLength={200}
            value={form.title}
            onChange={title => change({ title })}
          />
          <TextAreaField
            label="Description"
            description="What is in it, for those who look for it."
            rows={3}
            maxLength={5000}
            value={form.description}
            onChange={description => change({ description })}
          />
          <Select
            isRequired
            label="Owner"
            options={claim.owners.map(id => ({ id, label: titleOf(id) }))}
            value={form.owner}
            onChange={chosen =>
              change({ owner: claim.owners.find(id => id === chosen) ?? '' })
            }
          />
          <Select
            label="Classification"
            options={[
              { id: AS_DOMAIN, label: 'As its domain has it' },
              ...CLASSIFICATIONS.map(id => ({ id, label: capitalised(id) })),
            ]}
            value={form.classification || AS_DOMAIN}
            onChange={chosen =>
              change({
                classification: CLASSIFICATIONS.find(id => id === chosen) ?? '',
              })
            }
          />
          <TextField
            label="Where consumers get help"
            secondaryLabel="Optional"
            description="Such as a channel, #orders."
            maxLength={200}
            value={form.channel}
            onChange={channel => change({ channel })}
          />
          {check.value && <CheckView check={check.value} />}
          {check.error && (
            <Failure
              isMild
              title="Policies could not be asked"
              error={check.error}
              onRetry={check.retry}
            />
          )}
          {failure && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="It was not published"
              description={errorWords(failure)}
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          isPending={isPending}
          isDisabled={!form.title.trim() || check.value?.isBlocked}
          onPress={publish}
        >
          Publish
        </Button>
      </DialogFooter>
    </>
  );
}
