import type { Config } from '@backstage/config';
import type { TlsSettings } from './DataMeshConfig';

/** `tls: true`, or an object of PEM texts. */
export function readTls(config: Config): TlsSettings | undefined {
  const raw = config.getOptional('tls');
  if (raw === undefined || raw === false) return undefined;
  if (raw === true) return {};
  const tls = config.getConfig('tls');
  const settings: TlsSettings = {
    ca: tls.getOptionalString('ca'),
    cert: tls.getOptionalString('cert'),
    key: tls.getOptionalString('key'),
    serverName: tls.getOptionalString('serverName'),
  };
  if (Boolean(settings.cert) !== Boolean(settings.key)) {
    throw new Error("'cert' and 'key' belong together: give both or neither");
  }
  return settings;
}
