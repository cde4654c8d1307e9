import { useEffect, useRef } from 'react';
import { Alert, Button, Flex, Skeleton, Text } from '@backstage/ui';
import {
  RiCheckLine,
  RiAddCircleLine,
  RiCloseCircleLine,
} from '@remixicon/react';
import type {
  CreationInput,
  CreationStep,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { PolicyResults } from '../common/PolicyResults';
import { useAsk } from '../live/useAsk';
import {
  formOf,
  meshOf,
  wordsOf,
  type FieldProps,
  type Validator,
} from './fieldProps';
import { creationOf, stepWords } from './planWords';
import { RefusalAlert } from './RefusalAlert';
import styles from './scaffolder.module.css';

/**
 * What was confirmed: the task refuses to make anything else.
 *
 * @public
 */
export type ConfirmedPlan = { hash?: string };

type Wanted = { creation: CreationInput } | { missing: string };

function wantedOf(
  form: Record<string, unknown>,
  uiSchema: { 'ui:options'?: unknown } | undefined,
): Wanted {
  try {
    return { creation: creationOf(form, uiSchema?.['ui:options']) };
  } catch (error) {
    return { missing: (error as Error).message };
  }
}

/** Everything that a template will make, before anything is made. */
export function PlanField(props: FieldProps<ConfirmedPlan>) {
  const { formData, onChange } = props;
  const { label } = wordsOf(props, 'What will be made');
  const wanted = wantedOf(formOf(props), props.uiSchema);
  const creation = 'creation' in wanted ? wanted.creation : undefined;
  const plan = useAsk(creation && JSON.stringify(creation), api =>
    api.planCreation(creation as CreationInput),
  );

  const change = useRef(onChange);
  change.current = onChange;
  const hash =
    plan.value && !plan.value.isBlocked ? plan.value.hash : undefined;
  const confirmed = formData?.hash;
  useEffect(() => {
    if (hash !== confirmed) change.current(hash ? { hash } : {});
  }, [hash, confirmed]);

  if ('missing' in wanted) {
    return (
      <Alert
        icon
        status="warning"
        title="There is no plan yet"
        description={`${wanted.missing}.`}
      />
    );
  }
  if (plan.error) {
    return (
      <Failure
        title="The plan could not be made"
        error={plan.error}
        onRetry={plan.retry}
      />
    );
  }
  if (!plan.value) {
    return (
      <Flex direction="column" gap="2" aria-busy>
        <Skeleton width="60%" height="1.5rem" />
        <Skeleton width="100%" height="8rem" />
      </Flex>
    );
  }
  const { steps, isBlocked } = plan.value;
  return (
    <Flex direction="column" gap="3" role="group" aria-label={label}>
      <Flex justify="between" align="center">
        <Text as="h3" variant="title-x-small" weight="bold">
          {label}
        </Text>
        <Button size="small" variant="secondary" onPress={plan.retry}>
          Look again
        </Button>
      </Flex>
      {isBlocked ? (
        <Alert
          icon
          role="alert"
          status="danger"
          title="It cannot be made like this"
          description="Go back and change what is named below; nothing has been made."
        />
      ) : (
        <Text as="p" color="secondary">
          Nothing has been made yet. If something changes until you press
          Create, the task stops before it makes anything.
        </Text>
      )}
      <ol className={styles.steps} aria-label="Steps">
        {steps.map(step => (
          <li key={`${step.kind} ${step.name}`}>
            <StepCard step={step} onRetry={plan.retry} />
          </li>
        ))}
      </ol>
    </Flex>
  );
}

const ICONS = {
  create: <RiAddCircleLine size={18} aria-label="will be made" />,
  done: <RiCheckLine size={18} aria-label="is there already" />,
  refused: <RiCloseCircleLine size={18} aria-label="cannot be made" />,
};

function StepCard(props: { step: CreationStep; onRetry: () => void }) {
  const { step, onRetry } = props;
  const { state, refusal, consequences, results = [] } = step;
  return (
    <div className={styles.step}>
      <Flex align="center" gap="2">
        {ICONS[state]}
        <Text weight="bold">{stepWords(step)}</Text>
      </Flex>
      {consequences.length > 0 && (
        <ul className={styles.consequences}>
          {consequences.map(each => (
            <li key={each}>
              <Text color="secondary">{each}</Text>
            </li>
          ))}
        </ul>
      )}
      {refusal && <RefusalAlert refusal={refusal} onRetry={onRetry} />}
      <PolicyResults results={results} />
    </div>
  );
}

/** Refuses to go on with a plan that cannot be carried out. */
export const validatePlan: Validator<ConfirmedPlan> = async (
  { hash },
  field,
  { apiHolder, formData, uiSchema },
) => {
  const wanted = wantedOf(formData, uiSchema);
  if ('missing' in wanted) {
    field.addError(wanted.missing);
    return;
  }
  const plan = await meshOf(apiHolder).planCreation(wanted.creation);
  if (plan.isBlocked) {
    field.addError('It cannot be made like this; go back and change it');
  } else if (plan.hash !== hash) {
    field.addError('It has changed meanwhile; look at the plan again');
  }
};
