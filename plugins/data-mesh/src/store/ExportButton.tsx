import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { DataMeshApi } from '@data-mesh/backstage-plugin-data-mesh-common';
import { dataMeshApiRef } from '../api';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { saveFile } from '../history/saveFile';

/** The descriptor as a file, to be committed as it is. */
export function ExportButton(props: {
  /** What it says of whatever stays once the file counts. */
  stays: string;
  load: (api: DataMeshApi) => Promise<string>;
}) {
  const { stays, load } = props;
  const api = useApi(dataMeshApiRef);
  return (
    <ConfirmDialog
      action="Export"
      title="Move it into Git"
      onConfirm={async () =>
        saveFile(
          new Blob([await load(api)], { type: 'text/yaml' }),
          'catalog-info.yaml',
        )
      }
    >
      <Text as="p">
        The file can be committed as it is. Once the catalog reads it from a
        trusted location, it takes over: {stays}
      </Text>
    </ConfirmDialog>
  );
}
