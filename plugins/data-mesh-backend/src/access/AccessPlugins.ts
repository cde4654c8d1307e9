import type {
  AccessDecider,
  AccessEvidenceSource,
  AccessProvisioner,
  DataMeshAccessExtensionPoint,
  SecretSink,
} from '@data-mesh/backstage-plugin-data-mesh-node';

/** What adopters have plugged in about access. */
export class AccessPlugins implements DataMeshAccessExtensionPoint {
  readonly provisioners = new Map<string, AccessProvisioner>();
  readonly subjectProvisioners = new Map<string, AccessProvisioner>();
  readonly deciders: AccessDecider[] = [];
  readonly evidence: AccessEvidenceSource[] = [];
  secretSink: SecretSink | undefined;

  setProvisioner(cluster: string, provisioner: AccessProvisioner): void {
    if (this.provisioners.has(cluster)) {
      throw new Error(`Cluster ${cluster} has a provisioner already`);
    }
    this.provisioners.set(cluster, provisioner);
  }

  setSubjectProvisioner(cluster: string, provisioner: AccessProvisioner): void {
    if (this.subjectProvisioners.has(cluster)) {
      throw new Error(`Cluster ${cluster} has a subject provisioner already`);
    }
    this.subjectProvisioners.set(cluster, provisioner);
  }

  addDecider(decider: AccessDecider): void {
    this.deciders.push(decider);
  }

  addEvidenceSource(source: AccessEvidenceSource): void {
    this.evidence.push(source);
  }

  setSecretSink(sink: SecretSink): void {
    if (this.secretSink) throw new Error('There is a secret sink already');
    this.secretSink = sink;
  }
}
