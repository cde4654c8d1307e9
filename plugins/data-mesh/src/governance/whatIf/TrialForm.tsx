import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import styles from '../governance.module.css';
import { ParameterField } from './ParameterField';
import { readChange, toInputs, type PolicyParameter } from './trialValues';

/** The parameters of a policy's rule, to be tried with other values. */
export function TrialForm(props: {
  parameters: PolicyParameter[];
  /** What is tried as the URL has it, and the same as values. */
  address: string;
  tried?: Record<string, unknown>;
  /** What the backend says of what is tried, by parameter. */
  errors: Record<string, string>;
  isPending: boolean;
  onTry: (change: Record<string, unknown>) => void;
  onReset: () => void;
}) {
  const { parameters, address, tried, errors, isPending } = props;
  const { onTry, onReset } = props;
  const given = toInputs(parameters, tried);
  const [inputs, setInputs] = useState(given);
  const change = readChange(parameters, inputs);

  // What comes from the URL (back, a link) wins over what was typed, unless it
  // is only the echo of what was typed.
  const shown = useRef(address);
  useEffect(() => {
    if (address === shown.current) return;
    shown.current = address;
    setInputs(given);
  }, [address, given]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    shown.current = JSON.stringify(change);
    onTry(change);
  };
  const problemsOf = (name: string) => {
    // The backend has spoken of the values that it was given.
    const isGiven =
      JSON.stringify(inputs[name]) === JSON.stringify(given[name]);
    const message = isGiven ? errors[name] : undefined;
    return message ? [{ path: '', message }] : [];
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <Flex direction="column" gap="4">
        <Text as="p">
          {parameters.length > 0
            ? 'See what other values would find in the mesh as it is today. What is left empty stays as it is. Nothing is stored.'
            : 'The rule has no parameters: see what it finds in the mesh as it is today. Nothing is stored.'}
        </Text>
        {parameters.map(parameter => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            input={inputs[parameter.name] ?? ''}
            problems={problemsOf(parameter.name)}
            onChange={input =>
              setInputs(current => ({ ...current, [parameter.name]: input }))
            }
          />
        ))}
        <Flex gap="3" align="center">
          <Button type="submit" variant="primary" isPending={isPending}>
            Try it on today’s mesh
          </Button>
          <Button
            variant="secondary"
            onPress={() => {
              setInputs(toInputs(parameters));
              onReset();
            }}
          >
            Back to the policy as it is
          </Button>
        </Flex>
      </Flex>
    </form>
  );
}
