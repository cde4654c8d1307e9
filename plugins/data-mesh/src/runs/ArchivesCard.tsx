import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { RiDownload2Line } from '@remixicon/react';
import type { Archive } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { errorWords } from '../common/errorWords';
import { LiveView } from '../common/LiveView';
import { saveFile } from '../history/saveFile';
import { humanBytes } from '../humanise/numbers';
import { Until } from '../live/Until';
import { useArchives } from './useRuns';

/** The files that a run wrote, for whoever ran it; nothing where it wrote none. */
export function ArchivesCard({ run }: { run: string }) {
  const archives = useArchives(run);
  if (archives.value?.items.length === 0) return null;
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          Files
        </Text>
      </CardHeader>
      <CardBody>
        <LiveView live={archives} what="The files" height="3rem">
          {({ items }) =>
            items.map(archive => (
              <Download key={archive.id} archive={archive} />
            ))
          }
        </LiveView>
      </CardBody>
    </Card>
  );
}

/** Asked for like everything else: a link would go without the token. */
function Download({ archive }: { archive: Archive }) {
  const { id, name, size, expiresAt } = archive;
  const api = useApi(dataMeshApiRef);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const save = async () => {
    setPending(true);
    setError(undefined);
    try {
      saveFile(await api.downloadArchive(id), name);
    } catch (failure) {
      setError(failure as Error);
    } finally {
      setPending(false);
    }
  };
  return (
    <Flex direction="column" gap="2">
      <Flex align="center" gap="3">
        <Button
          variant="primary"
          iconStart={<RiDownload2Line size={16} aria-hidden />}
          isPending={isPending}
          onPress={save}
        >
          {`Download ${name}`}
        </Button>
        <Text color="secondary">
          {humanBytes(size)}, kept for you until <Until at={expiresAt} />
        </Text>
      </Flex>
      {error && (
        <Alert
          icon
          role="alert"
          status="danger"
          title="It could not be downloaded"
          description={errorWords(error)}
        />
      )}
    </Flex>
  );
}
