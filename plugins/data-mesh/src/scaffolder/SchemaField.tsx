import { Flex, Text, TextAreaField } from '@backstage/ui';
import {
  schemaFields,
  type CreationInput,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Failure } from '../common/Failure';
import { PolicyResults } from '../common/PolicyResults';
import { useDebounced } from '../governance/editor/useDebounced';
import { counted } from '../humanise/numbers';
import { useAsk } from '../live/useAsk';
import {
  formOf,
  meshOf,
  textOf,
  wordsOf,
  type FieldProps,
  type Validator,
} from './fieldProps';
import { creationOf, stepProblem } from './planWords';
import { RefusalAlert } from './RefusalAlert';
import styles from './scaffolder.module.css';
import { starterSchema } from './starterSchema';
import { useKeptValue } from './useKeptValue';

const CHECK_AFTER_MS = 600;
const ROWS = 16;

/** A form that is not complete yet asks for nothing that could be checked. */
function wanted(form: Record<string, unknown>): CreationInput | undefined {
  try {
    return creationOf(form);
  } catch {
    return undefined;
  }
}

/** The schema of a new topic: its text, its fields, and what is wrong with it. */
export function SchemaField(props: FieldProps<string>) {
  const { formData = '', required, onChange } = props;
  const { label, description } = wordsOf(props, 'Schema');
  const form = formOf(props);
  const format = textOf(form, 'schemaFormat') ?? 'AVRO';
  useKeptValue(
    formData,
    starterSchema(format, textOf(form, 'name') ?? ''),
    onChange,
  );

  const creation = wanted({ ...form, schema: formData });
  const settled = useDebounced(
    creation ? JSON.stringify(creation) : undefined,
    CHECK_AFTER_MS,
  );
  const check = useAsk(settled, api =>
    api.planCreation(JSON.parse(settled ?? '')),
  );
  const steps = check.value?.steps ?? [];
  const refusal = steps.find(({ kind }) => kind === 'schema')?.refusal;
  const results = steps
    .filter(({ kind }) => kind !== 'topic')
    .flatMap(step => step.results ?? []);

  return (
    <Flex direction="column" gap="2">
      <TextAreaField
        label={label}
        description={
          description ??
          'Say what each field means. Mark personal data with "confluent:tags": ["PII"].'
        }
        isRequired={required}
        rows={ROWS}
        spellCheck="false"
        className={styles.code}
        value={formData}
        onChange={onChange}
      />
      {check.error && (
        <Failure
          isMild
          title="The schema could not be checked"
          error={check.error}
          onRetry={check.retry}
        />
      )}
      <div role="status" aria-label="Schema">
        {refusal && <RefusalAlert refusal={refusal} onRetry={check.retry} />}
        <PolicyResults results={results} />
      </div>
      <FieldList format={format} schema={formData} />
    </Flex>
  );
}

function FieldList({ format, schema }: { format: string; schema: string }) {
  const fields = schemaFields({ format, schema });
  if (fields.length === 0) return null;
  const silent = fields.filter(({ description }) => !description).length;
  return (
    <Flex direction="column" gap="1">
      <Text variant="body-small" color="secondary">
        {silent === 0
          ? counted(fields.length, 'field')
          : `${counted(fields.length, 'field')}, ${silent} without a meaning`}
      </Text>
      <ul className={styles.fields} aria-label="Fields">
        {fields.map(({ path, type, description, tags }) => (
          <li key={path}>
            <code>{path}</code>{' '}
            <Text variant="body-small" color="secondary">
              {[type, ...tags, description].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
    </Flex>
  );
}

/** Refuses to go on with a schema that would not be registered. */
export const validateSchema: Validator<string> = async (
  schema,
  field,
  { apiHolder, formData },
) => {
  const creation = wanted({ ...formData, schema });
  if (!creation) return;
  const { steps } = await meshOf(apiHolder).planCreation(creation);
  for (const step of steps) {
    const problem = step.kind === 'topic' ? undefined : stepProblem(step);
    if (problem) field.addError(problem);
  }
};
