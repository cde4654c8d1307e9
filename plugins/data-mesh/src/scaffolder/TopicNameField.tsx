import { Alert, Flex, TextField } from '@backstage/ui';
import type { CreationStep } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { PolicyResults } from '../common/PolicyResults';
import { useDebounced } from '../governance/editor/useDebounced';
import { useAsk } from '../live/useAsk';
import {
  formOf,
  meshOf,
  textOf,
  wordsOf,
  type FieldProps,
  type Validator,
} from './fieldProps';
import { stepProblem, topicOf } from './planWords';
import { RefusalAlert } from './RefusalAlert';
import { useKeptValue } from './useKeptValue';

const CHECK_AFTER_MS = 400;

/**
 * The name of a new topic, as the naming templates have it, and whether it could
 * be made: free, of one's own domain, and as the policies want it.
 */
export function TopicNameField(props: FieldProps<string>) {
  const { formData, required, onChange } = props;
  const { label, description } = wordsOf(props, 'Topic');
  const form = formOf(props);
  const cluster = textOf(form, 'cluster');
  const domain = textOf(form, 'domain');
  const product = textOf(form, 'name');

  const suggestion = useAsk(
    cluster && domain && product && JSON.stringify([cluster, domain, product]),
    api =>
      api.suggestTopicName(cluster ?? '', {
        domain: domain ?? '',
        product: product ?? '',
        version: 'v1',
      }),
  );
  useKeptValue(formData, suggestion.value?.name, onChange);

  const topic = topicOf({ ...form, topic: formData });
  const settled = useDebounced(
    topic ? JSON.stringify(topic) : undefined,
    CHECK_AFTER_MS,
  );
  const check = useAsk(settled, api =>
    api.planCreation({ topic: JSON.parse(settled ?? '') }),
  );

  return (
    <Flex direction="column" gap="2">
      <TextField
        label={label}
        description={
          description ??
          'Which domain a topic belongs to is told by its name, once and for all.'
        }
        isRequired={required}
        value={formData ?? ''}
        onChange={onChange}
      />
      {check.error && (
        <Failure
          isMild
          title="The name could not be checked"
          error={check.error}
          onRetry={check.retry}
        />
      )}
      {check.value?.steps.map(step => (
        <NameStanding key={step.kind} step={step} onRetry={check.retry} />
      ))}
    </Flex>
  );
}

function NameStanding(props: { step: CreationStep; onRetry: () => void }) {
  const { step, onRetry } = props;
  const { refusal, results = [] } = step;
  return (
    <Flex direction="column" gap="2" role="status" aria-label="Topic name">
      {refusal ? (
        <RefusalAlert refusal={refusal} onRetry={onRetry} />
      ) : (
        <Alert
          icon
          status="success"
          title="The name is free, and yours to use"
        />
      )}
      <PolicyResults results={results} />
    </Flex>
  );
}

/** Refuses to go on with a name that could not be made. */
export const validateTopicName: Validator<string> = async (
  topic,
  field,
  { apiHolder, formData },
) => {
  const wanted = topicOf({ ...formData, topic });
  if (!wanted) return;
  const plan = await meshOf(apiHolder).planCreation({ topic: wanted });
  for (const step of plan.steps) {
    const problem = stepProblem(step);
    if (problem) field.addError(problem);
  }
};
