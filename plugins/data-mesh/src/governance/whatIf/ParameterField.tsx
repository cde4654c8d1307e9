import { NumberField, TextAreaField, TextField } from '@backstage/ui';
import { fieldKind, type PolicyParameter } from './trialValues';

/** One parameter, in the field that fits what it holds. */
export function ParameterField(props: {
  parameter: PolicyParameter;
  text: string;
  error?: string;
  onChange: (text: string) => void;
}) {
  const { parameter, text, error, onChange } = props;
  const { name, description, value } = parameter;
  const common = {
    label: description,
    // The configuration knows it by this name.
    secondaryLabel: name,
    validationBehavior: 'aria' as const,
    validate: () => error,
  };
  switch (fieldKind(value)) {
    case 'number':
      return (
        <NumberField
          {...common}
          value={text === '' ? NaN : Number(text)}
          onChange={number => onChange(Number.isNaN(number) ? '' : `${number}`)}
        />
      );
    case 'list':
      return (
        <TextAreaField
          {...common}
          description="One on each line."
          rows={3}
          value={text}
          onChange={onChange}
        />
      );
    case 'map':
      return (
        <TextAreaField
          {...common}
          description="As JSON."
          rows={6}
          value={text}
          onChange={onChange}
        />
      );
    case 'unset':
      return (
        <TextField
          {...common}
          description='Not set. A number or a text, or a list such as ["a", "b"].'
          value={text}
          onChange={onChange}
        />
      );
    default:
      return <TextField {...common} value={text} onChange={onChange} />;
  }
}
