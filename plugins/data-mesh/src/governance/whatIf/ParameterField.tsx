import {
  Checkbox,
  CheckboxGroup,
  Flex,
  NumberField,
  Select,
  Text,
  TextAreaField,
} from '@backstage/ui';
import type { PolicyParameter } from '@data-mesh/backstage-plugin-data-mesh-common';
import { ExpressionsField } from './ExpressionsField';
import type { FieldProblem } from './fieldProblem';
import { PeriodsField } from './PeriodsField';
import type { ParameterInput } from './trialValues';

/** One parameter, in the field that fits what it holds. */
export function ParameterField(props: {
  parameter: PolicyParameter;
  input: ParameterInput;
  problems: FieldProblem[];
  onChange: (input: ParameterInput) => void;
}) {
  const { parameter, input, problems, onChange } = props;
  const { name, description, kind, optional, allowed = [] } = parameter;
  const error = problems[0]?.message;
  const common = {
    label: description,
    // The configuration knows it by this name.
    secondaryLabel: optional ? `${name}, optional` : name,
    validationBehavior: 'aria' as const,
    validate: () => error,
  };
  const text = typeof input === 'string' ? input : '';
  const list = Array.isArray(input) ? input : [];
  switch (kind) {
    case 'number':
      return (
        <NumberField
          {...common}
          value={text === '' ? NaN : Number(text)}
          onChange={number => onChange(Number.isNaN(number) ? '' : `${number}`)}
        />
      );
    case 'choice':
      return (
        <Select
          {...common}
          options={[
            ...(optional ? [{ id: '', label: 'Not set' }] : []),
            ...allowed.map(id => ({ id, label: id })),
          ]}
          value={text === '' && !optional ? null : text}
          onChange={chosen => onChange(String(chosen ?? ''))}
        />
      );
    case 'expressions':
      return (
        <ExpressionsField
          label={description}
          expressions={list}
          problems={problems}
          onChange={onChange}
        />
      );
    case 'periods':
      return (
        <PeriodsField
          label={description}
          keys={allowed}
          periods={
            typeof input === 'object' && !Array.isArray(input) ? input : {}
          }
          error={error}
          onChange={onChange}
        />
      );
    default:
      return allowed.length > 0 ? (
        <Flex direction="column" gap="1">
          <CheckboxGroup
            label={description}
            secondaryLabel={common.secondaryLabel}
            orientation="horizontal"
            value={list}
            onChange={onChange}
          >
            {allowed.map(each => (
              <Checkbox key={each} value={each}>
                {each}
              </Checkbox>
            ))}
          </CheckboxGroup>
          {error && (
            <Text as="p" color="danger" variant="body-small" role="status">
              {error}
            </Text>
          )}
        </Flex>
      ) : (
        <TextAreaField
          {...common}
          description="One on each line."
          rows={3}
          value={text}
          onChange={onChange}
        />
      );
  }
}
