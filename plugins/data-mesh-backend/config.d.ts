import { HumanDuration } from '@backstage/types';

/** Credentials of one purpose on one cluster. */
type KafkaCredentials = {
  /** SASL mechanism; left out where the connection itself (mTLS) is enough. */
  mechanism?: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512' | 'OAUTHBEARER';
  username?: string;
  /** @visibility secret */
  password?: string;
  /**
   * Kafka's name for these credentials, `User:<username>` by default. Under
   * mTLS and OAUTHBEARER it cannot be known; without it, nothing proves that
   * lists of topics are complete.
   */
  principal?: string;
};

/** `true` for TLS with the system's authorities, or PEM texts. */
type Tls =
  | boolean
  | {
      /** Certificate authorities, PEM. */
      ca?: string;
      /** Client certificate, PEM; together with `key`. */
      cert?: string;
      /** @visibility secret */
      key?: string;
      /** Name to expect in the server's certificate, its host by default. */
      serverName?: string;
    };

export interface Config {
  /** The data mesh suite. */
  dataMesh?: {
    naming?: {
      /**
       * How topic names tell domain, product, stream and version; the first
       * one that fits counts. Tokens: `{domain}`, `{product}`, `{stream}`,
       * `{environment}`, `{version}` (`v` and digits).
       *
       * Default: `['{domain}.{product}.{version}']`.
       */
      templates?: string[];
    };
    /**
     * Patterns over the origin location that the catalog records
     * (`url:https://…`, `file:…`), `*` for anything. What is declared there
     * holds its topics at once; anything else waits for the owner of the
     * topic's domain. Default: none.
     */
    trustedLocations?: string[];
    /** Group refs that may confirm what the removal guard holds. Default: nobody. */
    operators?: string[];
    /** Group refs that govern the mesh. Default: nobody. */
    governance?: string[];
    /** How access to products is decided, given and ended. */
    access?: {
      /**
       * Which approval steps and which longest grant apply; the first rule
       * whose conditions all hold, unless the domain names another one whose
       * conditions hold (`spec.dataMesh.accessRule`). Built-in rules follow:
       * `same-team` and `public` (reading) without a step, `restricted` by
       * owner and steward for 30 days at most, `owner` by the owner.
       */
      rules?: Array<{
        /** Lower-case letters and digits, in parts joined by single dashes. */
        name: string;
        when?: {
          mode?: Array<'read' | 'write'>;
          classification?: Array<
            'public' | 'internal' | 'confidential' | 'restricted'
          >;
          environment?: string[];
          /** Domain refs. */
          domain?: string[];
          /** DataProduct refs. */
          product?: string[];
          port?: string[];
          /** Whether consumer and product have the same owner. */
          sameTeam?: boolean;
        };
        /**
         * In order: `owner` (of the product, else of its domain), `steward`
         * (of the domain, else its owner), or the ref of a group. None means
         * that a request is approved at once.
         */
        steps: string[];
        /** ISO 8601 period, `P90D`. */
        maxDuration?: string;
        schemaChanges?: {
          /**
           * What it is not to answer in time to a change of a schema that
           * breaks readers. Default: `objection`.
           */
          silence?: 'objection' | 'consent';
        };
      }>;
      /** Longest grant, ISO 8601 period. Default: `P365D`. */
      maxDuration?: string;
      provisioning?: {
        /** Between two passes over a cluster. Default: 10 seconds. */
        interval?: HumanDuration | string;
        /** Then a grant that cannot be provisioned is failed. Default: 1 hour. */
        failAfter?: HumanDuration | string;
        /**
         * Whether bindings of ours that somebody removed are created again.
         * Default: false, they are reported; it may be on purpose.
         */
        repairMissing?: boolean;
      };
      decisions?: {
        /** Then whoever has to decide is reminded. Default: 2 days. */
        remindAfter?: HumanDuration | string;
        /** Then the domain may decide too. Default: 5 days. */
        escalateAfter?: HumanDuration | string;
      };
      renewal?: {
        /** Before the end, when the consumer is reminded. Default: 14 days. */
        remindBefore?: HumanDuration | string;
        /** Without use, when the owner is told. Default: 30 days. */
        proposeRevocationAfter?: HumanDuration | string;
      };
      /** Emergency access: at once, short, and reviewed afterwards. */
      breakGlass?: {
        /** Refs of the groups who may use it. Default: none, it is off. */
        groups?: string[];
        /** ISO 8601 period, a day at most. Default: `PT4H`. */
        maxDuration?: string;
      };
      /** Campaigns, in which owners look at what they have granted again. */
      campaigns?: {
        /** Group refs that may start and close campaigns. Default: nobody. */
        groups?: string[];
      };
    };
    /** Governance rules, each with an ID of its own. */
    policies?: Array<{
      /** Lower-case letters and digits, in parts joined by `-`. */
      id: string;
      title: string;
      /** What it is for. */
      why: string;
      severity: 'info' | 'warning' | 'error';
      /** `draft` is only tried; `enforce` at severity `error` blocks. */
      stage: 'draft' | 'warn' | 'enforce';
      /** Day, `YYYY-MM-DD`, before which `enforce` only warns. */
      enforceFrom?: string;
      /** Which products it is about. Default: all. */
      scope?: {
        domains?: string[];
        classification?: string[];
        tier?: string[];
        origin?: string[];
      };
      /** A built-in rule by its type, with its parameters beside it. */
      rule: { type: string; [parameter: string]: unknown };
      /** What to do about a violation. */
      remedy: string;
    }>;
    sync?: {
      /**
       * Share of a cluster's topics, in percent, that one pass may find gone;
       * more is held until an operator confirms it. Up to five always pass.
       * Default: 20.
       */
      maxRemovalPercent?: number;
      /** Time between two readings of the catalog. Default: 5 seconds. */
      catalog?: HumanDuration | string;
      /** Time between two evaluations of the policies. Default: 30 seconds. */
      policies?: HumanDuration | string;
      /** Time between two judgements of what ports promise. Default: 30 seconds. */
      slo?: HumanDuration | string;
    };
    /** Records of topics, shown where the cluster has `credentials.preview`. */
    samples?: {
      /**
       * Refs of groups whose members see records of data products with
       * `spec.access.samples`. Default: nobody.
       */
      groups?: string[];
    };
    quality?: {
      /**
       * Services that may report on the quality of data, beside the owners of
       * products. Default: none.
       */
      reporters?: Array<{
        /** As Backstage names it: `external:` and the subject of its token. */
        subject: string;
        /** Refs of the products that it reports on. Default: all. */
        products?: string[];
        /** Refs of their domains. Default: all. */
        domains?: string[];
      }>;
    };
    /**
     * Kafka clusters by name: lower-case letters, digits and single dashes, 20
     * characters at most. The name becomes part of entity names.
     */
    clusters?: {
      [name: string]: {
        /** What people read. Default: the name. */
        title?: string;
        /** Default: `production`. */
        environment?: string;
        /** `host:port`, at least one. */
        bootstrapServers: string[];
        /** `observe` only reads. Default: `observe`. */
        mode?: 'observe' | 'manage';
        /**
         * `open` where `allow.everyone.if.no.acl.found=true`, `external` where
         * ACLs are not what decides. Kafka does not tell. Default: `standard`.
         */
        authorizer?: 'standard' | 'open' | 'external';
        /** As in the brokers' `super.users`, which Kafka does not tell. */
        superUsers?: string[];
        tls?: Tls;
        credentials?: {
          /** Reads everything that the pages show; cannot change anything. */
          sync?: KafkaCredentials;
          /** Creates topics and ACLs; needed in mode `manage` only. */
          provisioning?: KafkaCredentials;
          /** Reads the records that pages show; without it there are none. */
          preview?: KafkaCredentials;
        };
        /** What consumers are told to connect with. Default: what we use. */
        clients?: {
          bootstrapServers?: string[];
          mechanism?:
            | 'PLAIN'
            | 'SCRAM-SHA-256'
            | 'SCRAM-SHA-512'
            | 'OAUTHBEARER';
          schemaRegistryUrl?: string;
        };
        principals?: {
          /**
           * Whether a consumer without a principal is given a SCRAM user after
           * approval. Needs SCRAM on the cluster. Default: false.
           */
          create?: boolean;
        };
        /** Globs over topic names. Internal topics always stay out. */
        topics?: {
          /** Default: `['*']`. */
          include?: string[];
          /** Default: none. */
          exclude?: string[];
        };
        /**
         * Topic prefix → Domain ref, the longest first; else the naming
         * template tells the domain.
         */
        domains?: { [prefix: string]: string };
        schemaRegistry?: {
          /** Base of Confluent's REST API. */
          url: string;
          auth?: {
            /** Default: `none`. */
            type?: 'none' | 'basic' | 'bearer' | 'mtls';
            username?: string;
            /** @visibility secret */
            password?: string;
            /** @visibility secret */
            token?: string;
          };
          tls?: Tls;
        };
        sync?: {
          /** Time between light ticks. Default: 10 seconds. */
          light?: HumanDuration | string;
          /** Time between full passes. Default: 5 minutes. */
          full?: HumanDuration | string;
        };
      };
    };
  };
}
