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
        /**
         * Creates a topic at Kafka; for the owner of the domain that it belongs to
         * @description What is about to be made is written down before Kafka is asked: the same call with the same `run` finishes what was begun
         */
        post: operations["createTopic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/topic-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The name that the naming templates give a topic of a domain on a cluster */
        get: operations["suggestTopicName"];
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
        /**
         * Gives a topic more partitions or other configs; for the owner of its product, else of its domain
         * @description What is about to be changed is written down before Kafka is asked: the same call finishes what was begun. A plan that is stale is refused, and the answer says what has changed since
         */
        patch: operations["changeTopic"];
        trace?: never;
    };
    "/clusters/{cluster}/topics/{topic}/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The newest records of a topic, for those who may see them; it is in the history */
        post: operations["sampleRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/topics/{topic}/change-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What changing a topic would come to, with a hash over it; nothing is changed */
        post: operations["planTopicChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/topics/{topic}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a topic that no product holds could be published, and whether the caller may */
        get: operations["getTopicClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/schemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Registers a schema for a topic; for whoever owns the topic
         * @description As with topics, the same call with the same `run` finishes what was begun. What is not compatible is proposed as a change of the schema
         */
        post: operations["registerSchema"];
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
        /** Publishes a data product in the portal; for its owner, who also owns the domains of its topics */
        post: operations["publishProduct"];
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
        /** Takes a published product out of the mesh, unless somebody reads it; for its owner, stewards and governance */
        delete: operations["unpublishProduct"];
        options?: never;
        head?: never;
        /** Replaces the descriptor of a published product; for its owner */
        patch: operations["changeProduct"];
        trace?: never;
    };
    "/products/{namespace}/{name}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a discovered product could be published, and whether the caller may */
        get: operations["getProductClaim"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a published product stands, also while a declaration counts instead */
        get: operations["getPublication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers a published product to another owner; for its owner */
        post: operations["proposeTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/transfer/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts or declines a product that is offered; for the receiver, and to withdraw it for the owner */
        post: operations["answerTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/promotion-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What promoting a product to another environment would come to, with a hash over it; nothing is changed */
        post: operations["planPromotion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/promotions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Promotes a product by a plan; for its owner
         * @description Topics first, then schemas, then the product. The same call with the same `run` finishes what was begun; undoing the run takes back what was created in it
         */
        post: operations["promoteProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/deprecation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says when a published product ends, or one port of it; for its owner
         * @description Those who read it are told. To say what it says already changes nothing.
         */
        post: operations["deprecateProduct"];
        /** Takes back that a published product ends, or that it is retired; for its owner */
        delete: operations["reinstateProduct"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/deprecation/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is to be merged where a product is declared, so that it ends; changes nothing */
        post: operations["draftDeprecation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/retirement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a published product, unless somebody reads it; for its owner, stewards and governance */
        post: operations["retireProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/readers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who reads a product, by grants, live groups and input ports */
        get: operations["listReaders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/descriptor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The product as a catalog-info.yaml, to move it into Git */
        get: operations["exportDescriptor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published of a product in the portal */
        get: operations["listProductVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claims": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes many topics as products of a group, each decided by itself */
        post: operations["claimTopics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What owners of domains are asked to publish for others */
        get: operations["listClaimRequests"];
        put?: never;
        /** Asks the owner of a domain to publish a product for a group of the caller's */
        post: operations["requestClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["withdrawClaimRequest"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/claim-requests/{id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes what was proposed, or declines to; for the owner of the domain */
        post: operations["answerClaimRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products and domains that are offered to the caller, and wait for an answer */
        get: operations["listTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publishes a data domain in the portal; a part of another for whoever owns that, any for governance and operators */
        post: operations["publishDomain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes a published domain out of the mesh, unless something is in it */
        delete: operations["unpublishDomain"];
        options?: never;
        head?: never;
        /**
         * Replaces the descriptor of a published domain; for its owner and the owner of what it is a part of
         * @description Another owner takes governance, with a reason; anybody else offers it (`…/transfer`).
         */
        patch: operations["changeDomain"];
        trace?: never;
    };
    "/domains/{namespace}/{name}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change of a published domain would come to; changes nothing */
        post: operations["checkDomainChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}/publication": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a published domain stands, also while a declaration counts instead */
        get: operations["getDomainPublication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Offers a published domain to another owner; for its owner, the owner of what it is a part of, and governance */
        post: operations["proposeDomainTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}/transfer/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts or declines a domain that is offered; for the receiver, and to withdraw it for whoever could offer it */
        post: operations["answerDomainTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}/descriptor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The domain as a catalog-info.yaml, to move it into Git */
        get: operations["exportDomainDescriptor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/domains/{namespace}/{name}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published of a domain in the portal */
        get: operations["listDomainVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/objectives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether each promise of a product is kept, and what tools say of its quality */
        get: operations["getObjectives"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{namespace}/{name}/quality-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds what a tool has found of the data's quality; for the product's owner, and services that are configured */
        post: operations["reportQuality"];
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
    "/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an access request or a creation would do, with a hash over it; nothing is stored */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who would decide on another team's request to read a product, before it is there */
        get: operations["previewAccessRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/consumers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Components, systems and resources on whose behalf the caller may ask for access */
        get: operations["listConsumers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items of requests that the caller has made, has to decide on, or may see */
        get: operations["listAccessRequestItems"];
        put?: never;
        /** Asks for access; all items are taken, or none */
        post: operations["submitAccessRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-requests/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getAccessRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-requests/{id}/items/{item}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or rejects the step that an item is at */
        post: operations["decideItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/access-requests/{id}/items/{item}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an item back that is not decided yet; for its requester */
        post: operations["withdrawItem"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Governance rules, with how much each of them finds wrong now */
        get: operations["listPolicies"];
        put?: never;
        /** Publishes a policy under an ID that has none; for governance */
        post: operations["publishPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getPolicy"];
        /** Publishes the next version of a policy of the portal; for governance */
        put: operations["publishPolicyVersion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/announcement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tells the owners of products that fail from when it is enforced; for governance */
        post: operations["announcePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a policy of the portal out of force; for governance */
        post: operations["retirePolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published of a policy of the portal; drafts only for operators and governance */
        get: operations["listPolicyVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policies/{id}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a policy, or a change of it, would find wrong with today's mesh; stores nothing */
        post: operations["tryPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What policies find wrong, or have found */
        get: operations["listFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/findings/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many findings were open on each of the last days */
        get: operations["getFindingTrend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Products that policies are not held against for a while */
        get: operations["listExemptions"];
        put?: never;
        /** Asks for an exemption; for the product's owner, and who makes policies */
        post: operations["requestExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exemptions/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves or rejects; for those who make policies, but whoever asked */
        post: operations["decideExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/exemptions/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an exemption back, or what was asked for */
        post: operations["revokeExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What policies would find wrong with a data product before it is there */
        post: operations["checkDescriptor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules that a policy can use, with their parameters */
        get: operations["listPolicyRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/policy-trials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with a policy's document, else what it would find; for governance, stores nothing */
        post: operations["tryPolicyDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getGrant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/renew": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the end; on evidence of use at once, else for the owner */
        post: operations["renewGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a grant, at once or at a time; for its owner, its consumer or governance */
        post: operations["revokeGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a grant again that failed, or creates bindings again that were removed by hand */
        post: operations["retryGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Closes the review of emergency access; for the product's owners and governance */
        post: operations["reviewGrant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Creates the consumer's SCRAM user and answers its password, this once */
        post: operations["revealCredentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/credentials/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lets the user of before a rotation go, with its access */
        delete: operations["dropCredentials"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/grants/{id}/offset-resets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Moves the offsets of a group of one's own consumer, or shows what would move */
        post: operations["resetOffsets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns in which grants of a domain are looked at again */
        get: operations["listCampaigns"];
        put?: never;
        /** Has the owners of a domain look at its grants again by a date */
        post: operations["startCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getCampaign"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCampaignItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms grants, or drops them, which revokes them at once; for owners */
        post: operations["decideCampaignItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/campaigns/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a campaign before its date; revokes nothing */
        post: operations["closeCampaign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of the caller, the newest first; of everybody for operators */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/runs/{run}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes back what was made in a run, the last first; what is used stays
         * @description The same call again finishes what was begun
         */
        post: operations["undoRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of schemas, and what their readers say to them */
        get: operations["listSchemaChanges"];
        put?: never;
        /** Registers a compatible schema; proposes any other to its readers */
        post: operations["proposeSchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a schema would break, and whom it would ask; stores nothing */
        post: operations["planSchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getSchemaChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says for a consumer what it makes of a change; for its owner */
        post: operations["answerSchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/{id}/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts a change for its readers; for stewards and governance, never for who proposed it */
        post: operations["overrideSchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a change back that is not registered; for the product's owner */
        post: operations["withdrawSchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema-changes/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries again to register a change that failed; for the product's owner */
        post: operations["retrySchemaChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may do it, through which bindings, and on whose approval */
        get: operations["explainAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/unmanaged-acls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** ACLs at Kafka that no grant has made */
        get: operations["listUnmanagedAcls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/adoptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes grants of ACLs that are there already; no ACL is touched */
        post: operations["adoptAcls"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/unmanaged-acls/{binding}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a binding be as it is, with a reason */
        post: operations["ignoreAcl"];
        /** Lists a binding again that was ignored */
        delete: operations["unignoreAcl"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/unmanaged-acls/{binding}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Deletes exactly this binding at Kafka */
        post: operations["revokeAcl"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/principals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The register; which consumer holds which principal */
        get: operations["listPrincipals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clusters/{cluster}/principals/confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets a consumer from an untrusted location hold its principal; for operators */
        post: operations["confirmPrincipal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, the newest first; append-only */
        get: operations["listHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/history/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All entries that match, the oldest first, as a file */
        get: operations["exportHistory"];
        put?: never;
        post?: never;
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
    "/search-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a search index keeps of each data product; for plugins, not for users */
        get: operations["listSearchDocuments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archives": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a run of the caller's has kept */
        get: operations["listArchives"];
        put?: never;
        /** Keeps the files that a run of a template made, for whoever ran it, for 24 hours */
        post: operations["keepArchive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/archives/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files, as ZIP; for whoever made them */
        get: operations["downloadArchive"];
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
        Archive: {
            id: string;
            /** @description ID of the scaffolder's task that made it */
            run: string;
            name: string;
            createdBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /** @description Bytes */
            size: number;
            sha256: string;
        };
        Reason: {
            reason: string;
        };
        /** @enum {string} */
        AccessMode: "read" | "write";
        /** @description One ACL of Kafka, exactly */
        AclBinding: {
            resourceType: string;
            resourceName: string;
            patternType: string;
            principal: string;
            host: string;
            operation: string;
            /** @enum {string} */
            permission: "ALLOW" | "DENY";
        };
        AccessRequestInput: {
            items: {
                /** @description Ref of the data product */
                product: string;
                port: string;
                /** @description Needed only where the port is in several */
                environment?: string;
            }[];
            /** @description Ref of the component, system or resource that will use it */
            consumer: string;
            mode: components["schemas"]["AccessMode"];
            /** @description Consumer groups besides those named after the consumer */
            groups?: string[];
            /** @description For transactional producers */
            transactionalIdPrefix?: string;
            /** @description For Kafka Streams; its internal topics and its group */
            applicationId?: string;
            purpose: string;
            /** @description ISO 8601 period */
            duration: string;
            /** @description Emergency access: at once, for minutes to hours, and looked at afterwards; for the groups that dataMesh.access.breakGlass names. The purpose says why it cannot wait */
            breakGlass?: {
                /** @description Address (http or https) of the incident */
                incident: string;
            };
            /** @description Of the plan as it was shown; another one is a conflict */
            planHash?: string;
        };
        Refusal: {
            code: string;
            /** @description The item, the reason and the remedy */
            message: string;
        };
        /** @description A step of approval */
        PlannedStep: {
            /** @description `owner`, `steward`, or the ref of a group */
            name: string;
            /** @description Refs of the users and groups who can decide it */
            deciders: string[];
        };
        PlannedItem: {
            product: string;
            productTitle?: string;
            port: string;
            environment?: string;
            cluster?: string;
            topic?: string;
            principal?: string;
            /** @description Exactly what would be created at Kafka */
            bindings: components["schemas"]["AclBinding"][];
            /** @description The access rule that applies */
            rule?: string;
            /** @description None means that it is approved at once */
            steps: components["schemas"]["PlannedStep"][];
            maxDuration?: string;
            warnings?: string[];
            refusal?: components["schemas"]["Refusal"];
            /** @description A live request item or grant for the same, where there is one */
            existing?: {
                requestId?: string;
                itemId?: string;
                grantId?: string;
            };
        };
        AccessPlan: {
            hash: string;
            /**
             * Format: date-time
             * @description When grants would end if they began now
             */
            endsAt?: string;
            refusal?: components["schemas"]["Refusal"];
            items: components["schemas"]["PlannedItem"][];
        };
        Consumer: {
            ref: string;
            title: string;
            kind: string;
            ownerRef?: string;
            /** @description One entry for each cluster */
            principals: {
                cluster: string;
                principal?: string;
                /**
                 * @description `held`: ready; `awaiting`: an operator has to confirm it; `contested`: another consumer holds it; `invalid`; `none`: no annotation; `creatable`: none yet, made after approval
                 * @enum {string}
                 */
                state: "held" | "awaiting" | "contested" | "invalid" | "none" | "creatable";
                reason?: string;
            }[];
        };
        Decision: {
            step: string;
            /** @enum {string} */
            decision: "approve" | "reject";
            decidedBy: string;
            /** Format: date-time */
            decidedAt: string;
            comment?: string;
            conditions?: string;
        };
        AccessRequestItem: {
            id: string;
            requestId: string;
            product: string;
            productTitle?: string;
            port: string;
            environment: string;
            cluster: string;
            topic: string;
            consumer: string;
            principal: string;
            mode: components["schemas"]["AccessMode"];
            purpose: string;
            duration: string;
            /** @enum {string} */
            state: "pending" | "approved" | "rejected" | "withdrawn";
            version: number;
            /** @description Index of the step it is at, while pending */
            step?: number;
            steps: components["schemas"]["PlannedStep"][];
            decisions: components["schemas"]["Decision"][];
            bindings: components["schemas"]["AclBinding"][];
            rule: string;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            waitingSince?: string;
            /** Format: date-time */
            decidedAt?: string;
            grantId?: string;
            grantState?: string;
            mayDecide: boolean;
            mayNotDecideBecause?: string;
            mayWithdraw: boolean;
        };
        AccessRequest: {
            id: string;
            requestedBy: string;
            consumer: string;
            mode: components["schemas"]["AccessMode"];
            purpose: string;
            duration: string;
            /** Format: date-time */
            createdAt: string;
            items: components["schemas"]["AccessRequestItem"][];
        };
        /** @enum {string} */
        PolicySeverity: "info" | "warning" | "error";
        /** @enum {string} */
        PolicyStage: "draft" | "warn" | "enforce";
        Policy: {
            id: string;
            title: string;
            why: string;
            severity: components["schemas"]["PolicySeverity"];
            stage: components["schemas"]["PolicyStage"];
            /** @description Before the day of enforceFrom, `enforce` only warns */
            stageNow: components["schemas"]["PolicyStage"];
            /** Format: date-time */
            enforceFrom?: string;
            /**
             * @description Where it stands; one of the portal has a version
             * @enum {string}
             */
            origin: "configuration" | "portal";
            version?: number;
            publishedBy?: string;
            /** Format: date-time */
            publishedAt?: string;
            /** @description Why this version was published */
            reason?: string;
            scope: {
                domains?: string[];
                classification?: string[];
                tier?: string[];
                origin?: string[];
            };
            rule: {
                type: string;
                title: string;
                parameters: (components["schemas"]["PolicyParameter"] & {
                    value?: unknown;
                })[];
            };
            remedy: string;
            /** @description Open ones, of products that the caller may see */
            findings: number;
            /** @description Products with an open finding */
            products: number;
            /** @description Domains that make it stricter, by ref */
            tightened?: string[];
        };
        /** @description A policy, as it would be written in dataMesh.policies */
        PolicyDocument: {
            [key: string]: unknown;
        };
        /** @description The version that one has seen; refused if it is not the newest any more */
        PolicyBasedOn: number;
        PolicyDetails: components["schemas"]["Policy"] & {
            document: components["schemas"]["PolicyDocument"];
        };
        PolicyVersion: {
            version: number;
            document: components["schemas"]["PolicyDocument"];
            /** @description What differs from the version before it that the caller may see */
            changes: components["schemas"]["PolicyDocumentChange"][];
            /**
             * @description A retired one takes the policy out of force
             * @enum {string}
             */
            state: "published" | "retired";
            publishedBy: string;
            /** Format: date-time */
            publishedAt: string;
            reason: string;
        };
        PolicyAnnouncement: {
            /** @description Products whose owners are told by this */
            told: number;
            /** @description Products whose owners knew of this date already */
            toldBefore: number;
            /** @description Products that fail and have nobody to be told */
            withoutOwner: number;
        };
        PolicyParameter: {
            name: string;
            description: string;
            /**
             * @description What it holds: a number; one of `allowed`; a list of texts, each of `allowed` if there is such; CEL expressions; a map from classifications (`allowed`) to ISO 8601 periods
             * @enum {string}
             */
            kind: "number" | "choice" | "list" | "expressions" | "periods";
            optional: boolean;
            allowed?: string[];
        };
        PolicyRule: {
            type: string;
            title: string;
            parameters: components["schemas"]["PolicyParameter"][];
        };
        /** @description Tried on so many products in this answer; on all if left out */
        PolicyTrialLimit: number;
        /** @description Of the answer before this one */
        PolicyTrialCursor: string;
        PolicyDocumentChange: {
            path: string;
            before?: unknown;
            after?: unknown;
        };
        PolicyDocumentTrial: {
            /** @description What of the document cannot be read; then nothing was tried */
            problems: {
                path: string;
                message: string;
                /** @description Within the text at the path, from 1; of the column likewise */
                line?: number;
                column?: number;
            }[];
            /** @description What differs from the document in force, if there is one */
            changes: components["schemas"]["PolicyDocumentChange"][];
            /** @description Of the portal's version in force */
            version?: number;
            trial?: components["schemas"]["PolicyTrial"];
        };
        Finding: {
            id: string;
            policy: string;
            policyTitle: string;
            product: string;
            productTitle: string;
            domain?: string;
            owner?: string;
            /** @description What of the product it is about */
            subject: string;
            severity: components["schemas"]["PolicySeverity"];
            stage: components["schemas"]["PolicyStage"];
            /** @description What is there */
            value: string;
            message: string;
            remedy: string;
            /** Format: date-time */
            firstSeenAt: string;
            /** Format: date-time */
            fixedAt?: string;
            exemption?: components["schemas"]["FindingExemption"];
            /** @description Whether the caller can ask to have its product exempt from the policy */
            mayExempt?: boolean;
        };
        /**
         * @description `requested` waits for a decision, `active` holds; each ends by itself
         * @enum {string}
         */
        ExemptionState: "requested" | "active" | "ended" | "rejected" | "revoked";
        /** @description A product that a policy is not held against, until a date */
        Exemption: {
            id: string;
            policy: string;
            policyTitle: string;
            product: string;
            productTitle: string;
            state: components["schemas"]["ExemptionState"];
            reason: string;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            /** Format: date-time */
            endsAt: string;
            decidedBy?: string;
            /** Format: date-time */
            decidedAt?: string;
            /** @description Of whoever decided, or took it back */
            comment?: string;
            revokedBy?: string;
            /** Format: date-time */
            revokedAt?: string;
            /** @description What the caller may do with it */
            may: {
                decide: boolean;
                revoke: boolean;
            };
        };
        /** @description Why, and until when, a finding is not held against its product */
        FindingExemption: {
            id: string;
            reason: string;
            /** Format: date-time */
            endsAt: string;
        };
        /** @description What was open at the end of a day in UTC; of today, what is open now */
        FindingTrendDay: {
            /** Format: date */
            day: string;
            error: number;
            warning: number;
            info: number;
        };
        DomainScore: {
            /** @description Left out for products without one */
            domain?: string;
            products: number;
            /** @description Products without an open finding */
            clean: number;
            error: number;
            warning: number;
            info: number;
        };
        PolicyViolation: {
            subject: string;
            value: string;
            message: string;
        };
        PolicyTrial: {
            /** @description How many products it was tried on; all numbers are of these */
            products: number;
            /** @description How many there are to try it on */
            totalProducts: number;
            /** @description Where there are more to try it on */
            nextCursor?: string;
            /** @description Products that fail now and would, too */
            stillFailing: number;
            /** @description Products to which no access would be given once it is enforced, and is now */
            newlyBlocked: number;
            failsNow: number;
            wouldFail: number;
            /** @description Products that fail now and would not */
            newlyPassing: number;
            /** @description Products that would fail and do not now */
            newlyFailingTotal: number;
            /** @description The first 500 of them */
            newlyFailing: {
                product: string;
                productTitle: string;
                domain?: string;
                owner?: string;
                violations: components["schemas"]["PolicyViolation"][];
            }[];
        };
        PolicyCheck: {
            /** @description Whether something that is enforced is violated, or the descriptor is invalid */
            isBlocked: boolean;
            /** @description What is wrong with the descriptor itself */
            problems: {
                path: string;
                message: string;
            }[];
            /** @description Policies that are violated */
            results: components["schemas"]["PolicyResult"][];
        };
        PolicyResult: {
            policy: string;
            title: string;
            severity: components["schemas"]["PolicySeverity"];
            stage: components["schemas"]["PolicyStage"];
            blocks: boolean;
            /**
             * Format: date-time
             * @description Until when the product is exempt, so that it does not block
             */
            exemptUntil?: string;
            remedy: string;
            violations: components["schemas"]["PolicyViolation"][];
        };
        /** @enum {string} */
        ReviewVerdict: "justified" | "unjustified";
        /** @description Of emergency access */
        BreakGlass: {
            /** @description Address of the incident */
            incident: string;
            /** @description Once somebody has looked at it */
            review?: {
                verdict: components["schemas"]["ReviewVerdict"];
                comment: string;
                reviewedBy: string;
                /** Format: date-time */
                reviewedAt: string;
            };
        };
        /** @enum {string} */
        GrantState: "pending" | "active" | "failed" | "ending" | "expired" | "revoked";
        GrantBinding: {
            id: string;
            binding: components["schemas"]["AclBinding"];
            /**
             * @description `intended`: to be created; `present`: read back; `missing`: ours, but removed by somebody else; `removed`
             * @enum {string}
             */
            state: "intended" | "present" | "missing" | "removing" | "removed";
            /** @description Whether it was there before; then it stays after the end */
            existedBefore: boolean;
            /** @description Other live grants that want it too */
            sharedWith?: number;
            error?: components["schemas"]["Failure"];
        };
        Evidence: {
            /** @enum {string} */
            verdict: "seen" | "not-seen" | "unknown";
            sentence: string;
            /**
             * Format: date-time
             * @description When it was last seen
             */
            at?: string;
            /**
             * Format: date-time
             * @description Since when it was not seen
             */
            since?: string;
            groups?: {
                group: string;
                members: number;
                lag?: number;
                /** Format: date-time */
                progressedAt?: string;
            }[];
        };
        /** @description What a client of the consumer needs */
        Connection: {
            bootstrapServers: string[];
            securityProtocol: string;
            saslMechanism?: string;
            username?: string;
            principal: string;
            topic: string;
            /** @description Names that a group may have */
            groups: {
                name: string;
                /** @enum {string} */
                pattern: "LITERAL" | "PREFIXED";
            }[];
            transactionalIdPrefix?: string;
            schemaRegistryUrl?: string;
            schemaRegistryAuth?: string;
            subject?: string;
            schemaFormat?: string;
            /**
             * @description `own`: the consumer has them; `create`: to be revealed here; `created`: revealed before
             * @enum {string}
             */
            credentials?: "own" | "create" | "created";
            /**
             * @description What becomes of those made here: `shown` once, or `kept` by a secret sink
             * @enum {string}
             */
            passwords?: "shown" | "kept";
            /** @description Users of before a rotation, which work until they are dropped */
            olderUsers?: string[];
        };
        Grant: {
            id: string;
            /** @enum {string} */
            origin: "request" | "adoption" | "break-glass";
            breakGlass?: components["schemas"]["BreakGlass"];
            requestId?: string;
            itemId?: string;
            product?: string;
            productTitle?: string;
            port?: string;
            environment: string;
            cluster: string;
            topic: string;
            consumer: string;
            principal: string;
            mode: components["schemas"]["AccessMode"];
            purpose: string;
            conditions?: string;
            /** @description Refs of who decided, or the access rule that did */
            approvedBy: string[];
            requestedBy: string;
            duration: string;
            /** @description Last day of the product or port that it is for; it is not renewed beyond that */
            sunset?: string;
            state: components["schemas"]["GrantState"];
            /** @description Why it failed or ends */
            reason?: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt: string;
            /** Format: date-time */
            activatedAt?: string;
            /** Format: date-time */
            endedAt?: string;
            /** @description Brokers that were seen to have every binding */
            confirmed: number;
            brokers: number;
            error?: components["schemas"]["Failure"];
            /** @description Whether bindings that were there before are still there */
            accessRemains?: boolean;
            bindings: components["schemas"]["GrantBinding"][];
            evidence?: components["schemas"]["Evidence"];
            connection?: components["schemas"]["Connection"];
            /** @description What the caller may do now */
            may: {
                renew: boolean;
                /** @description Whether also where it is not seen to be used */
                renewWithoutEvidence: boolean;
                revoke: boolean;
                retry: boolean;
                /** @description Told only where one grant is asked for */
                reveal: boolean;
                resetOffsets: boolean;
                /** @description To close the review of emergency access */
                review: boolean;
            };
        };
        /**
         * @description What becomes at the date of grants that nobody has answered for
         * @enum {string}
         */
        CampaignUndecided: "keep" | "revoke";
        /**
         * @description `revoked` and `undecided` (kept) are those that nobody has answered for; `ended` those that ended by themselves meanwhile
         * @enum {string}
         */
        CampaignItemState: "open" | "confirmed" | "dropped" | "revoked" | "undecided" | "ended";
        Campaign: {
            id: string;
            domain: string;
            domainTitle: string;
            title: string;
            reason: string;
            startedBy: string;
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            dueAt: string;
            undecided: components["schemas"]["CampaignUndecided"];
            /** @enum {string} */
            state: "open" | "closed";
            /** Format: date-time */
            closedAt?: string;
            /** @description Who closed it before its date */
            closedBy?: string;
            closeReason?: string;
            /** @description Its grants by state, as far as the caller may see them */
            counts: {
                open: number;
                confirmed: number;
                dropped: number;
                revoked: number;
                undecided: number;
                ended: number;
            };
            /** @description Open ones that the caller can answer for */
            yours: number;
            /** @description What the caller may do now */
            may: {
                decide: boolean;
                close: boolean;
            };
        };
        CampaignPlan: {
            dryRun: boolean;
            title: string;
            /** @description Refs of the domain and of those below it */
            domains: string[];
            /** Format: date-time */
            dueAt: string;
            undecided: components["schemas"]["CampaignUndecided"];
            /** @description How many are looked at again */
            grants: number;
            /** @description Whom is asked for how many */
            owners: {
                owner: string;
                grants: number;
            }[];
            /** @description Products with grants that nobody can answer for */
            nobody: {
                product: string;
                productTitle: string;
                grants: number;
            }[];
            campaign?: components["schemas"]["Campaign"];
        };
        CampaignItem: {
            grant: components["schemas"]["Grant"];
            state: components["schemas"]["CampaignItemState"];
            /** @description Ref of who is asked; absent where nobody can answer */
            asked?: string;
            decidedBy?: string;
            /** Format: date-time */
            decidedAt?: string;
            comment?: string;
            mayDecide: boolean;
        };
        CampaignAnswer: {
            grant: string;
            /** @enum {string} */
            outcome: "confirmed" | "dropped" | "ended" | "conflict" | "refused" | "not-found";
            /** @description Why it was neither confirmed nor dropped */
            message?: string;
        };
        /** @enum {string} */
        SchemaFormat: "AVRO" | "JSON" | "PROTOBUF";
        /** @description A port that the schema is to be of its own; the old one is deprecated */
        NewPort: {
            name: string;
            topic: string;
        };
        /**
         * @description `open` until all readers agree or somebody overrides them, `accepted` until the schema registry has it; `failed` waits for a retry
         * @enum {string}
         */
        SchemaChangeState: "open" | "accepted" | "registered" | "failed" | "withdrawn";
        /**
         * @description `date`: fine from a date on
         * @enum {string}
         */
        SchemaChangeAnswer: "acknowledge" | "object" | "date";
        SchemaBreak: {
            /** @description Of the field, dotted; empty for the schema itself */
            path: string;
            /**
             * @description `backward`: readers of the new schema cannot read older records; `forward`: readers of the old schema cannot read newer ones
             * @enum {string}
             */
            direction: "backward" | "forward";
            /** @enum {string} */
            kind: "added" | "removed" | "type";
            sentence: string;
        };
        SchemaBypass: {
            port: string;
            cluster: string;
            subject: string;
            version: number;
            /** @description The version before it */
            before: number;
            /** @description The compatibility that was promised to readers */
            level: string;
            breaks: components["schemas"]["SchemaBreak"][];
            /** Format: date-time */
            foundAt: string;
        };
        SchemaReader: {
            /**
             * @description `group`: a consumer group of nobody known, who cannot answer
             * @enum {string}
             */
            kind: "consumer" | "group";
            /** @description Ref of the consumer */
            consumer?: string;
            /** @description Ref of who answers for it, if the catalog names an owner */
            owner?: string;
            /** @description Live consumer groups */
            groups: string[];
        };
        SchemaChangeReader: components["schemas"]["SchemaReader"] & {
            /**
             * @description `later`: agrees from a date on; `silent`: no answer by the date; `unknown`: cannot answer; `left`: no longer reads it
             * @enum {string}
             */
            stand: "agrees" | "later" | "objects" | "silent" | "waiting" | "unknown" | "left";
            /** Format: date-time */
            askedAt: string;
            answer?: components["schemas"]["SchemaChangeAnswer"];
            /** Format: date-time */
            date?: string;
            comment?: string;
            answeredBy?: string;
            /** Format: date-time */
            answeredAt?: string;
            mayAnswer: boolean;
        };
        SchemaChangePlan: {
            subject: string;
            cluster: string;
            topic: string;
            environment: string;
            format: components["schemas"]["SchemaFormat"];
            /** @description The latest version; absent where there is none */
            before?: {
                version: number;
                schema: string;
            };
            /** @description Compatibility that applies to the subject */
            level: string;
            /** @description What the schema registry says */
            compatible: boolean;
            /** @description Of the schema registry */
            messages: string[];
            /** @description Field by field; absent where it cannot be told */
            breaks?: components["schemas"]["SchemaBreak"][];
            /** @description Who would be asked, as far as the caller may see them */
            readers: components["schemas"]["SchemaReader"][];
            /** @description How many more there are */
            hiddenReaders?: number;
            /** @description Whether that is everybody, as far as Kafka could be asked */
            readersKnown: boolean;
            /**
             * @description What no answer by the date is
             * @enum {string}
             */
            silence: "objection" | "consent";
            /** @description Refs of who could accept it for the readers */
            overriders: string[];
        };
        SchemaChangeSummary: {
            id: string;
            product: string;
            productTitle: string;
            port: string;
            environment: string;
            cluster: string;
            topic: string;
            /** @description That the schema is registered under */
            subject: string;
            newPort?: components["schemas"]["NewPort"];
            format: components["schemas"]["SchemaFormat"];
            state: components["schemas"]["SchemaChangeState"];
            /** @description Whether somebody objects, or has not answered in time */
            objected: boolean;
            compatible: boolean;
            message: string;
            proposedBy: string;
            /** Format: date-time */
            proposedAt: string;
            /** Format: date-time */
            respondBy?: string;
            /** Format: date-time */
            closedAt?: string;
            registeredVersion?: number;
            /** @description Why it is not registered yet */
            failure?: string;
            /** @description Readers who are asked */
            counts: {
                asked: number;
                agree: number;
            };
            /** @description Readers that the caller has yet to answer for */
            yours: number;
        };
        SchemaChange: components["schemas"]["SchemaChangeSummary"] & {
            schema: string;
            /** @description The version that it follows; absent where there was none */
            before?: {
                version: number;
                schema: string;
            };
            level?: string;
            /** @description Of the schema registry */
            messages: string[];
            breaks?: components["schemas"]["SchemaBreak"][];
            readers: components["schemas"]["SchemaChangeReader"][];
            /** @description How many more there are that the caller may not see */
            hiddenReaders?: number;
            /** @enum {string} */
            silence: "objection" | "consent";
            overriders: string[];
            /** Format: date-time */
            acceptedAt?: string;
            overriddenBy?: string;
            overrideReason?: string;
            withdrawnBy?: string;
            withdrawReason?: string;
            /** @description Of the registered version, at the schema registry */
            schemaId?: number;
            /** Format: date-time */
            nextAttemptAt?: string;
            /** @description Of a port of its own, the lines to merge (YAML) */
            descriptor?: string;
            /** @description Whether the product has that port, and has deprecated the old one */
            isMerged?: boolean;
            /** @description What the caller may do now */
            may: {
                answer: boolean;
                override: boolean;
                withdraw: boolean;
                retry: boolean;
            };
        };
        RevealedCredentials: {
            username: string;
            mechanism: string;
            /** @description Told this once; absent where a secret sink has it */
            password?: string;
            /** @description Where the secret sink put it */
            storedAt?: string;
        };
        OffsetReset: {
            group: string;
            topic: string;
            dryRun: boolean;
            partitions: {
                partition: number;
                from?: string;
                to: string;
                /** @description Records that would be read again (above 0) or skipped (below) */
                records?: number;
            }[];
        };
        ExplainedBinding: {
            id: string;
            binding: components["schemas"]["AclBinding"];
            /** @description Why it may stay although it is not managed here */
            ignored?: string;
            /** @description None means that it is not managed here */
            grants?: {
                grantId: string;
                requestId?: string;
                product?: string;
                consumer: string;
                requestedBy?: string;
                approvedBy: string[];
                purpose?: string;
                /** Format: date-time */
                endsAt: string;
                state: components["schemas"]["GrantState"];
            }[];
        };
        ExplainedPrincipal: {
            principal: string;
            /** @description The consumer that holds the principal */
            consumer?: string;
            /**
             * @description `depends`: on the address that the client connects from; `unknown`: ACLs are not what decides on this cluster
             * @enum {string}
             */
            verdict: "allowed" | "denied" | "depends" | "unknown";
            sentence: string;
            allowedBy: components["schemas"]["ExplainedBinding"][];
            deniedBy: components["schemas"]["ExplainedBinding"][];
            /** @description Consumer groups that the principal may use, for READ */
            groups?: components["schemas"]["ExplainedBinding"][];
        };
        Explanation: {
            cluster: string;
            topic: string;
            operation: string;
            /**
             * Format: date-time
             * @description When the ACLs were read; absent where they never were
             */
            readAt?: string;
            /** @description Why the ACLs could not be read */
            unreadable?: string;
            principals: components["schemas"]["ExplainedPrincipal"][];
        };
        UnmanagedAcl: {
            id: string;
            binding: components["schemas"]["AclBinding"];
            consumer?: string;
            product?: string;
            ignored?: {
                reason: string;
                by: string;
                /** Format: date-time */
                at: string;
            };
            /** @description Whether the caller may ignore and revoke it */
            mayAct?: boolean;
            /** @description Why it can neither be adopted nor revoked here */
            protected?: string;
        };
        Adoption: {
            dryRun: boolean;
            grants: {
                grantId?: string;
                topic: string;
                product?: string;
                principal: string;
                consumer: string;
                mode: components["schemas"]["AccessMode"];
                /** Format: date-time */
                endsAt: string;
                bindings: components["schemas"]["AclBinding"][];
            }[];
            /** @description ACLs that were left alone, and why */
            skipped: {
                binding: components["schemas"]["AclBinding"];
                reason: string;
            }[];
        };
        RegisteredPrincipal: {
            cluster: string;
            principal: string;
            /** @description Who holds it */
            consumer?: string;
            /** Format: date-time */
            since?: string;
            createdHere?: boolean;
            contestedBy?: string[];
            /** @description Consumers that an operator has yet to confirm */
            awaiting?: string[];
            claimants: string[];
            /** @description Why it cannot be used */
            invalid?: string;
        };
        HistoryEntry: {
            seq: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            /** @description What happened, in words */
            sentence?: string;
            product?: string;
            consumer?: string;
            cluster?: string;
            topic?: string;
            principal?: string;
            requestId?: string;
            itemId?: string;
            grantId?: string;
            details: {
                [key: string]: unknown;
            };
            previousHash?: string;
            hash: string;
        };
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
            /** @description ID of the policy of the portal that it is about, if it is */
            policy?: string;
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
        /** @description A DataProduct, as in its catalog-info.yaml; of 50,000 characters at most */
        Descriptor: {
            [key: string]: unknown;
        };
        /** @description The version that the change is based on */
        ProductBasedOn: number;
        ProductVersion: {
            version: number;
            /**
             * @description An unpublished one takes the product out of the mesh
             * @enum {string}
             */
            state: "published" | "unpublished";
            entity: components["schemas"]["Descriptor"];
            owner: string;
            changedBy: string;
            /** Format: date-time */
            changedAt: string;
            reason?: string;
            /** @description What differs from the version before it */
            changes: components["schemas"]["PolicyDocumentChange"][];
        };
        /** @description An offer of a product or domain to another owner */
        Transfer: {
            to: string;
            reason?: string;
            proposedBy: string;
            /** Format: date-time */
            proposedAt: string;
        };
        /** @description What is offered to somebody */
        Offer: {
            /** @enum {string} */
            kind: "product" | "domain";
            ref: string;
            title: string;
            transfer: components["schemas"]["Transfer"];
        };
        ProductStanding: components["schemas"]["ProductVersion"] & {
            /** @description Where it is declared, which counts instead */
            shadowedBy?: string;
            transfer?: components["schemas"]["Transfer"];
            /** @description Whether the caller speaks for its owner */
            isOwner: boolean;
            /** @description Whether the caller speaks for whom it is offered to */
            mayAccept: boolean;
            /** @description Whether the caller may end it although it is read */
            mayOverride: boolean;
        };
        Claim: {
            entity: components["schemas"]["Descriptor"];
            /** @description For whom the caller could publish it, the likeliest first */
            owners: string[];
            /** @description Owners of the domains of its topics, who can publish it */
            domainOwners: string[];
            mayPublish: boolean;
            /** @description Why the caller may not, and what to do */
            reason?: string;
            /** @description Policies that it would violate */
            results: components["schemas"]["PolicyResult"][];
        };
        Publication: {
            product: components["schemas"]["MeshProduct"];
            version: number;
            /** @description Policies that it violates and that only warn */
            results: components["schemas"]["PolicyResult"][];
        };
        /** @description What belongs together and is undone together, such as the ID of a scaffolder task; of one person */
        RunName: string;
        TopicInput: {
            /** @description Of 249 characters at most, as Kafka takes it */
            name: string;
            partitions: number;
            /** @description Left out or -1, it is what the brokers have as default */
            replicationFactor?: number;
            /** @description Of those topic configs that can be set here; at most 50 */
            configs?: {
                [key: string]: string;
            };
            run?: components["schemas"]["RunName"];
            reason?: string;
        };
        /** @description New values by key, of those that can be set here; `null` returns to the brokers' default */
        TopicConfigChanges: {
            [key: string]: string | null;
        };
        TopicChangeInput: {
            /** @description In all, today's included; they can only become more */
            partitions?: number;
            configs?: components["schemas"]["TopicConfigChanges"];
        };
        /** @description One thing about a topic that becomes another */
        TopicChange: {
            /** @description `partitions`, or that of a config */
            key: string;
            /** @description Left out where the brokers' default applies */
            from?: string;
            /** @description Left out where the brokers' default will apply */
            to?: string;
            /** @description What it entails for whoever writes and reads the topic */
            consequence?: string;
        };
        TopicChangePlan: {
            /** @description Of what is to be changed, how that stands now and what it entails */
            hash: string;
            /** @description What is not so already */
            changes: components["schemas"]["TopicChange"][];
            /** @description What all of it entails, in sentences */
            consequences: string[];
            /** @description Policies that it would violate, those that only warn among them */
            results: components["schemas"]["PolicyResult"][];
            /** @description Why it cannot be carried out, if so */
            refusal?: {
                code: string;
                message: string;
                /** @description Of the input that it is about */
                field?: string;
            };
        };
        EnvironmentName: string;
        PromotionTarget: {
            /** @description One that is managed, of another environment */
            cluster: string;
            /** @description Names of topics there, by port; left out, the same name, or the one that a naming template with `{environment}` gives */
            topic?: {
                [key: string]: string;
            };
        };
        /** @description Those that are promoted; left out, all that are in another environment */
        PromotedPortNames: string[];
        /** @description `partitions` and configs that stay as they are at the target */
        KeptSettings: string[];
        PromotionInput: {
            to: components["schemas"]["PromotionTarget"];
            ports?: components["schemas"]["PromotedPortNames"];
            /** @description Where from, if a port is in several other environments */
            from?: components["schemas"]["EnvironmentName"];
            keep?: components["schemas"]["KeptSettings"];
        };
        /** @description Why it cannot be carried out */
        PromotionRefusal: {
            code: string;
            message: string;
            /** @description Of the input that it is about */
            field?: string;
        };
        PromotionPlace: {
            cluster: string;
            environment: string;
            topic: string;
        };
        /** @description Something about a topic that is not the same in both environments */
        SettingDifference: {
            /** @description `partitions`, `replicationFactor`, or that of a config */
            key: string;
            /** @description Left out where the brokers' default applies */
            source?: string;
            /** @description Left out where the brokers' default applies, or there is no topic */
            target?: string;
            /** @description What the target has afterwards; left out where the brokers' default applies */
            becomes?: string;
            /** @description Why that is not what the source has */
            note?: string;
        };
        PromotedTopic: {
            /** @enum {string} */
            state: "create" | "change" | "same" | "refused";
            differences: components["schemas"]["SettingDifference"][];
            /** @description What it entails, in sentences */
            consequences: string[];
            /** @description Policies that it would violate, those that only warn among them */
            results: components["schemas"]["PolicyResult"][];
            refusal?: components["schemas"]["PromotionRefusal"];
        };
        PromotedSchema: {
            /** @enum {string} */
            state: "register" | "same" | "refused";
            /** @description At the target */
            subject: string;
            source: {
                subject: string;
                /** @description Left out where it could not be asked */
                version?: number;
            };
            /** @description The latest version there, if there is one */
            target?: {
                version: number;
            };
            format?: components["schemas"]["SchemaFormat"];
            /** @description The level of the subject at the source, at the target, and what becomes of it */
            compatibility?: {
                source?: string;
                target?: string;
                becomes?: string;
            };
            /** @description The latest version at the target, where another one follows; left out if it is very long */
            before?: string;
            /** @description What is registered; left out if it is very long */
            after?: string;
            consequences: string[];
            refusal?: components["schemas"]["PromotionRefusal"];
        };
        PromotedPort: {
            port: string;
            from: components["schemas"]["PromotionPlace"];
            to: components["schemas"]["PromotionPlace"];
            topic: components["schemas"]["PromotedTopic"];
            schemas: components["schemas"]["PromotedSchema"][];
        };
        PromotedProduct: {
            /**
             * @description `git` where the product is declared, so that its lines are to be merged
             * @enum {string}
             */
            state: "publish" | "git" | "same" | "refused";
            /** @description That is published */
            version?: number;
            declaredAt?: string;
            /** @description YAML to merge into its descriptor */
            lines?: string;
            consequences: string[];
            results: components["schemas"]["PolicyResult"][];
            refusal?: components["schemas"]["PromotionRefusal"];
        };
        PromotionPlan: {
            /** @description Of what is promoted, how both environments stand and what it entails */
            hash: string;
            ports: components["schemas"]["PromotedPort"][];
            product?: components["schemas"]["PromotedProduct"];
            refusal?: components["schemas"]["PromotionRefusal"];
            /** @description Whether something of it is refused */
            isBlocked: boolean;
        };
        Promotion: {
            run: components["schemas"]["RunName"];
            /**
             * @description `resumed` where the run had begun or done it before
             * @enum {string}
             */
            outcome: "promoted" | "resumed";
            plan: components["schemas"]["PromotionPlan"];
        };
        /** @enum {string} */
        CompatibilityLevel: "NONE" | "BACKWARD" | "BACKWARD_TRANSITIVE" | "FORWARD" | "FORWARD_TRANSITIVE" | "FULL" | "FULL_TRANSITIVE";
        SchemaInput: {
            /** @description `<topic>-value` or `<topic>-key` */
            subject: string;
            format: components["schemas"]["SchemaFormat"];
            /** @description Of 1,000,000 characters at most */
            schema: string;
            references?: {
                name: string;
                subject: string;
                version: number;
            }[];
            /** @description Becomes the subject's own level */
            compatibility?: components["schemas"]["CompatibilityLevel"];
            run?: components["schemas"]["RunName"];
            reason?: string;
        };
        /** @description What is to be made, in this order */
        CreationInput: {
            topic?: {
                cluster: string;
                /** @description Of 249 characters at most, as Kafka takes it */
                name: string;
                partitions: number;
                /** @description Left out or -1, it is what the brokers have as default */
                replicationFactor?: number;
                /** @description Of those topic configs that can be set here; at most 50 */
                configs?: {
                    [key: string]: string;
                };
                run?: components["schemas"]["RunName"];
                reason?: string;
            };
            schema?: {
                cluster: string;
                /** @description `<topic>-value` or `<topic>-key` */
                subject: string;
                format: components["schemas"]["SchemaFormat"];
                /** @description Of 1,000,000 characters at most */
                schema: string;
                references?: {
                    name: string;
                    subject: string;
                    version: number;
                }[];
                /** @description Becomes the subject's own level */
                compatibility?: components["schemas"]["CompatibilityLevel"];
                run?: components["schemas"]["RunName"];
                reason?: string;
            };
            /** @description Comes first */
            domain?: {
                entity: components["schemas"]["DomainDescriptor"];
            };
            product?: {
                entity: components["schemas"]["Descriptor"];
            };
            accessRequest?: components["schemas"]["AccessRequestInput"];
            /** @description What it has made already counts as done, and leaves the hash as it was */
            run?: components["schemas"]["RunName"];
        };
        CreationStep: {
            /** @enum {string} */
            kind: "topic" | "schema" | "product" | "domain" | "access-request";
            name: string;
            /**
             * @description `done` where the run has made it already
             * @enum {string}
             */
            state: "create" | "done" | "refused";
            refusal?: {
                code: string;
                message: string;
                /** @description Of the step's input that it is about */
                field?: string;
            };
            /** @description What it would do, in sentences */
            consequences: string[];
            /** @description Policies that it would violate, those that only warn among them */
            results?: components["schemas"]["PolicyResult"][];
        };
        CreationPlan: {
            /** @description Of what is to be made and how that stands now; another one means that the plan is stale */
            hash: string;
            steps: components["schemas"]["CreationStep"][];
            /** @description Whether a step is refused */
            isBlocked: boolean;
        };
        /** @enum {string} */
        CreationKind: "topic" | "schema" | "product" | "domain";
        /**
         * @description `resumed` where the run had begun or made it before
         * @enum {string}
         */
        CreationOutcome: "created" | "resumed";
        /** @description One thing that was made for somebody */
        Creation: {
            id: string;
            run: string;
            kind: components["schemas"]["CreationKind"];
            cluster?: string;
            /** @description Of the topic or subject, or ref of the product or domain */
            name: string;
            /**
             * @description `intended`: begun, and to be finished by the same call again; `undoing`: to be finished by undoing the run again
             * @enum {string}
             */
            state: "intended" | "created" | "undoing" | "undone";
            createdBy: string;
            /** Format: date-time */
            intendedAt: string;
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            undoneAt?: string;
            /** @description As Kafka had it once it was created */
            topic?: {
                topicId: string;
                partitions: number;
                replicationFactor: number;
                /** @description Those that were set */
                configs: {
                    [key: string]: string;
                };
            };
            schema?: {
                version: number;
                schemaId: number;
                /** @description The level that was set */
                compatibility?: string;
                /** @description The subject's own level before, if it had one */
                compatibilityBefore?: string;
            };
            /** @description Of the product or domain */
            version?: number;
        };
        Run: {
            run: string;
            createdBy: string;
            /** Format: date-time */
            begunAt: string;
            creations: components["schemas"]["Creation"][];
            /** @description Whether the caller may undo it, and there is something to undo */
            mayUndo: boolean;
            refusal?: components["schemas"]["Refusal"];
        };
        /** @description What became of a topic that was claimed with others, or would */
        ClaimedTopic: {
            cluster: string;
            topic: string;
            /** @description Ref of the product that it is of then */
            product?: string;
            title?: string;
            entity?: components["schemas"]["Descriptor"];
            published: boolean;
            version?: number;
            refusal?: components["schemas"]["Refusal"];
        };
        /** @enum {string} */
        ClaimRequestState: "open" | "accepted" | "declined" | "withdrawn";
        /** @description A product that the owner of a domain is asked to publish for others */
        ClaimRequest: {
            id: string;
            product: string;
            title: string;
            domain: string;
            /** @description Who is asked */
            domainOwner?: string;
            entity: components["schemas"]["Descriptor"];
            /** @description Whose it is to be */
            owner: string;
            message: string;
            state: components["schemas"]["ClaimRequestState"];
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            decidedBy?: string;
            /** Format: date-time */
            decidedAt?: string;
            comment?: string;
            /** @description What the caller may do now */
            may: {
                answer: boolean;
                withdraw: boolean;
            };
        };
        ProductReaderList: {
            items: components["schemas"]["ProductReader"][];
            totalItems: number;
            nextCursor?: string;
            /** @description Clusters whose groups could not be read, so that somebody may be missing */
            unknown: string[];
            /** @description How many there are besides, whom the caller may not see */
            hidden: number;
        };
        /** @description Somebody who reads a product, or may */
        ProductReader: {
            /**
             * @description A consumer of the catalog; a consumer group that nobody is known to use; a product with an input port on it
             * @enum {string}
             */
            kind: "consumer" | "group" | "product";
            /** @description Ref of the consumer or product, or ID of the group */
            name: string;
            /** @description Who is told */
            ownerRef?: string;
            /** @description Those that it reads */
            ports: string[];
            /** @description Of a consumer, those that have not ended */
            grants: {
                id: string;
                state: string;
                /** Format: date-time */
                endsAt: string;
            }[];
            /** @description Live consumer groups, as of the last pass */
            groups: {
                cluster: string;
                groupId: string;
                members: number;
                lag?: number;
                /** Format: date-time */
                progressedAt?: string;
            }[];
            /** @description Of a product, its own ones that name this product */
            inputPorts: string[];
        };
        /** @description A Domain of type data-domain, as in its catalog-info.yaml; of 50,000 characters at most */
        DomainDescriptor: {
            [key: string]: unknown;
        };
        DomainPublication: {
            domain: components["schemas"]["MeshDomain"];
            version: number;
        };
        DomainVersion: {
            version: number;
            /**
             * @description An unpublished one takes the domain out of the mesh
             * @enum {string}
             */
            state: "published" | "unpublished";
            entity: components["schemas"]["DomainDescriptor"];
            owner: string;
            changedBy: string;
            /** Format: date-time */
            changedAt: string;
            reason?: string;
            /** @description What differs from the version before it */
            changes: components["schemas"]["PolicyDocumentChange"][];
        };
        DomainStanding: components["schemas"]["DomainVersion"] & {
            /** @description Where it is declared, which counts instead */
            shadowedBy?: string;
            /** @description Where it is declared, too, which does not count while it is published */
            pendingDeclaration?: {
                originLocation: string;
            };
            transfer?: components["schemas"]["Transfer"];
            /** @description Whether the caller speaks for its owner */
            isOwner: boolean;
            /** @description Whether the caller may change what it says of itself */
            mayChange: boolean;
            /** @description Whether the caller may offer it to another owner, and take that back */
            mayOffer: boolean;
            /** @description Whether the caller may give it away at once, with a reason */
            mayGive: boolean;
            /** @description Whether the caller speaks for whom it is offered to */
            mayAccept: boolean;
            /** @description Whether the caller may unpublish it while nothing is in it */
            mayUnpublish: boolean;
        };
        DomainCheck: {
            /** @description What differs from the version that counts */
            changes: components["schemas"]["PolicyDocumentChange"][];
            /** @description Why it would be refused; absent where it would not */
            refusal?: {
                code: string;
                message: string;
            };
        };
        ProductObjectives: {
            objectives: components["schemas"]["PortObjective"][];
            quality: components["schemas"]["QualityCheck"][];
        };
        /** @description One promise of a port, about one topic */
        PortObjective: {
            port: string;
            cluster: string;
            topic: string;
            /** @enum {string} */
            type: "freshness" | "availability" | "volume" | "retention" | "lag";
            /** @description The consumer group, if it is about lag */
            group?: string;
            /** @description As promised; an ISO 8601 period for freshness and retention, per cent for availability, else records */
            target: string;
            /** @enum {string} */
            state: "kept" | "breached" | "unknown";
            /** @description What was measured; milliseconds for freshness and retention, per cent of the last 30 days for availability, else records; left out where it has no bounds, or is unknown */
            value?: number;
            /** @description Why it is unknown */
            reason?: string;
            /**
             * Format: date-time
             * @description When this state began
             */
            since: string;
            /** Format: date-time */
            judgedAt: string;
            /** @description How much of what may go wrong in 30 days has gone wrong, 1 being all of it; for availability below 100 per cent */
            budgetUsed?: number;
            last30Days: components["schemas"]["ObjectiveTimes"];
            /** @description Those of the last 30 on which it was judged, the oldest first */
            days: (components["schemas"]["ObjectiveTimes"] & {
                /** Format: date */
                day: string;
            })[];
        };
        /** @description For how long a promise was kept, in milliseconds */
        ObjectiveTimes: {
            keptMs: number;
            breachedMs: number;
            unknownMs: number;
        };
        /** @enum {string} */
        QualityState: "passed" | "warned" | "failed";
        /** @description The newest result of one check of a tool, and those before */
        QualityCheck: {
            check: string;
            port?: string;
            state: components["schemas"]["QualityState"];
            value?: string;
            expected?: string;
            message?: string;
            url?: string;
            /** Format: date-time */
            observedAt: string;
            /** Format: date-time */
            receivedAt: string;
            reportedBy: string;
            /** @description The newest first, this one included */
            past: {
                state: components["schemas"]["QualityState"];
                /** Format: date-time */
                observedAt: string;
            }[];
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
            deprecation?: {
                sunset?: string;
                replacedBy?: string;
                message?: string;
            };
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
            tags?: string[];
            type: string;
            lifecycle: string;
            quality?: string;
            classification?: string;
            tier?: string;
            originLocation?: string;
            /** @description Of a published product, from 1 */
            version?: number;
            /** @description A declaration of a published product from a location that is not trusted; it takes over once the owners of the domains accept it */
            pendingDeclaration?: {
                originLocation: string;
                /** @description Those that it has yet to be accepted for */
                topics: components["schemas"]["TopicKey"][];
            };
            ports: components["schemas"]["MeshPort"][];
            /** @description Longest grant, as an ISO 8601 period */
            maxDuration?: string;
            /** @description Whether its owner lets records of it be seen */
            samples?: boolean;
            deprecation?: {
                sunset?: string;
                replacedBy?: string;
                message?: string;
            };
            /** @description Consumers with an active read grant */
            consumedBy?: string[];
            /** @description Consumers with an active write grant */
            producedBy?: string[];
            state: components["schemas"]["SyncState"];
            reason?: string;
        };
        MeshDomain: {
            ref: string;
            origin: components["schemas"]["Origin"];
            namespace: string;
            name: string;
            title: string;
            /** @description The domain that it is a part of, if a trusted location says so, or the portal */
            parentRef?: string;
            ownerRef?: string;
            stewardRef?: string;
            /** @description Name of the access rule for its products */
            accessRule?: string;
            /** @description Of a published domain */
            version?: number;
            /** @description A declaration of the same ref at a location that is not trusted, which does not count while the domain is published */
            pendingDeclaration?: {
                originLocation: string;
            };
        };
        /** @description A data product in the words that people look for, bounded in size, with nothing in it that changes while the product does not */
        SearchDocument: {
            ref: string;
            title: string;
            description?: string;
            domainRef?: string;
            domainTitle?: string;
            ownerRef?: string;
            lifecycle: string;
            classification?: string;
            tags: string[];
            ports: {
                name: string;
                topics: string[];
            }[];
            /** @description Of the schemas of those topics that the product holds, each once, however many ports have it */
            fields: {
                /** @description Dotted, as deep as the field is nested */
                path: string;
                description?: string;
                tags: string[];
            }[];
        };
        FeedEntry: {
            /** @enum {string} */
            type: "topic" | "product" | "domain";
            key: string;
            topic?: components["schemas"]["MeshTopic"];
            product?: components["schemas"]["MeshProduct"];
            /** @description Of a published product or domain, as it would stand in Git */
            descriptor?: {
                [key: string]: unknown;
            };
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
            /** @description Whether the caller may see records of it */
            maySample?: boolean;
        };
        RecordSample: {
            cluster: string;
            topic: string;
            /** Format: date-time */
            takenAt: string;
            /** @description The newest first */
            records: components["schemas"]["SampledRecord"][];
        };
        SampledRecord: {
            partition: number;
            offset: string;
            /** Format: date-time */
            timestamp?: string;
            key?: components["schemas"]["SampledPayload"];
            /** @description Left out of a tombstone */
            value?: components["schemas"]["SampledPayload"];
            headers: {
                name: string;
                value?: unknown;
            }[];
        };
        SampledPayload: {
            /** @enum {string} */
            format: "avro" | "json" | "protobuf" | "text" | "bytes";
            /** @description As its schema says, as JSON or text; bytes in base64 */
            value: unknown;
            schemaId?: number;
            /** @description Why it is not shown as what it is */
            problem?: string;
            /** @description Whether it is cut off, and then text */
            truncated?: boolean;
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
        id: string;
        item: string;
        run: string;
        binding: string;
        /** @description The same key of the same caller answers what it answered before */
        idempotencyKey: string;
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
    createTopic: {
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
                "application/json": components["schemas"]["TopicInput"];
            };
        };
        responses: {
            /** @description The topic, as Kafka has it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        creation: components["schemas"]["Creation"];
                        outcome: components["schemas"]["CreationOutcome"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    suggestTopicName: {
        parameters: {
            query: {
                /** @description Domain ref */
                domain: string;
                product: string;
                version?: string;
            };
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The name; absent where no template leads to a topic of that domain */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        name?: string;
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
    changeTopic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                topic: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    partitions?: number;
                    configs?: components["schemas"]["TopicConfigChanges"];
                    planHash: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The plan, as it was carried out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicChangePlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    sampleRecords: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                topic: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default 10 */
                    limit?: number;
                };
            };
        };
        responses: {
            /** @description Records, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordSample"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    planTopicChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                topic: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopicChangeInput"];
            };
        };
        responses: {
            /** @description The plan, with its refusal if it cannot be carried out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopicChangePlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getTopicClaim: {
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
            /** @description The descriptor, prefilled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    registerSchema: {
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
                "application/json": components["schemas"]["SchemaInput"];
            };
        };
        responses: {
            /** @description The version, as the schema registry has it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        creation: components["schemas"]["Creation"];
                        outcome: components["schemas"]["CreationOutcome"];
                        version: number;
                        schemaId: number;
                    };
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
                        /** @description How the promises of each product on the page stand, by ref; without products that promise nothing */
                        promises?: {
                            [key: string]: {
                                kept: number;
                                breached: number;
                                unknown: number;
                            };
                        };
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
    publishProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entity: components["schemas"]["Descriptor"];
                    reason?: string;
                    run?: components["schemas"]["RunName"];
                };
            };
        };
        responses: {
            /** @description The product, and what policies warn of */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
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
                        /** @description Whether the caller speaks for its owner */
                        isOwner?: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    unpublishProduct: {
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
                "application/json": {
                    reason: string;
                    /** @description Although somebody reads it; for stewards and governance */
                    override?: boolean;
                };
            };
        };
        responses: {
            /** @description The version that says so */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    changeProduct: {
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
                "application/json": {
                    entity: components["schemas"]["Descriptor"];
                    basedOn: components["schemas"]["ProductBasedOn"];
                    reason?: string;
                    run?: components["schemas"]["RunName"];
                };
            };
        };
        responses: {
            /** @description The product as it is now, and what policies warn of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getProductClaim: {
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
            /** @description The descriptor, prefilled */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Claim"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPublication: {
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
            /** @description Its newest version, and what the caller may do with it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductStanding"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    proposeTransfer: {
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
                "application/json": {
                    /** @description Ref of a group, or a user */
                    to: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The offer, which waits for its answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answerTransfer: {
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
                "application/json": {
                    accept: boolean;
                };
            };
        };
        responses: {
            /** @description The version that counts now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    planPromotion: {
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
                "application/json": components["schemas"]["PromotionInput"];
            };
        };
        responses: {
            /** @description The plan, with what is refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromotionPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    promoteProduct: {
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
                "application/json": {
                    to: components["schemas"]["PromotionTarget"];
                    ports?: components["schemas"]["PromotedPortNames"];
                    from?: components["schemas"]["EnvironmentName"];
                    keep?: components["schemas"]["KeptSettings"];
                    /** @description Of the plan that was seen */
                    planHash: string;
                    run: components["schemas"]["RunName"];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The plan as it was carried out */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promotion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deprecateProduct: {
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
                "application/json": {
                    /** @description The last day, as 2027-03-01 */
                    sunset: string;
                    /** @description Ref of the product that comes instead; of a port the name of another port */
                    replacedBy?: string;
                    /** @description What those who read it should know or do */
                    message?: string;
                    /** @description Only that one ends */
                    port?: string;
                    basedOn?: components["schemas"]["ProductBasedOn"];
                    reason?: string;
                    run?: components["schemas"]["RunName"];
                };
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reinstateProduct: {
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
                "application/json": {
                    port?: string;
                    basedOn?: components["schemas"]["ProductBasedOn"];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    draftDeprecation: {
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
                "application/json": {
                    /** @description The last day, as 2027-03-01 */
                    sunset: string;
                    /** @description Ref of the product that comes instead; of a port the name of another port */
                    replacedBy?: string;
                    /** @description What those who read it should know or do */
                    message?: string;
                    /** @description Only that one ends */
                    port?: string;
                };
            };
        };
        responses: {
            /** @description The lines, and where they belong */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description YAML, to be merged into the descriptor */
                        lines: string;
                        /** @description Where the product is declared */
                        originLocation?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    retireProduct: {
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
                "application/json": {
                    reason: string;
                    /** @description Although somebody reads it; for stewards and governance */
                    override?: boolean;
                };
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Publication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listReaders: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of those whom the caller may see */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductReaderList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    exportDescriptor: {
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
            /** @description The descriptor of a published product */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/yaml": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listProductVersions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ProductVersion"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    claimTopics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    topics: {
                        cluster: string;
                        topic: string;
                    }[];
                    /** @description Ref of a group of the caller's */
                    owner: string;
                    /** @description Ref of the domain that they name; the one of the topics if left out */
                    domain?: string;
                    run?: components["schemas"]["RunName"];
                    /** @description Only to see what each would become */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description What became of each, in their order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClaimedTopic"][];
                        totalItems: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listClaimRequests: {
        parameters: {
            query?: {
                /** @description Ref of the domain of the topics */
                domain?: string;
                state?: components["schemas"]["ClaimRequestState"];
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of those that the caller has part in, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ClaimRequest"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    requestClaim: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entity: components["schemas"]["Descriptor"];
                    message: string;
                };
            };
        };
        responses: {
            /** @description The request, which waits for its answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    withdrawClaimRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request as it ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answerClaimRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accept: boolean;
                    /** @description Needed to decline */
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description The request as it ended */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listTransfers: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of offers, the oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Offer"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    publishDomain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entity: components["schemas"]["DomainDescriptor"];
                    reason?: string;
                    run?: components["schemas"]["RunName"];
                };
            };
        };
        responses: {
            /** @description The domain; what is there, where the same run has published the same before */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainPublication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    unpublishDomain: {
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
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The version that says so */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    changeDomain: {
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
                "application/json": {
                    entity: components["schemas"]["DomainDescriptor"];
                    basedOn: components["schemas"]["ProductBasedOn"];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The domain as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainPublication"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    checkDomainChange: {
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
                "application/json": {
                    entity: components["schemas"]["DomainDescriptor"];
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What would be another, or why it would be refused */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainCheck"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getDomainPublication: {
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
            /** @description Its newest version, and what the caller may do with it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainStanding"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    proposeDomainTransfer: {
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
                "application/json": {
                    /** @description Ref of a group, or a user */
                    to: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The offer, which waits for its answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Transfer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answerDomainTransfer: {
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
                "application/json": {
                    accept: boolean;
                };
            };
        };
        responses: {
            /** @description The version that counts now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DomainVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    exportDomainDescriptor: {
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
            /** @description The descriptor of a published domain */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/yaml": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDomainVersions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DomainVersion"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getObjectives: {
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
            /** @description Promises in the order of the ports, and the newest result of each check */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductObjectives"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reportQuality: {
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
                "application/json": {
                    results: {
                        check: string;
                        /** @description The whole product if left out */
                        port?: string;
                        state: components["schemas"]["QualityState"];
                        value?: string;
                        expected?: string;
                        message?: string;
                        /** @description Where to read on; http or https */
                        url?: string;
                        /** Format: date-time */
                        observedAt: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Promises and quality as they are now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductObjectives"];
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
    createPlan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accessRequest?: components["schemas"]["AccessRequestInput"];
                    creation?: components["schemas"]["CreationInput"];
                };
            };
        };
        responses: {
            /** @description The plan, with the refusal of each item or step that cannot be: an `AccessPlan` of an access request, a `CreationPlan` of a creation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessPlan"] | components["schemas"]["CreationPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    previewAccessRule: {
        parameters: {
            query: {
                /** @description Domain ref */
                domain: string;
                classification: "public" | "internal" | "confidential" | "restricted";
                environment?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The access rule that would apply */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rule: string;
                        /** @description Who decides, one after the other; `owner`, `steward` or a group; nobody where it is given at once */
                        steps: string[];
                        /** @description ISO 8601 period */
                        maxDuration: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listConsumers: {
        parameters: {
            query?: {
                /** @description Text that name, title, description, domain, owner or a topic contains */
                q?: components["parameters"]["q"];
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of consumers, by title */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Consumer"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** @description There only if the caller may use emergency access */
                        breakGlass?: {
                            /** @description ISO 8601 period */
                            maxDuration: string;
                        };
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listAccessRequestItems: {
        parameters: {
            query?: {
                /** @description `requester`: own ones; `decider`: those whose step the caller can decide on now; `all`: of one's own products and consumers, too */
                role?: "requester" | "decider" | "all";
                state?: "pending" | "approved" | "rejected" | "withdrawn";
                product?: string;
                consumer?: string;
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of items, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AccessRequestItem"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    submitAccessRequest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key of the same caller answers what it answered before */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessRequestInput"];
            };
        };
        responses: {
            /** @description The request as it was taken */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAccessRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The request with all its items */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequest"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    decideItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                item: components["parameters"]["item"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approve" | "reject";
                    /** @description Obligatory on rejection */
                    comment?: string;
                    /** @description What the consumer has to keep to */
                    conditions?: string;
                    /** @description Of the item as it was shown; another one is a conflict */
                    version?: number;
                };
            };
        };
        responses: {
            /** @description The item as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequestItem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    withdrawItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                item: components["parameters"]["item"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequestItem"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPolicies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All policies; drafts only for operators and governance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Policy"][];
                        totalItems: number;
                        /** @description Whether the caller may publish and retire policies */
                        mayPublish: boolean;
                        /**
                         * Format: date-time
                         * @description When something was evaluated last
                         */
                        evaluatedAt?: string;
                        /** @description Policies that cannot be read, and what domains say of policies that cannot be taken */
                        problems: components["schemas"]["ConfigProblem"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    publishPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["PolicyDocument"];
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The policy as it is now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The policy, with its document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    publishPolicyVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["PolicyDocument"];
                    reason: string;
                    basedOn: components["schemas"]["PolicyBasedOn"];
                };
            };
        };
        responses: {
            /** @description The policy as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDetails"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    announcePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The day that the policy itself has */
                    enforceFrom: string;
                    message?: string;
                };
            };
        };
        responses: {
            /** @description How many products' owners were told */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyAnnouncement"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    retirePolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    basedOn: components["schemas"]["PolicyBasedOn"];
                };
            };
        };
        responses: {
            /** @description The version that takes it out of force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyVersion"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPolicyVersions: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of versions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyVersion"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    tryPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Those of the rule's parameters that would change */
                    parameters?: {
                        [key: string]: unknown;
                    };
                    /** @description The scope that it would have */
                    scope?: {
                        [key: string]: unknown;
                    };
                    limit?: components["schemas"]["PolicyTrialLimit"];
                    cursor?: components["schemas"]["PolicyTrialCursor"];
                };
            };
        };
        responses: {
            /** @description The difference to the policy as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyTrial"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listFindings: {
        parameters: {
            query?: {
                policy?: string;
                product?: string;
                /** @description Ref; products of domains below it count, too */
                domain?: string;
                owner?: string;
                /** @description Only of products whose owner the caller is, or is a member of */
                mine?: boolean;
                severity?: components["schemas"]["PolicySeverity"];
                /** @description Open ones from which a product is exempt are `exempt` */
                state?: "open" | "exempt" | "fixed" | "all";
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of findings, the worst and newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Finding"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** @description Open findings by domain, of all that the caller may see, whatever else is asked for */
                        domains: components["schemas"]["DomainScore"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getFindingTrend: {
        parameters: {
            query?: {
                /** @description Ref; products of domains below it count, too */
                domain?: string;
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first; without days on which nobody may have looked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FindingTrendDay"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listExemptions: {
        parameters: {
            query?: {
                policy?: string;
                product?: string;
                /** @description `live` for those that wait or hold */
                state?: "live" | "all" | "requested" | "active" | "ended" | "rejected" | "revoked";
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of exemptions, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Exemption"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    requestExemption: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    policy: string;
                    product: string;
                    reason: string;
                    /**
                     * Format: date-time
                     * @description When it ends by itself, 366 days away at most
                     */
                    endsAt: string;
                };
            };
        };
        responses: {
            /** @description The exemption, which waits for a decision */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exemption"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    decideExemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "approve" | "reject";
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description The exemption as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exemption"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revokeExemption: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description The exemption as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Exemption"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    checkDescriptor: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A DataProduct, as in its catalog-info.yaml */
                    entity: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description By which it would come to be; declared if left out
                     * @enum {string}
                     */
                    origin?: "declared" | "published";
                    /** @description Schemas that would be registered, by subject */
                    schemas?: {
                        subject: string;
                        /** @enum {string} */
                        format: "AVRO" | "JSON" | "PROTOBUF";
                        schema: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description What is wrong, and whether any of it blocks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyCheck"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPolicyRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rules, by type */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PolicyRule"][];
                        totalItems: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    tryPolicyDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    document: components["schemas"]["PolicyDocument"];
                    limit?: components["schemas"]["PolicyTrialLimit"];
                    cursor?: components["schemas"]["PolicyTrialCursor"];
                };
            };
        };
        responses: {
            /** @description Problems, or the difference to the version in force */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyDocumentTrial"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listGrants: {
        parameters: {
            query?: {
                product?: string;
                consumer?: string;
                cluster?: string;
                topic?: string;
                /** @description `consumer`: of one's own consumers; `owner`: on one's own products; `all`: whatever the caller may see */
                role?: "consumer" | "owner" | "all";
                /** @description One state, or `live` for all that have not ended */
                state?: "live" | "pending" | "active" | "failed" | "ending" | "expired" | "revoked";
                /** @description Of emergency access: `open`, whose review nobody has done; `mine`, those of them that the caller may do */
                review?: "open" | "mine";
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of grants, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Grant"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant, with evidence of its use and how to connect */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    renewGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description From now; that of the request if left out */
                    duration?: string;
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description The grant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revokeGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason: string;
                    /** @description Time until it ends, as an ISO 8601 period; at once if left out */
                    notice?: string;
                };
            };
        };
        responses: {
            /** @description The grant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    retryGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reviewGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    verdict: components["schemas"]["ReviewVerdict"];
                    comment: string;
                };
            };
        };
        responses: {
            /** @description The grant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revealCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Makes a second user where the first one's password is lost or known to too many; the first one stays until it is dropped */
                    rotate?: boolean;
                };
            };
        };
        responses: {
            /** @description The one time that the password is told, or where it was put */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedCredentials"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    dropCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The grant as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Grant"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    resetOffsets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    group: string;
                    /** @description `earliest`, `latest`, or a time (ISO 8601): the first record at or after it */
                    to: string;
                    /** @default true */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description What moves, or has moved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OffsetReset"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCampaigns: {
        parameters: {
            query?: {
                state?: "open" | "closed";
                domain?: string;
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of campaigns, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Campaign"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** @description Refs of the groups that may start and close campaigns */
                        groups: string[];
                        /** @description Whether the caller is of one of them */
                        mayStart: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    startCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Ref of the domain; those below it belong to it */
                    domain: string;
                    /** @description The domain and the month if left out */
                    title?: string;
                    reason: string;
                    /** @description The date (ISO 8601); this or `period` */
                    dueAt?: string;
                    /** @description Time until then, as an ISO 8601 period */
                    period?: string;
                    undecided: components["schemas"]["CampaignUndecided"];
                    /** @default true */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description The campaign that was started, or what it would hold */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The campaign */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCampaignItems: {
        parameters: {
            query?: {
                state?: components["schemas"]["CampaignItemState"];
                /** @description Only what the caller can answer for now */
                mine?: boolean;
                limit?: number;
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the campaign's grants, by product and consumer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CampaignItem"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    decideCampaignItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    decision: "confirm" | "drop";
                    /** @description IDs of grants of the campaign */
                    grants: string[];
                    /** @description Needed to drop */
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description What became of each grant, in their order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CampaignAnswer"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    closeCampaign: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The campaign as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of runs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was made in it, in the order in which it was begun */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    undoRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["run"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description What is gone, and what stays and why */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        undone: components["schemas"]["Creation"][];
                        left: {
                            creation: components["schemas"]["Creation"];
                            reason: string;
                        }[];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listSchemaChanges: {
        parameters: {
            query?: {
                product?: string;
                state?: components["schemas"]["SchemaChangeState"];
                /** @description `asked`: that wait for an answer of the caller's; `proposed`: of products of the caller's; `all`: whatever the caller may see */
                role?: "asked" | "proposed" | "all";
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of changes, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SchemaChangeSummary"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** @description Of the product that is asked for: versions that break readers and were registered past the portal */
                        bypasses?: components["schemas"]["SchemaBypass"][];
                        /** @description Whether the caller may change schemas of the product that is asked for */
                        mayPropose?: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    proposeSchemaChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key of the same caller answers what it answered before */
                "Idempotency-Key"?: components["parameters"]["idempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    product: string;
                    port: string;
                    environment?: string;
                    format?: components["schemas"]["SchemaFormat"];
                    schema: string;
                    newPort?: components["schemas"]["NewPort"];
                    /** @description What readers are told of why and how */
                    message: string;
                    /** @description By when readers are to answer (ISO 8601); two weeks if left out */
                    respondBy?: string;
                };
            };
        };
        responses: {
            /** @description The change, registered or open */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    planSchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    product: string;
                    port: string;
                    environment?: string;
                    format?: components["schemas"]["SchemaFormat"];
                    schema: string;
                    newPort?: components["schemas"]["NewPort"];
                };
            };
        };
        responses: {
            /** @description What would happen */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChangePlan"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change, with both schemas and its readers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    answerSchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    consumer: string;
                    answer: components["schemas"]["SchemaChangeAnswer"];
                    /** @description From when on the change is fine (ISO 8601) */
                    date?: string;
                    /** @description Needed to object */
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description The change as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    overrideSchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The change as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    withdrawSchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The change as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    retrySchemaChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaChange"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    explainAccess: {
        parameters: {
            query: {
                cluster: string;
                topic: string;
                operation?: "READ" | "WRITE";
                /** @description One principal; everyone of whom an ACL speaks if left out */
                principal?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry for each principal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Explanation"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listUnmanagedAcls: {
        parameters: {
            query?: {
                principal?: string;
                /** @description Text that the resource's name contains */
                resource?: string;
                /** @description Whether to list those that were ignored instead */
                ignored?: boolean;
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
            /** @description A page of bindings */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UnmanagedAcl"][];
                        totalItems: number;
                        nextCursor?: string;
                        /** Format: date-time */
                        readAt?: string;
                        /** @description Whether the caller may adopt, ignore and revoke */
                        mayAct: boolean;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    adoptAcls: {
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
                    principal?: string;
                    topicPrefix?: string;
                    /** @description Until the grants end, as an ISO 8601 period */
                    duration: string;
                    reason: string;
                    /** @default true */
                    dryRun?: boolean;
                };
            };
        };
        responses: {
            /** @description The grants that were made, or would be */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Adoption"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ignoreAcl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                binding: components["parameters"]["binding"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The binding as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmanagedAcl"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    unignoreAcl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                binding: components["parameters"]["binding"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The binding as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmanagedAcl"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    revokeAcl: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["cluster"];
                binding: components["parameters"]["binding"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reason"];
            };
        };
        responses: {
            /** @description The binding that was deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnmanagedAcl"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPrincipals: {
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
            /** @description Every principal that a consumer names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegisteredPrincipal"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    confirmPrincipal: {
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
                    principal: string;
                    consumer: string;
                };
            };
        };
        responses: {
            /** @description The principal as it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredPrincipal"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listHistory: {
        parameters: {
            query?: {
                product?: string;
                consumer?: string;
                cluster?: string;
                topic?: string;
                grant?: string;
                request?: string;
                actor?: string;
                /** @description An action, or what it begins with (`grant.`) */
                action?: string;
                from?: string;
                to?: string;
                limit?: components["parameters"]["limit"];
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntry"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    exportHistory: {
        parameters: {
            query?: {
                format?: "json" | "csv";
                product?: string;
                consumer?: string;
                cluster?: string;
                topic?: string;
                grant?: string;
                request?: string;
                actor?: string;
                /** @description An action, or what it begins with (`grant.`) */
                action?: string;
                from?: string;
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryEntry"][];
                    "text/csv": string;
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
    listSearchDocuments: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["cursor"];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of products, by reference */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SearchDocument"][];
                        totalItems: number;
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listArchives: {
        parameters: {
            query: {
                run: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archives that are still there, the newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Archive"][];
                        totalItems: number;
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    keepArchive: {
        parameters: {
            query: {
                /** @description ID of the scaffolder's task */
                run: string;
                /** @description Of the file */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/zip": string;
            };
        };
        responses: {
            /** @description The archive; the same run, name and person again replace it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Archive"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    downloadArchive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ZIP file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
