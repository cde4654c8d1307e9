import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { toHistoryQuery } from './historyView';
import { saveFile } from './saveFile';

const FORMATS = ['csv', 'json'] as const;

/**
 * The history as a file. It is asked for like everything else and not by a
 * link, which would go without the token.
 */
export function ExportButtons() {
  const api = useApi(dataMeshApiRef);
  const [params] = useSearchParams();
  const [pending, setPending] = useState<string>();
  const [error, setError] = useState<Error>();

  const save = async (format: (typeof FORMATS)[number]) => {
    setPending(format);
    setError(undefined);
    try {
      const file = await api.exportHistory({
        ...toHistoryQuery(params),
        format,
      });
      const day = new Date().toISOString().slice(0, 10);
      saveFile(file, `data-mesh-history-${day}.${format}`);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(undefined);
    }
  };

  return (
    <Flex gap="3" align="center">
      {FORMATS.map(format => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          isPending={pending === format}
          isDisabled={pending !== undefined && pending !== format}
          onPress={() => save(format)}
        >
          {`Export as ${format.toUpperCase()}`}
        </Button>
      ))}
      {error && (
        <Text role="alert" color="danger">
          {errorWords(error)}
        </Text>
      )}
    </Flex>
  );
}
