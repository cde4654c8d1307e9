import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { ClaimRequest } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Disclosure } from '../common/Disclosure';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { ReasonField } from '../common/ReasonField';
import { EntityLink } from '../entities/EntityLink';
import { Ago } from '../live/Ago';
import { useLive } from '../live/useLive';
import styles from './publish.module.css';

const SHOWN = 100;

/**
 * On the page of a domain: what its owner is asked to publish for others, and
 * what one has asked for oneself; nothing where nobody waits.
 */
export function ClaimRequestsPanel(props: {
  domainRef: string;
  onChanged: () => void;
}) {
  const { domainRef, onChanged } = props;
  const { value, error, reload } = useLive(`claim-requests:${domainRef}`, api =>
    api.listClaimRequests({ domain: domainRef, state: 'open', limit: SHOWN }),
  );
  if (!value) {
    return error ? (
      <Failure
        isMild
        title="What others ask for could not be asked"
        error={error}
        onRetry={reload}
      />
    ) : null;
  }
  if (value.items.length === 0) return null;
  return (
    <section aria-label="Claims that wait">
      <Flex direction="column" gap="3">
        <Text as="h4" weight="bold">
          Claims that wait
        </Text>
        {value.items.map(request => (
          <RequestView
            key={request.id}
            request={request}
            onChanged={() => {
              reload();
              onChanged();
            }}
          />
        ))}
      </Flex>
    </section>
  );
}

function RequestView(props: { request: ClaimRequest; onChanged: () => void }) {
  const { request, onChanged } = props;
  const { title, owner, requestedBy, requestedAt, message, may } = request;
  return (
    <Flex direction="column" gap="2">
      <Text as="p">
        <EntityLink inText entityRef={requestedBy} /> asks for {title} to be
        published for <EntityLink inText entityRef={owner} />,{' '}
        <Ago at={requestedAt} />: {message}
      </Text>
      <Disclosure title="Exactly what is proposed">
        <pre className={styles.document}>
          {JSON.stringify(request.entity, undefined, 2)}
        </pre>
      </Disclosure>
      <Flex gap="2">
        {may.answer && (
          <AnswerButtons request={request} onChanged={onChanged} />
        )}
        {may.withdraw && (
          <WithdrawButton request={request} onChanged={onChanged} />
        )}
      </Flex>
    </Flex>
  );
}

function AnswerButtons(props: {
  request: ClaimRequest;
  onChanged: () => void;
}) {
  const { request, onChanged } = props;
  const { id, title, owner } = request;
  const api = useApi(dataMeshApiRef);
  const [comment, setComment] = useState('');
  const answer = async (accept: boolean) => {
    await api.answerClaimRequest(id, {
      accept,
      ...(comment.trim() && { comment: comment.trim() }),
    });
    onChanged();
  };
  return (
    <>
      <ConfirmDialog
        isPrimary
        action="Accept"
        title={`Publish ${title} for them?`}
        onConfirm={() => answer(true)}
      >
        <Text as="p">
          It is published exactly as proposed. From then on{' '}
          <EntityLink inText newTab entityRef={owner} /> decides who may read
          it.
        </Text>
      </ConfirmDialog>
      <ConfirmDialog
        action="Decline"
        title={`Decline to publish ${title}?`}
        isIncomplete={!comment.trim()}
        onConfirm={() => answer(false)}
      >
        <ReasonField
          description="So that they can do better."
          value={comment}
          onChange={setComment}
        />
      </ConfirmDialog>
    </>
  );
}

function WithdrawButton(props: {
  request: ClaimRequest;
  onChanged: () => void;
}) {
  const { request, onChanged } = props;
  const api = useApi(dataMeshApiRef);
  const [error, setError] = useState<Error>();
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={`Withdraw the request to publish ${request.title}`}
        onPress={() => {
          setError(undefined);
          api.withdrawClaimRequest(request.id).then(onChanged, setError);
        }}
      >
        Withdraw
      </Button>
      {error && (
        <Text role="alert" color="danger">
          {errorWords(error)}
        </Text>
      )}
    </>
  );
}
