import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  DatePicker,
  Dialog,
  DialogBody,
  DialogHeader,
  Flex,
  Skeleton,
  Text,
  TextAreaField,
} from '@backstage/ui';
import type {
  SchemaChange,
  SchemaChangePlan,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  getLocalTimeZone,
  today,
  type DateValue,
} from '@internationalized/date';
import { ACCESS } from '../access/useAccess';
import { dataMeshApiRef } from '../api';
import { endOfDay } from '../humanise/endOfDay';
import { errorWords } from '../common/errorWords';
import { Failure } from '../common/Failure';
import { PlanFooter } from '../common/PlanFooter';
import { TextLink } from '../common/TextLink';
import { usePlannedAct } from '../common/usePlannedAct';
import { useAsk } from '../live/useAsk';
import { useMeshLinks } from '../useMeshLinks';
import { ChangePlanView } from './ChangePlanView';
import { NewPortFields, type NewPort } from './NewPortFields';
import styles from './schemaChanges.module.css';
import { changeSummary } from './schemaChangeWords';

/** Which port's schema is changed, and where. */
export type SchemaPlace = {
  product: string;
  port: string;
  environment?: string;
};

/**
 * Changes the schema of a port: first the new one, then what it breaks and whom
 * it asks, then what has come of it.
 */
export function ChangeSchemaDialog(props: {
  place: SchemaPlace;
  /** The schema as it is, laid out for reading. */
  current: string;
  /** Whether it can be proposed as it is: readers have not been asked yet. */
  mayKeep?: boolean;
  onClose: () => void;
}) {
  const { place, current, mayKeep, onClose } = props;
  const api = useApi(dataMeshApiRef);
  const now = today(getLocalTimeZone());
  const [schema, setSchema] = useState(current);
  const [message, setMessage] = useState('');
  const [due, setDue] = useState<DateValue | null>(now.add({ days: 14 }));
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [newPort, setNewPort] = useState<NewPort>();
  const steps = usePlannedAct<SchemaChange>(ACCESS);
  const { stage, isPlanned, isPending, failure, done } = steps;

  const wanted = { ...place, schema, ...(newPort && { newPort }) };
  const plan = useAsk(isPlanned ? JSON.stringify(wanted) : undefined, each =>
    each.planSchemaChange(wanted),
  );
  const isBreaking = plan.value?.compatible === false;

  const propose = () => {
    const input = {
      ...wanted,
      message: message.trim(),
      ...(isBreaking && due && { respondBy: endOfDay(due) }),
    };
    return steps.act(() => api.proposeSchemaChange(input, key));
  };

  return (
    <Dialog
      isOpen
      isDismissable={false}
      onOpenChange={open => !open && onClose()}
      width="52rem"
    >
      <DialogHeader>{`Change the schema of ${place.port}`}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4">
          {!isPlanned && (
            <div className={styles.text}>
              <TextAreaField
                isRequired
                label="New schema"
                description="Nothing is registered before you have seen what it breaks."
                rows={16}
                maxLength={500_000}
                spellCheck="false"
                value={schema}
                onChange={setSchema}
              />
              <NewPortFields value={newPort} onChange={setNewPort} />
            </div>
          )}
          {isPlanned && plan.error && !done && (
            <Failure
              title="This schema cannot be proposed"
              error={plan.error}
              onRetry={plan.retry}
            />
          )}
          {isPlanned && plan.pending && !done && (
            <Skeleton width="100%" height="12rem" />
          )}
          {plan.value && !done && (
            <PlannedFields
              plan={plan.value}
              newPort={newPort}
              schema={schema}
              message={message}
              onMessage={setMessage}
              due={due}
              onDue={setDue}
            />
          )}
          {failure && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="Nothing was registered or proposed"
              description={errorWords(failure)}
            />
          )}
          {done && <Done change={done} />}
        </Flex>
      </DialogBody>
      <PlanFooter
        stage={stage}
        plan={{
          label: 'Check',
          isDisabled:
            !schema.trim() ||
            (schema === current && !mayKeep) ||
            (newPort !== undefined &&
              !(newPort.name.trim() && newPort.topic.trim())),
          onPress: steps.plan,
        }}
        act={{
          label: isBreaking ? 'Propose' : 'Register',
          isPending,
          isDisabled: !plan.value || !message.trim() || (isBreaking && !due),
          destructive: isBreaking,
          onPress: propose,
        }}
        onBack={() => {
          // Whatever is sent after this is another proposal.
          setKey(crypto.randomUUID());
          steps.back();
        }}
        onClose={onClose}
      />
    </Dialog>
  );
}

function PlannedFields(props: {
  plan: SchemaChangePlan;
  newPort?: NewPort;
  schema: string;
  message: string;
  onMessage: (message: string) => void;
  due: DateValue | null;
  onDue: (due: DateValue | null) => void;
}) {
  const { plan, newPort, schema, message, onMessage, due, onDue } = props;
  const now = today(getLocalTimeZone());
  return (
    <>
      <ChangePlanView plan={plan} newPort={newPort?.name} schema={schema} />
      <TextAreaField
        isRequired
        label="Why"
        description={
          plan.compatible
            ? 'It stands in the history.'
            : 'Readers see it before they answer: say what they have to do.'
        }
        rows={3}
        maxLength={2000}
        value={message}
        onChange={onMessage}
      />
      {!plan.compatible && (
        <DatePicker
          isRequired
          label="Readers answer by the end of"
          description={
            plan.silence === 'consent'
              ? 'No answer by then is consent.'
              : 'No answer by then is an objection.'
          }
          granularity="day"
          minValue={now.add({ days: 1 })}
          maxValue={now.add({ days: 364 })}
          value={due}
          onChange={onDue}
        />
      )}
    </>
  );
}

function Done({ change }: { change: SchemaChange }) {
  const links = useMeshLinks();
  return (
    <Text as="p" role="status">
      {changeSummary(change)}{' '}
      <TextLink href={links.schemaChange(change.id)}>See the change</TextLink>
    </Text>
  );
}
