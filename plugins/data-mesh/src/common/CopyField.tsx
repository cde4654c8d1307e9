import { useState } from 'react';
import { Button, Flex, Text, TextField } from '@backstage/ui';
import styles from './common.module.css';

/** A value to take along, with a button that copies it. */
export function CopyField(props: {
  label: string;
  value: string;
  description?: string;
}) {
  const { label, value, description } = props;
  const [words, setWords] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setWords('Copied');
    } catch {
      setWords('Not copied: select it, and copy it by hand');
    }
  };
  return (
    <Flex gap="2" align="end">
      <TextField
        className={styles.copied}
        isReadOnly
        autoComplete="off"
        label={label}
        description={description}
        value={value}
      />
      <Button variant="secondary" aria-label={`Copy ${label}`} onPress={copy}>
        Copy
      </Button>
      <Text role="status" variant="body-small" color="secondary">
        {words}
      </Text>
    </Flex>
  );
}
