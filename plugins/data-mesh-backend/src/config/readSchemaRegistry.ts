import type { Config } from '@backstage/config';
import type {
  SchemaRegistryAuth,
  SchemaRegistrySettings,
} from './DataMeshConfig';
import { readTls } from './readTls';

function readAuth(config: Config | undefined): SchemaRegistryAuth {
  const type = config?.getOptionalString('type') ?? 'none';
  switch (type) {
    case 'none':
    case 'mtls':
      return { type };
    case 'basic':
      return {
        type,
        username: config!.getString('username'),
        password: config!.getString('password'),
      };
    case 'bearer':
      return { type, token: config!.getString('token') };
    default:
      throw new Error(
        `auth.type '${type}' is not one of 'none', 'basic', 'bearer', 'mtls'`,
      );
  }
}

/** Reads `dataMesh.clusters.<name>.schemaRegistry`. */
export function readSchemaRegistry(config: Config): SchemaRegistrySettings {
  const text = config.getString('url');
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    // Not repeated here: what is no URL may still hold a password.
    throw new Error('url is not a URL');
  }
  if (url.username || url.password) {
    throw new Error(
      "url must not hold credentials; use 'auth' with type 'basic'",
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error('url must be of http or https');
  }
  const tls = readTls(config);
  const auth = readAuth(config.getOptionalConfig('auth'));
  if (auth.type === 'mtls' && !tls?.cert) {
    throw new Error("auth.type 'mtls' needs 'tls' with 'cert' and 'key'");
  }
  return { url: text.replace(/\/+$/, ''), auth, ...(tls ? { tls } : {}) };
}
