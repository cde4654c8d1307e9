import { Text } from '@backstage/ui';
import type { MeshAclBinding } from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../common/Disclosure';
import { counted } from '../humanise/numbers';
import styles from './access.module.css';
import { aclTuple, aclWords } from './aclWords';

/** Exactly what is created at Kafka: in words, and as Kafka has it. */
export function AclList(props: { bindings: MeshAclBinding[]; title: string }) {
  const { bindings, title } = props;
  return (
    <Disclosure title={title} subtitle={counted(bindings.length, 'ACL')}>
      <ul className={styles.list}>
        {bindings.map(binding => (
          <li key={aclTuple(binding)}>
            <Text as="p">{`${binding.principal} ${aclWords(binding)}`}</Text>
            <Text as="p" variant="body-small" color="secondary">
              <code>{aclTuple(binding)}</code>
            </Text>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
