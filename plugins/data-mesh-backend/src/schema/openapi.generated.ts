// Generated from plugins/data-mesh-backend/src/schema/openapi.yaml by `yarn openapi`.
export const openApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "data-mesh",
    "version": "1",
    "description": "Data products, domains and topics of the mesh, and the clusters behind them. Errors are Backstage's standard error body, lists are paged by cursor, times are ISO 8601.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/v1"
    }
  ],
  "paths": {
    "/clusters": {
      "get": {
        "operationId": "listClusters",
        "summary": "State of each configured cluster, and what is wrong with the configuration",
        "responses": {
          "200": {
            "description": "Every configured cluster",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "problems",
                    "catalog",
                    "mayOperate"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Cluster"
                      }
                    },
                    "problems": {
                      "description": "Configuration that cannot be used",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ConfigProblem"
                      }
                    },
                    "catalog": {
                      "$ref": "#/components/schemas/CatalogIndexState"
                    },
                    "mayOperate": {
                      "description": "Whether the caller is an operator",
                      "type": "boolean"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{cluster}": {
      "get": {
        "operationId": "getCluster",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "responses": {
          "200": {
            "description": "One cluster",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Cluster"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{cluster}/held-removals/confirmation": {
      "post": {
        "operationId": "confirmRemovals",
        "summary": "Lets the removals pass that the guard has held; for operators",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "hash"
                ],
                "properties": {
                  "hash": {
                    "description": "Of the held removals as they were shown",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The cluster; its next pass removes the topics",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Cluster"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{cluster}/topics": {
      "get": {
        "operationId": "listTopics",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of topics, by name",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/MeshTopic"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters/{cluster}/topics/{topic}": {
      "get": {
        "operationId": "getTopic",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "name": "topic",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 249
            }
          }
        ],
        "responses": {
          "200": {
            "description": "What is known of the topic, and since when",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TopicFacts"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/products": {
      "get": {
        "operationId": "listProducts",
        "parameters": [
          {
            "$ref": "#/components/parameters/q"
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "domain",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            },
            "description": "Domain ref"
          },
          {
            "name": "owner",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            },
            "description": "Owner ref; `none` for products without one"
          },
          {
            "name": "lifecycle",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "classification",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "origin",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "title",
                "domain",
                "owner",
                "lifecycle",
                "classification",
                "origin",
                "state"
              ],
              "default": "title"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ],
              "default": "asc"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the products that the caller may read",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems",
                    "facets"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/MeshProduct"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "facets": {
                      "description": "How many products each value has, the other filters applied",
                      "type": "object",
                      "additionalProperties": {
                        "type": "array",
                        "items": {
                          "type": "object",
                          "required": [
                            "value",
                            "count"
                          ],
                          "properties": {
                            "value": {
                              "type": "string"
                            },
                            "count": {
                              "type": "integer"
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/products/{namespace}/{name}": {
      "get": {
        "operationId": "getProduct",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The product, and what its topics do now",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "product",
                    "topics",
                    "clusters",
                    "mayAccept"
                  ],
                  "properties": {
                    "product": {
                      "$ref": "#/components/schemas/MeshProduct"
                    },
                    "topics": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TopicFacts"
                      }
                    },
                    "clusters": {
                      "description": "Those that its topics are on",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Cluster"
                      }
                    },
                    "mayAccept": {
                      "description": "Claims on topics that the caller may accept",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TopicKey"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/products/{namespace}/{name}/acceptances": {
      "post": {
        "operationId": "acceptDeclaration",
        "summary": "Lets a declaration from an untrusted location hold its topic; for the domain's owner",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TopicKey"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The product as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MeshProduct"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/feed": {
      "get": {
        "operationId": "getFeed",
        "summary": "What changed in the mesh since a cursor; for plugins, not for users",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/limit"
          }
        ],
        "responses": {
          "200": {
            "description": "Changes in order, each with the value as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FeedPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "cluster": {
        "name": "cluster",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "q": {
        "name": "q",
        "in": "query",
        "description": "Text that name, title, description, domain, owner or a topic contains",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 50
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "schema": {
          "type": "string",
          "maxLength": 500
        }
      }
    },
    "responses": {
      "Error": {
        "description": "Backstage's standard error body",
        "content": {
          "application/json": {
            "schema": {
              "type": "object",
              "required": [
                "error",
                "response"
              ],
              "properties": {
                "error": {
                  "type": "object",
                  "required": [
                    "name",
                    "message"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "message": {
                      "type": "string"
                    }
                  }
                },
                "request": {
                  "type": "object"
                },
                "response": {
                  "type": "object",
                  "required": [
                    "statusCode"
                  ],
                  "properties": {
                    "statusCode": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "schemas": {
      "Origin": {
        "type": "string",
        "enum": [
          "declared",
          "published",
          "discovered"
        ]
      },
      "SyncState": {
        "type": "string",
        "enum": [
          "in-sync",
          "unknown",
          "drift",
          "missing",
          "contested"
        ]
      },
      "Failure": {
        "type": "object",
        "required": [
          "code",
          "message",
          "retryable"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "retryable": {
            "type": "boolean"
          },
          "item": {
            "type": "string"
          }
        }
      },
      "ConfigProblem": {
        "type": "object",
        "required": [
          "key",
          "message"
        ],
        "properties": {
          "key": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "CatalogIndexState": {
        "description": "How old our picture of the catalog is",
        "type": "object",
        "properties": {
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string"
          }
        }
      },
      "TopicKey": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "topic"
        ],
        "properties": {
          "cluster": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "topic": {
            "type": "string",
            "minLength": 1,
            "maxLength": 249
          }
        }
      },
      "HeldRemovals": {
        "description": "Topics that are gone, kept because they are too many at once",
        "type": "object",
        "required": [
          "hash",
          "reason",
          "count",
          "topics",
          "since"
        ],
        "properties": {
          "hash": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "count": {
            "type": "integer"
          },
          "topics": {
            "description": "The first hundred",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "confirmed": {
            "type": "boolean"
          }
        }
      },
      "Cluster": {
        "type": "object",
        "required": [
          "name",
          "title",
          "environment",
          "state",
          "problems",
          "gaps"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "mode": {
            "type": "string",
            "enum": [
              "observe",
              "manage"
            ]
          },
          "authorizer": {
            "type": "string",
            "enum": [
              "standard",
              "open",
              "external"
            ]
          },
          "state": {
            "description": "`pending` before the first pass, `ok`, `failing` while passes fail (what is shown is older), `misconfigured`",
            "type": "string",
            "enum": [
              "pending",
              "ok",
              "failing",
              "misconfigured"
            ]
          },
          "clusterId": {
            "type": "string"
          },
          "brokers": {
            "type": "integer"
          },
          "topics": {
            "type": "integer"
          },
          "lastTickAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastFullPassAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "$ref": "#/components/schemas/Failure"
          },
          "failingSince": {
            "type": "string",
            "format": "date-time"
          },
          "gaps": {
            "description": "What could not be asked in the last full pass",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Failure"
            }
          },
          "heldRemovals": {
            "$ref": "#/components/schemas/HeldRemovals"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConfigProblem"
            }
          }
        }
      },
      "MeshTopic": {
        "type": "object",
        "required": [
          "cluster",
          "environment",
          "name",
          "entityRef"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "domainRef": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "productRef": {
            "description": "The product that holds the topic",
            "type": "string"
          },
          "declared": {
            "description": "Whether somebody has described its Resource in Git",
            "type": "boolean"
          }
        }
      },
      "MeshLocation": {
        "type": "object",
        "required": [
          "cluster",
          "topic",
          "topicRef",
          "state"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "topicRef": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/SyncState"
          },
          "reason": {
            "type": "string"
          },
          "heldBy": {
            "description": "Another product that holds the topic",
            "type": "string"
          },
          "contestedBy": {
            "description": "Products that want the topic too",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "awaitsAcceptance": {
            "description": "Whether the domain's owner has yet to accept the declaration",
            "type": "boolean"
          },
          "domainRef": {
            "type": "string"
          }
        }
      },
      "MeshPort": {
        "type": "object",
        "required": [
          "name",
          "locations",
          "state"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "classification": {
            "type": "string"
          },
          "schema": {
            "type": "object",
            "required": [
              "subject"
            ],
            "properties": {
              "subject": {
                "type": "string"
              },
              "format": {
                "type": "string"
              },
              "compatibility": {
                "type": "string"
              }
            }
          },
          "locations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MeshLocation"
            }
          },
          "state": {
            "$ref": "#/components/schemas/SyncState"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "MeshProduct": {
        "type": "object",
        "required": [
          "ref",
          "origin",
          "namespace",
          "name",
          "title",
          "type",
          "lifecycle",
          "ports",
          "state"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "origin": {
            "$ref": "#/components/schemas/Origin"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "domainRef": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "quality": {
            "type": "string"
          },
          "classification": {
            "type": "string"
          },
          "tier": {
            "type": "string"
          },
          "originLocation": {
            "type": "string"
          },
          "ports": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MeshPort"
            }
          },
          "state": {
            "$ref": "#/components/schemas/SyncState"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "MeshDomain": {
        "type": "object",
        "required": [
          "ref",
          "origin",
          "namespace",
          "name",
          "title"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "origin": {
            "$ref": "#/components/schemas/Origin"
          },
          "namespace": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          }
        }
      },
      "FeedEntry": {
        "type": "object",
        "required": [
          "type",
          "key"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "topic",
              "product",
              "domain"
            ]
          },
          "key": {
            "type": "string"
          },
          "topic": {
            "$ref": "#/components/schemas/MeshTopic"
          },
          "product": {
            "$ref": "#/components/schemas/MeshProduct"
          },
          "domain": {
            "$ref": "#/components/schemas/MeshDomain"
          }
        }
      },
      "FeedPage": {
        "type": "object",
        "required": [
          "entries",
          "cursor",
          "more",
          "reset",
          "settled"
        ],
        "properties": {
          "entries": {
            "description": "None of topic, product and domain given means it is gone",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FeedEntry"
            }
          },
          "cursor": {
            "type": "string"
          },
          "more": {
            "type": "boolean"
          },
          "reset": {
            "description": "The cursor was not known. With this page begins everything there is, until `more` is false; what does not come is gone.",
            "type": "boolean"
          },
          "settled": {
            "description": "Whether every cluster and the catalog have been read at least once. Before that, nothing may be taken to be gone.",
            "type": "boolean"
          },
          "maxRemovalPercent": {
            "description": "Share of what it holds that a follower may remove on a reset",
            "type": "number"
          }
        }
      },
      "TopicPartition": {
        "type": "object",
        "required": [
          "partition",
          "replicas",
          "inSyncReplicas"
        ],
        "properties": {
          "partition": {
            "type": "integer"
          },
          "leader": {
            "type": "integer"
          },
          "replicas": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "inSyncReplicas": {
            "type": "array",
            "items": {
              "type": "integer"
            }
          },
          "earliest": {
            "type": "string"
          },
          "latest": {
            "type": "string"
          }
        }
      },
      "TopicGroup": {
        "type": "object",
        "required": [
          "groupId",
          "type",
          "state",
          "members"
        ],
        "properties": {
          "groupId": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "state": {
            "type": "string"
          },
          "members": {
            "type": "integer"
          },
          "lag": {
            "type": "integer"
          },
          "progressedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "TopicSchema": {
        "type": "object",
        "required": [
          "subject",
          "version",
          "format",
          "schema"
        ],
        "properties": {
          "subject": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "id": {
            "type": "integer"
          },
          "format": {
            "type": "string"
          },
          "compatibility": {
            "type": "string"
          },
          "schema": {
            "type": "string"
          }
        }
      },
      "TopicFacts": {
        "type": "object",
        "required": [
          "topic",
          "partitions",
          "configs",
          "groups",
          "schemas"
        ],
        "properties": {
          "topic": {
            "$ref": "#/components/schemas/MeshTopic"
          },
          "partitionCount": {
            "type": "integer"
          },
          "replicationFactor": {
            "type": "integer"
          },
          "partitions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopicPartition"
            }
          },
          "configs": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "required": [
                "value",
                "overridden"
              ],
              "properties": {
                "value": {
                  "type": [
                    "string",
                    "null"
                  ]
                },
                "overridden": {
                  "type": "boolean"
                }
              }
            }
          },
          "records": {
            "description": "Records between the earliest and the latest offsets",
            "type": "integer"
          },
          "recordsPerMinute": {
            "description": "Mean of the last minutes; absent until two passes are known",
            "type": "number"
          },
          "lastGrowthAt": {
            "description": "Last pass that found new records",
            "type": "string",
            "format": "date-time"
          },
          "measuredAt": {
            "type": "string",
            "format": "date-time"
          },
          "groups": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopicGroup"
            }
          },
          "schemas": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopicSchema"
            }
          }
        }
      }
    }
  }
};
