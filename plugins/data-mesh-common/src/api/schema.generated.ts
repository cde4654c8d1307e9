// Generated from plugins/data-mesh-backend/src/schema/openapi.yaml by `yarn openapi`.
export interface paths {
    "/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of each configured cluster, and what is wrong with the configuration */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/held-removals/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the removals pass that the guard has held; for operators */
        post: operations["confirmRemovals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/topics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listTopics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/topics/{topic}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getTopic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getProduct"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a declaration from an untrusted location hold its topic; for the domain's owner */
        post: operations["acceptDeclaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What changed in the mesh since a cursor; for plugins, not for users */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        Origin: "declared" | "published" | "discovered";
        /** @enum {string} */
        SyncState: "in-sync" | "unknown" | "drift" | "missing" | "contested";
        Failure: {
            code: string;
            message: string;
            retryable: boolean;
            item?: string;
        };
        ConfigProblem: {
            key: string;
            message: string;
        };
        /** @description How old our picture of the catalog is */
        CatalogIndexState: {
            /** Format: date-time */
            readAt?: string;
            error?: string;
        };
        TopicKey: {
            cluster: string;
            topic: string;
        };
        /** @description Topics that are gone, kept because they are too many at once */
        HeldRemovals: {
            hash: string;
            reason: string;
            count: number;
            /** @description The first hundred */
            topics: string[];
            /** Format: date-time */
            since: string;
            confirmed?: boolean;
        };
        Cluster: {
            name: string;
            title: string;
            environment: string;
            /** @enum {string} */
            mode?: "observe" | "manage";
            /** @enum {string} */
            authorizer?: "standard" | "open" | "external";
            /**
             * @description `pending` before the first pass, `ok`, `failing` while passes fail (what is shown is older), `misconfigured`
             * @enum {string}
             */
            state: "pending" | "ok" | "failing" | "misconfigured";
            clusterId?: string;
            brokers?: number;
            topics?: number;
            /** Format: date-time */
            lastTickAt?: string;
            /** Format: date-time */
            lastFullPassAt?: string;
            error?: components["schemas"]["Failure"];
            /** Format: date-time */
            failingSince?: string;
            /** @description What could not be asked in the last full pass */
            gaps: components["schemas"]["Failure"][];
            heldRemovals?: components["schemas"]["HeldRemovals"];
            problems: components["schemas"]["ConfigProblem"][];
        };
        MeshTopic: {
            cluster: string;
            environment: string;
            name: string;
            entityRef: string;
            domainRef?: string;
            ownerRef?: string;
            /** @description The product that holds the topic */
            productRef?: string;
            /** @description Whether somebody has described its Resource in Git */
            declared?: boolean;
        };
        MeshLocation: {
            cluster: string;
            environment?: string;
            topic: string;
            topicRef: string;
            state: components["schemas"]["SyncState"];
            reason?: string;
            /** @description Another product that holds the topic */
            heldBy?: string;
            /** @description Products that want the topic too */
            contestedBy?: string[];
            /** @description Whether the domain's owner has yet to accept the declaration */
            awaitsAcceptance?: boolean;
            domainRef?: string;
        };
        MeshPort: {
            name: string;
            classification?: string;
            schema?: {
                subject: string;
                format?: string;
                compatibility?: string;
            };
            locations: components["schemas"]["MeshLocation"][];
            state: components["schemas"]["SyncState"];
            reason?: string;
        };
        MeshProduct: {
            ref: string;
            origin: components["schemas"]["Origin"];
            namespace: string;
            name: string;
            title: string;
            description?: string;
            ownerRef?: string;
            domainRef?: string;
            type: string;
            lifecycle: string;
            quality?: string;
            classification?: string;
            tier?: string;
            originLocation?: string;
            ports: components["schemas"]["MeshPort"][];
            state: components["schemas"]["SyncState"];
            reason?: string;
        };
        MeshDomain: {
            ref: string;
            origin: components["schemas"]["Origin"];
            namespace: string;
            name: string;
            title: string;
            ownerRef?: string;
        };
        FeedEntry: {
            /** @enum {string} */
            type: "topic" | "product" | "domain";
            key: string;
            topic?: components["schemas"]["MeshTopic"];
            product?: components["schemas"]["MeshProduct"];
            domain?: components["schemas"]["MeshDomain"];
        };
        FeedPage: {
            /** @description None of topic, product and domain given means it is gone */
            entries: components["schemas"]["FeedEntry"][];
            cursor: string;
            more: boolean;
            /** @description The cursor was not known. With this page begins everything there is, until `more` is false; what does not come is gone. */
            reset: boolean;
            /** @description Whether every cluster and the catalog have been read at least once. Before that, nothing may be taken to be gone. */
            settled: boolean;
            /** @description Share of what it holds that a follower may remove on a reset */
            maxRemovalPercent?: number;
        };
        TopicPartition: {
            partition: number;
            leader?: number;
            replicas: number[];
            inSyncReplicas: number[];
            earliest?: string;
            latest?: string;
        };
        TopicGroup: {
            groupId: string;
            type: string;
            state: string;
            members: number;
            lag?: number;
            /** Format: date-time */
            progressedAt?: string;
        };
        TopicSchema: {
            subject: string;
            version: number;
            id?: number;
            format: string;
            compatibility?: string;
            schema: string;
        };
        TopicFacts: {
            topic: components["schemas"]["MeshTopic"];
            partitionCount?: number;
            replicationFactor?: number;
            partitions: components["schemas"]["TopicPartition"][];
            configs: {
                [key: string]: {
                    value: string | null;
                    overridden: boolean;
                };
            };
            /** @description Records between the earliest and the latest offsets */
            records?: number;
            /** @description Mean of the last minutes; absent until two passes are known */
            recordsPerMinute?: number;
            /**
             * Format: date-time
             * @description Last pass that found new records
             */
            lastGrowthAt?: string;
            /** Format: date-time */
            measuredAt?: string;
            groups: components["schemas"]["TopicGroup"][];
            schemas: components["schemas"]["TopicSchema"][];
        };
    };
    responses: {
        /** @description Backstage's standard error body */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    error: {
                        name: string;
                        message: string;
                    };
                    request?: Record<string, never>;
                    response: {
                        statusCode: number;
                    };
                };
            };
        };
    };
    parameters: {
        cluster: string;
        namespace: string;
        name: string;
        /** @description Text that name, title, description, domain, owner or a topic contains */
        q: string;
        limit: number;
        cursor: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listClusters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every configured cluster */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cluster"][];
                        /** @description Configuration that cannot be used */
                        problems: components["schemas"]["ConfigProblem"][];
                        catalog: components["schemas"]["CatalogIndexState"];
                        /** @description Whether the caller is an operator */
                        mayOperate: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One cluster */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    confirmRemovals: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Of the held removals as they were shown */
                    hash: string;
                };
            };
        };
        responses: {
            /** @description The cluster; its next pass removes the topics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listTopics: {
        parameters: {
            query?: {
                /** @description Text that name, title, description, domain, owner or a topic contains */
                q?: components["parameters"]["q"];
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of topics, by name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MeshTopic"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                topic: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is known of the topic, and since when */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicFacts"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Text that name, title, description, domain, owner or a topic contains */
                q?: components["parameters"]["q"];
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
                /** @description Domain ref */
                domain?: string;
                /** @description Owner ref; `none` for products without one */
                owner?: string;
                lifecycle?: string;
                classification?: string;
                origin?: string;
                state?: string;
                sort?: "title" | "domain" | "owner" | "lifecycle" | "classification" | "origin" | "state";
                order?: "asc" | "desc";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the products that the caller may read */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["MeshProduct"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** @description How many products each value has, the other filters applied */
                        facets: {
                            [key: string]: {
                                value: string;
                                count: number;
                            }[];
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product, and what its topics do now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        product: components["schemas"]["MeshProduct"];
                        topics: components["schemas"]["TopicFacts"][];
                        /** @description Those that its topics are on */
                        clusters: components["schemas"]["Cluster"][];
                        /** @description Claims on topics that the caller may accept */
                        mayAccept: components["schemas"]["TopicKey"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    acceptDeclaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopicKey"];
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeshProduct"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFeed: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes in order, each with the value as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
