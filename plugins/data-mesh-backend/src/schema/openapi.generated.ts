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
      },
      "post": {
        "operationId": "createTopic",
        "summary": "Creates a topic at Kafka; for the owner of the domain that it belongs to",
        "description": "What is about to be made is written down before Kafka is asked: the same call with the same `run` finishes what was begun",
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
                "$ref": "#/components/schemas/TopicInput"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The topic, as Kafka has it",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "creation",
                    "outcome"
                  ],
                  "properties": {
                    "creation": {
                      "$ref": "#/components/schemas/Creation"
                    },
                    "outcome": {
                      "$ref": "#/components/schemas/CreationOutcome"
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
    "/clusters/{cluster}/topic-name": {
      "get": {
        "operationId": "suggestTopicName",
        "summary": "The name that the naming templates give a topic of a domain on a cluster",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "name": "domain",
            "allowReserved": true,
            "in": "query",
            "required": true,
            "description": "Domain ref",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 300
            }
          },
          {
            "name": "product",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "version",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^v[0-9]{1,6}$",
              "default": "v1"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The name; absent where no template leads to a topic of that domain",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "name": {
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
      },
      "patch": {
        "operationId": "changeTopic",
        "summary": "Gives a topic more partitions or other configs; for the owner of its product, else of its domain",
        "description": "What is about to be changed is written down before Kafka is asked: the same call finishes what was begun. A plan that is stale is refused, and the answer says what has changed since",
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
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "planHash"
                ],
                "properties": {
                  "partitions": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 1000
                  },
                  "configs": {
                    "$ref": "#/components/schemas/TopicConfigChanges"
                  },
                  "planHash": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 400
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan, as it was carried out",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TopicChangePlan"
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
    "/clusters/{cluster}/topics/{topic}/sample": {
      "post": {
        "operationId": "sampleRecords",
        "summary": "The newest records of a topic, for those who may see them; it is in the history",
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
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "limit": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 50,
                    "default": 10
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Records, the newest first",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RecordSample"
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
    "/clusters/{cluster}/topics/{topic}/change-plan": {
      "post": {
        "operationId": "planTopicChange",
        "summary": "What changing a topic would come to, with a hash over it; nothing is changed",
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
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/TopicChangeInput"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan, with its refusal if it cannot be carried out",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TopicChangePlan"
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
    "/clusters/{cluster}/topics/{topic}/claim": {
      "get": {
        "operationId": "getTopicClaim",
        "summary": "How a topic that no product holds could be published, and whether the caller may",
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
            "description": "The descriptor, prefilled",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Claim"
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
    "/clusters/{cluster}/schemas": {
      "post": {
        "operationId": "registerSchema",
        "summary": "Registers a schema for a topic; for whoever owns the topic",
        "description": "As with topics, the same call with the same `run` finishes what was begun. What is not compatible is proposed as a change of the schema",
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
                "$ref": "#/components/schemas/SchemaInput"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The version, as the schema registry has it",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "creation",
                    "outcome",
                    "version",
                    "schemaId"
                  ],
                  "properties": {
                    "creation": {
                      "$ref": "#/components/schemas/Creation"
                    },
                    "outcome": {
                      "$ref": "#/components/schemas/CreationOutcome"
                    },
                    "version": {
                      "type": "integer"
                    },
                    "schemaId": {
                      "type": "integer"
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
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            },
            "description": "Domain ref"
          },
          {
            "name": "owner",
            "allowReserved": true,
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
                    "promises": {
                      "description": "How the promises of each product on the page stand, by ref; without products that promise nothing",
                      "type": "object",
                      "additionalProperties": {
                        "type": "object",
                        "required": [
                          "kept",
                          "breached",
                          "unknown"
                        ],
                        "properties": {
                          "kept": {
                            "type": "integer"
                          },
                          "breached": {
                            "type": "integer"
                          },
                          "unknown": {
                            "type": "integer"
                          }
                        }
                      }
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
      },
      "post": {
        "operationId": "publishProduct",
        "summary": "Publishes a data product in the portal; for its owner, who also owns the domains of its topics",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/Descriptor"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The product, and what policies warn of",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Publication"
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
      "patch": {
        "operationId": "changeProduct",
        "summary": "Replaces the descriptor of a published product; for its owner",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity",
                  "basedOn"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/Descriptor"
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/ProductBasedOn"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The product as it is now, and what policies warn of",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Publication"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "unpublishProduct",
        "summary": "Takes a published product out of the mesh, unless somebody reads it; for its owner, stewards and governance",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "override": {
                    "description": "Although somebody reads it; for stewards and governance",
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that says so",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductVersion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
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
                    },
                    "isOwner": {
                      "description": "Whether the caller speaks for its owner",
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
    "/products/{namespace}/{name}/claim": {
      "get": {
        "operationId": "getProductClaim",
        "summary": "How a discovered product could be published, and whether the caller may",
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
            "description": "The descriptor, prefilled",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Claim"
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
    "/products/{namespace}/{name}/publication": {
      "get": {
        "operationId": "getPublication",
        "summary": "How a published product stands, also while a declaration counts instead",
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
            "description": "Its newest version, and what the caller may do with it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductStanding"
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
    "/products/{namespace}/{name}/transfer": {
      "post": {
        "operationId": "proposeTransfer",
        "summary": "Offers a published product to another owner; for its owner",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "to"
                ],
                "properties": {
                  "to": {
                    "description": "Ref of a group, or a user",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The offer, which waits for its answer",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Transfer"
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
    "/products/{namespace}/{name}/transfer/acceptance": {
      "post": {
        "operationId": "answerTransfer",
        "summary": "Accepts or declines a product that is offered; for the receiver, and to withdraw it for the owner",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "accept"
                ],
                "properties": {
                  "accept": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that counts now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductVersion"
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
    "/products/{namespace}/{name}/promotion-plan": {
      "post": {
        "operationId": "planPromotion",
        "summary": "What promoting a product to another environment would come to, with a hash over it; nothing is changed",
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
                "$ref": "#/components/schemas/PromotionInput"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan, with what is refused",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPlan"
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
    "/products/{namespace}/{name}/promotions": {
      "post": {
        "operationId": "promoteProduct",
        "summary": "Promotes a product by a plan; for its owner",
        "description": "Topics first, then schemas, then the product. The same call with the same `run` finishes what was begun; undoing the run takes back what was created in it",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "to",
                  "planHash",
                  "run"
                ],
                "properties": {
                  "to": {
                    "$ref": "#/components/schemas/PromotionTarget"
                  },
                  "ports": {
                    "$ref": "#/components/schemas/PromotedPortNames"
                  },
                  "from": {
                    "$ref": "#/components/schemas/EnvironmentName"
                  },
                  "keep": {
                    "$ref": "#/components/schemas/KeptSettings"
                  },
                  "planHash": {
                    "description": "Of the plan that was seen",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan as it was carried out",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Promotion"
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
    "/products/{namespace}/{name}/deprecation": {
      "post": {
        "operationId": "deprecateProduct",
        "summary": "Says when a published product ends, or one port of it; for its owner",
        "description": "Those who read it are told. To say what it says already changes nothing.",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "sunset"
                ],
                "properties": {
                  "sunset": {
                    "description": "The last day, as 2027-03-01",
                    "type": "string",
                    "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
                  },
                  "replacedBy": {
                    "description": "Ref of the product that comes instead; of a port the name of another port",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "message": {
                    "description": "What those who read it should know or do",
                    "type": "string",
                    "maxLength": 2000
                  },
                  "port": {
                    "description": "Only that one ends",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/ProductBasedOn"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  }
                }
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
                  "$ref": "#/components/schemas/Publication"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "reinstateProduct",
        "summary": "Takes back that a published product ends, or that it is retired; for its owner",
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
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "port": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/ProductBasedOn"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
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
                  "$ref": "#/components/schemas/Publication"
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
    "/products/{namespace}/{name}/deprecation/lines": {
      "post": {
        "operationId": "draftDeprecation",
        "summary": "What is to be merged where a product is declared, so that it ends; changes nothing",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "sunset"
                ],
                "properties": {
                  "sunset": {
                    "description": "The last day, as 2027-03-01",
                    "type": "string",
                    "pattern": "^\\d{4}-\\d{2}-\\d{2}$"
                  },
                  "replacedBy": {
                    "description": "Ref of the product that comes instead; of a port the name of another port",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "message": {
                    "description": "What those who read it should know or do",
                    "type": "string",
                    "maxLength": 2000
                  },
                  "port": {
                    "description": "Only that one ends",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The lines, and where they belong",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "lines"
                  ],
                  "properties": {
                    "lines": {
                      "description": "YAML, to be merged into the descriptor",
                      "type": "string"
                    },
                    "originLocation": {
                      "description": "Where the product is declared",
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
    "/products/{namespace}/{name}/retirement": {
      "post": {
        "operationId": "retireProduct",
        "summary": "Ends a published product, unless somebody reads it; for its owner, stewards and governance",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "override": {
                    "description": "Although somebody reads it; for stewards and governance",
                    "type": "boolean"
                  }
                }
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
                  "$ref": "#/components/schemas/Publication"
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
    "/products/{namespace}/{name}/readers": {
      "get": {
        "operationId": "listReaders",
        "summary": "Who reads a product, by grants, live groups and input ports",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
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
            "description": "A page of those whom the caller may see",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductReaderList"
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
    "/products/{namespace}/{name}/descriptor": {
      "get": {
        "operationId": "exportDescriptor",
        "summary": "The product as a catalog-info.yaml, to move it into Git",
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
            "description": "The descriptor of a published product",
            "content": {
              "text/yaml": {
                "schema": {
                  "type": "string"
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
    "/products/{namespace}/{name}/versions": {
      "get": {
        "operationId": "listProductVersions",
        "summary": "What was published of a product in the portal",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
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
            "description": "A page of versions, the newest first",
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
                        "$ref": "#/components/schemas/ProductVersion"
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
    "/claims": {
      "post": {
        "operationId": "claimTopics",
        "summary": "Publishes many topics as products of a group, each decided by itself",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "topics",
                  "owner"
                ],
                "properties": {
                  "topics": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 200,
                    "items": {
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
                          "maxLength": 100
                        },
                        "topic": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 249
                        }
                      }
                    }
                  },
                  "owner": {
                    "description": "Ref of a group of the caller's",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "domain": {
                    "description": "Ref of the domain that they name; the one of the topics if left out",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  },
                  "dryRun": {
                    "description": "Only to see what each would become",
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each, in their order",
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
                        "$ref": "#/components/schemas/ClaimedTopic"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
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
    "/claim-requests": {
      "get": {
        "operationId": "listClaimRequests",
        "summary": "What owners of domains are asked to publish for others",
        "parameters": [
          {
            "name": "domain",
            "in": "query",
            "description": "Ref of the domain of the topics",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/ClaimRequestState"
            }
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
            "description": "A page of those that the caller has part in, the newest first",
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
                        "$ref": "#/components/schemas/ClaimRequest"
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
      },
      "post": {
        "operationId": "requestClaim",
        "summary": "Asks the owner of a domain to publish a product for a group of the caller's",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity",
                  "message"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/Descriptor"
                  },
                  "message": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request, which waits for its answer",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClaimRequest"
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
    "/claim-requests/{id}": {
      "delete": {
        "operationId": "withdrawClaimRequest",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The request as it ended",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClaimRequest"
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
    "/claim-requests/{id}/answer": {
      "post": {
        "operationId": "answerClaimRequest",
        "summary": "Publishes what was proposed, or declines to; for the owner of the domain",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "accept"
                ],
                "properties": {
                  "accept": {
                    "type": "boolean"
                  },
                  "comment": {
                    "description": "Needed to decline",
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request as it ended",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClaimRequest"
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
    "/transfers": {
      "get": {
        "operationId": "listTransfers",
        "summary": "Products and domains that are offered to the caller, and wait for an answer",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of offers, the oldest first",
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
                        "$ref": "#/components/schemas/Offer"
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
    "/domains": {
      "post": {
        "operationId": "publishDomain",
        "summary": "Publishes a data domain in the portal; a part of another for whoever owns that, any for governance and operators",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/DomainDescriptor"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  },
                  "run": {
                    "$ref": "#/components/schemas/RunName"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The domain; what is there, where the same run has published the same before",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainPublication"
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
    "/domains/{namespace}/{name}": {
      "patch": {
        "operationId": "changeDomain",
        "summary": "Replaces the descriptor of a published domain; for its owner and the owner of what it is a part of",
        "description": "Another owner takes governance, with a reason; anybody else offers it (`…/transfer`).",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity",
                  "basedOn"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/DomainDescriptor"
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/ProductBasedOn"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The domain as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainPublication"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "unpublishDomain",
        "summary": "Takes a published domain out of the mesh, unless something is in it",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that says so",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainVersion"
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
    "/domains/{namespace}/{name}/check": {
      "post": {
        "operationId": "checkDomainChange",
        "summary": "What a change of a published domain would come to; changes nothing",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity"
                ],
                "properties": {
                  "entity": {
                    "$ref": "#/components/schemas/DomainDescriptor"
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would be another, or why it would be refused",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainCheck"
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
    "/domains/{namespace}/{name}/publication": {
      "get": {
        "operationId": "getDomainPublication",
        "summary": "How a published domain stands, also while a declaration counts instead",
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
            "description": "Its newest version, and what the caller may do with it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainStanding"
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
    "/domains/{namespace}/{name}/transfer": {
      "post": {
        "operationId": "proposeDomainTransfer",
        "summary": "Offers a published domain to another owner; for its owner, the owner of what it is a part of, and governance",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "to"
                ],
                "properties": {
                  "to": {
                    "description": "Ref of a group, or a user",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The offer, which waits for its answer",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Transfer"
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
    "/domains/{namespace}/{name}/transfer/acceptance": {
      "post": {
        "operationId": "answerDomainTransfer",
        "summary": "Accepts or declines a domain that is offered; for the receiver, and to withdraw it for whoever could offer it",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "accept"
                ],
                "properties": {
                  "accept": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that counts now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DomainVersion"
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
    "/domains/{namespace}/{name}/descriptor": {
      "get": {
        "operationId": "exportDomainDescriptor",
        "summary": "The domain as a catalog-info.yaml, to move it into Git",
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
            "description": "The descriptor of a published domain",
            "content": {
              "text/yaml": {
                "schema": {
                  "type": "string"
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
    "/domains/{namespace}/{name}/versions": {
      "get": {
        "operationId": "listDomainVersions",
        "summary": "What was published of a domain in the portal",
        "parameters": [
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
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
            "description": "A page of versions, the newest first",
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
                        "$ref": "#/components/schemas/DomainVersion"
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
    "/products/{namespace}/{name}/objectives": {
      "get": {
        "operationId": "getObjectives",
        "summary": "Whether each promise of a product is kept, and what tools say of its quality",
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
            "description": "Promises in the order of the ports, and the newest result of each check",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductObjectives"
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
    "/products/{namespace}/{name}/quality-results": {
      "post": {
        "operationId": "reportQuality",
        "summary": "Adds what a tool has found of the data's quality; for the product's owner, and services that are configured",
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
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "results"
                ],
                "properties": {
                  "results": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 200,
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "check",
                        "state",
                        "observedAt"
                      ],
                      "properties": {
                        "check": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 200
                        },
                        "port": {
                          "description": "The whole product if left out",
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 63
                        },
                        "state": {
                          "$ref": "#/components/schemas/QualityState"
                        },
                        "value": {
                          "type": "string",
                          "maxLength": 500
                        },
                        "expected": {
                          "type": "string",
                          "maxLength": 500
                        },
                        "message": {
                          "type": "string",
                          "maxLength": 2000
                        },
                        "url": {
                          "description": "Where to read on; http or https",
                          "type": "string",
                          "maxLength": 2000
                        },
                        "observedAt": {
                          "type": "string",
                          "format": "date-time"
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Promises and quality as they are now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProductObjectives"
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
    "/plans": {
      "post": {
        "operationId": "createPlan",
        "summary": "What an access request or a creation would do, with a hash over it; nothing is stored",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "description": "One of them",
                "type": "object",
                "additionalProperties": false,
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                  "accessRequest": {
                    "$ref": "#/components/schemas/AccessRequestInput"
                  },
                  "creation": {
                    "$ref": "#/components/schemas/CreationInput"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan, with the refusal of each item or step that cannot be: an `AccessPlan` of an access request, a `CreationPlan` of a creation",
            "content": {
              "application/json": {
                "schema": {
                  "oneOf": [
                    {
                      "$ref": "#/components/schemas/AccessPlan"
                    },
                    {
                      "$ref": "#/components/schemas/CreationPlan"
                    }
                  ]
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
    "/access-rules/preview": {
      "get": {
        "operationId": "previewAccessRule",
        "summary": "Who would decide on another team's request to read a product, before it is there",
        "parameters": [
          {
            "name": "domain",
            "allowReserved": true,
            "in": "query",
            "required": true,
            "description": "Domain ref",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 300
            }
          },
          {
            "name": "classification",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "enum": [
                "public",
                "internal",
                "confidential",
                "restricted"
              ]
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63,
              "default": "production"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The access rule that would apply",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "rule",
                    "steps",
                    "maxDuration"
                  ],
                  "properties": {
                    "rule": {
                      "type": "string"
                    },
                    "steps": {
                      "description": "Who decides, one after the other; `owner`, `steward` or a group; nobody where it is given at once",
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "maxDuration": {
                      "description": "ISO 8601 period",
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
    "/consumers": {
      "get": {
        "operationId": "listConsumers",
        "summary": "Components, systems and resources on whose behalf the caller may ask for access",
        "parameters": [
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
            "description": "A page of consumers, by title",
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
                        "$ref": "#/components/schemas/Consumer"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "breakGlass": {
                      "description": "There only if the caller may use emergency access",
                      "type": "object",
                      "required": [
                        "maxDuration"
                      ],
                      "properties": {
                        "maxDuration": {
                          "description": "ISO 8601 period",
                          "type": "string"
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
    "/access-requests": {
      "get": {
        "operationId": "listAccessRequestItems",
        "summary": "Items of requests that the caller has made, has to decide on, or may see",
        "parameters": [
          {
            "name": "role",
            "in": "query",
            "description": "`requester`: own ones; `decider`: those whose step the caller can decide on now; `all`: of one's own products and consumers, too",
            "schema": {
              "type": "string",
              "enum": [
                "requester",
                "decider",
                "all"
              ],
              "default": "all"
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "pending",
                "approved",
                "rejected",
                "withdrawn"
              ]
            }
          },
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "consumer",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
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
            "description": "A page of items, the newest first",
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
                        "$ref": "#/components/schemas/AccessRequestItem"
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
      },
      "post": {
        "operationId": "submitAccessRequest",
        "summary": "Asks for access; all items are taken, or none",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/AccessRequestInput"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request as it was taken",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/access-requests/{id}": {
      "get": {
        "operationId": "getAccessRequest",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The request with all its items",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequest"
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
    "/access-requests/{id}/items/{item}/decisions": {
      "post": {
        "operationId": "decideItem",
        "summary": "Approves or rejects the step that an item is at",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "$ref": "#/components/parameters/item"
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
                  "decision"
                ],
                "properties": {
                  "decision": {
                    "type": "string",
                    "enum": [
                      "approve",
                      "reject"
                    ]
                  },
                  "comment": {
                    "description": "Obligatory on rejection",
                    "type": "string",
                    "maxLength": 2000
                  },
                  "conditions": {
                    "description": "What the consumer has to keep to",
                    "type": "string",
                    "maxLength": 2000
                  },
                  "version": {
                    "description": "Of the item as it was shown; another one is a conflict",
                    "type": "integer"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The item as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequestItem"
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
    "/access-requests/{id}/items/{item}/withdrawal": {
      "post": {
        "operationId": "withdrawItem",
        "summary": "Takes an item back that is not decided yet; for its requester",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "$ref": "#/components/parameters/item"
          }
        ],
        "responses": {
          "200": {
            "description": "The item as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AccessRequestItem"
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
    "/policies": {
      "get": {
        "operationId": "listPolicies",
        "summary": "Governance rules, with how much each of them finds wrong now",
        "responses": {
          "200": {
            "description": "All policies; drafts only for operators and governance",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems",
                    "problems",
                    "mayPublish"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Policy"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "mayPublish": {
                      "description": "Whether the caller may publish and retire policies",
                      "type": "boolean"
                    },
                    "evaluatedAt": {
                      "description": "When something was evaluated last",
                      "type": "string",
                      "format": "date-time"
                    },
                    "problems": {
                      "description": "Policies that cannot be read, and what domains say of policies that cannot be taken",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ConfigProblem"
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
      },
      "post": {
        "operationId": "publishPolicy",
        "summary": "Publishes a policy under an ID that has none; for governance",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "document",
                  "reason"
                ],
                "properties": {
                  "document": {
                    "$ref": "#/components/schemas/PolicyDocument"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The policy as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyDetails"
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
    "/policies/{id}": {
      "get": {
        "operationId": "getPolicy",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The policy, with its document",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyDetails"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "publishPolicyVersion",
        "summary": "Publishes the next version of a policy of the portal; for governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "document",
                  "reason",
                  "basedOn"
                ],
                "properties": {
                  "document": {
                    "$ref": "#/components/schemas/PolicyDocument"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/PolicyBasedOn"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The policy as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyDetails"
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
    "/policies/{id}/announcement": {
      "post": {
        "operationId": "announcePolicy",
        "summary": "Tells the owners of products that fail from when it is enforced; for governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "enforceFrom"
                ],
                "properties": {
                  "enforceFrom": {
                    "description": "The day that the policy itself has",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 50
                  },
                  "message": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "How many products' owners were told",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyAnnouncement"
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
    "/policies/{id}/retire": {
      "post": {
        "operationId": "retirePolicy",
        "summary": "Takes a policy of the portal out of force; for governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "reason",
                  "basedOn"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "basedOn": {
                    "$ref": "#/components/schemas/PolicyBasedOn"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The version that takes it out of force",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyVersion"
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
    "/policies/{id}/versions": {
      "get": {
        "operationId": "listPolicyVersions",
        "summary": "What was published of a policy of the portal; drafts only for operators and governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
            "description": "A page of versions, the newest first",
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
                        "$ref": "#/components/schemas/PolicyVersion"
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
    "/policies/{id}/what-if": {
      "post": {
        "operationId": "tryPolicy",
        "summary": "What a policy, or a change of it, would find wrong with today's mesh; stores nothing",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "parameters": {
                    "description": "Those of the rule's parameters that would change",
                    "type": "object",
                    "additionalProperties": true
                  },
                  "scope": {
                    "description": "The scope that it would have",
                    "type": "object",
                    "additionalProperties": true
                  },
                  "limit": {
                    "$ref": "#/components/schemas/PolicyTrialLimit"
                  },
                  "cursor": {
                    "$ref": "#/components/schemas/PolicyTrialCursor"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The difference to the policy as it is",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyTrial"
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
    "/findings": {
      "get": {
        "operationId": "listFindings",
        "summary": "What policies find wrong, or have found",
        "parameters": [
          {
            "name": "policy",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "domain",
            "description": "Ref; products of domains below it count, too",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "owner",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "mine",
            "in": "query",
            "description": "Only of products whose owner the caller is, or is a member of",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "severity",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/PolicySeverity"
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Open ones from which a product is exempt are `exempt`",
            "schema": {
              "type": "string",
              "enum": [
                "open",
                "exempt",
                "fixed",
                "all"
              ],
              "default": "open"
            }
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
            "description": "A page of findings, the worst and newest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems",
                    "domains"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Finding"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "domains": {
                      "description": "Open findings by domain, of all that the caller may see, whatever else is asked for",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/DomainScore"
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
    "/findings/trend": {
      "get": {
        "operationId": "getFindingTrend",
        "summary": "How many findings were open on each of the last days",
        "parameters": [
          {
            "name": "domain",
            "description": "Ref; products of domains below it count, too",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "days",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 90,
              "default": 30
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The oldest first; without days on which nobody may have looked",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/FindingTrendDay"
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
    "/exemptions": {
      "get": {
        "operationId": "listExemptions",
        "summary": "Products that policies are not held against for a while",
        "parameters": [
          {
            "name": "policy",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "`live` for those that wait or hold",
            "schema": {
              "type": "string",
              "enum": [
                "live",
                "all",
                "requested",
                "active",
                "ended",
                "rejected",
                "revoked"
              ],
              "default": "live"
            }
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
            "description": "A page of exemptions, the newest first",
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
                        "$ref": "#/components/schemas/Exemption"
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
      },
      "post": {
        "operationId": "requestExemption",
        "summary": "Asks for an exemption; for the product's owner, and who makes policies",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "policy",
                  "product",
                  "reason",
                  "endsAt"
                ],
                "properties": {
                  "policy": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "product": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "endsAt": {
                    "description": "When it ends by itself, 366 days away at most",
                    "type": "string",
                    "format": "date-time"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The exemption, which waits for a decision",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
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
    "/exemptions/{id}/decision": {
      "post": {
        "operationId": "decideExemption",
        "summary": "Approves or rejects; for those who make policies, but whoever asked",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "decision"
                ],
                "properties": {
                  "decision": {
                    "type": "string",
                    "enum": [
                      "approve",
                      "reject"
                    ]
                  },
                  "comment": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exemption as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
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
    "/exemptions/{id}/revoke": {
      "post": {
        "operationId": "revokeExemption",
        "summary": "Takes an exemption back, or what was asked for",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The exemption as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
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
    "/policy-checks": {
      "post": {
        "operationId": "checkDescriptor",
        "summary": "What policies would find wrong with a data product before it is there",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "entity"
                ],
                "properties": {
                  "entity": {
                    "description": "A DataProduct, as in its catalog-info.yaml",
                    "type": "object",
                    "additionalProperties": true
                  },
                  "origin": {
                    "description": "By which it would come to be; declared if left out",
                    "type": "string",
                    "enum": [
                      "declared",
                      "published"
                    ]
                  },
                  "schemas": {
                    "description": "Schemas that would be registered, by subject",
                    "type": "array",
                    "maxItems": 50,
                    "items": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": [
                        "subject",
                        "format",
                        "schema"
                      ],
                      "properties": {
                        "subject": {
                          "type": "string",
                          "minLength": 1,
                          "maxLength": 300
                        },
                        "format": {
                          "type": "string",
                          "enum": [
                            "AVRO",
                            "JSON",
                            "PROTOBUF"
                          ]
                        },
                        "schema": {
                          "type": "string",
                          "maxLength": 1000000
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What is wrong, and whether any of it blocks",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyCheck"
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
    "/policy-rules": {
      "get": {
        "operationId": "listPolicyRules",
        "summary": "The rules that a policy can use, with their parameters",
        "responses": {
          "200": {
            "description": "All rules, by type",
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
                        "$ref": "#/components/schemas/PolicyRule"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
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
    "/policy-trials": {
      "post": {
        "operationId": "tryPolicyDocument",
        "summary": "What is wrong with a policy's document, else what it would find; for governance, stores nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "document"
                ],
                "properties": {
                  "document": {
                    "$ref": "#/components/schemas/PolicyDocument"
                  },
                  "limit": {
                    "$ref": "#/components/schemas/PolicyTrialLimit"
                  },
                  "cursor": {
                    "$ref": "#/components/schemas/PolicyTrialCursor"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Problems, or the difference to the version in force",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyDocumentTrial"
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
    "/grants": {
      "get": {
        "operationId": "listGrants",
        "parameters": [
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "consumer",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "topic",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 249
            }
          },
          {
            "name": "role",
            "in": "query",
            "description": "`consumer`: of one's own consumers; `owner`: on one's own products; `all`: whatever the caller may see",
            "schema": {
              "type": "string",
              "enum": [
                "consumer",
                "owner",
                "all"
              ],
              "default": "all"
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "One state, or `live` for all that have not ended",
            "schema": {
              "type": "string",
              "enum": [
                "live",
                "pending",
                "active",
                "failed",
                "ending",
                "expired",
                "revoked"
              ]
            }
          },
          {
            "name": "review",
            "in": "query",
            "description": "Of emergency access: `open`, whose review nobody has done; `mine`, those of them that the caller may do",
            "schema": {
              "type": "string",
              "enum": [
                "open",
                "mine"
              ]
            }
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
            "description": "A page of grants, the newest first",
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
                        "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}": {
      "get": {
        "operationId": "getGrant",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The grant, with evidence of its use and how to connect",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/renew": {
      "post": {
        "operationId": "renewGrant",
        "summary": "Moves the end; on evidence of use at once, else for the owner",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "duration": {
                    "description": "From now; that of the request if left out",
                    "type": "string",
                    "maxLength": 50
                  },
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/revoke": {
      "post": {
        "operationId": "revokeGrant",
        "summary": "Ends a grant, at once or at a time; for its owner, its consumer or governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "notice": {
                    "description": "Time until it ends, as an ISO 8601 period; at once if left out",
                    "type": "string",
                    "maxLength": 50
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/retry": {
      "post": {
        "operationId": "retryGrant",
        "summary": "Tries a grant again that failed, or creates bindings again that were removed by hand",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The grant as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/review": {
      "post": {
        "operationId": "reviewGrant",
        "summary": "Closes the review of emergency access; for the product's owners and governance",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "verdict",
                  "comment"
                ],
                "properties": {
                  "verdict": {
                    "$ref": "#/components/schemas/ReviewVerdict"
                  },
                  "comment": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grant as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/credentials": {
      "post": {
        "operationId": "revealCredentials",
        "summary": "Creates the consumer's SCRAM user and answers its password, this once",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "rotate": {
                    "description": "Makes a second user where the first one's password is lost or known to too many; the first one stays until it is dropped",
                    "type": "boolean"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The one time that the password is told, or where it was put",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RevealedCredentials"
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
    "/grants/{id}/credentials/{username}": {
      "delete": {
        "operationId": "dropCredentials",
        "summary": "Lets the user of before a rotation go, with its access",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "username",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The grant as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Grant"
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
    "/grants/{id}/offset-resets": {
      "post": {
        "operationId": "resetOffsets",
        "summary": "Moves the offsets of a group of one's own consumer, or shows what would move",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "group",
                  "to"
                ],
                "properties": {
                  "group": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "to": {
                    "description": "`earliest`, `latest`, or a time (ISO 8601): the first record at or after it",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 50
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What moves, or has moved",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OffsetReset"
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
    "/campaigns": {
      "get": {
        "operationId": "listCampaigns",
        "summary": "Campaigns in which grants of a domain are looked at again",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "open",
                "closed"
              ]
            }
          },
          {
            "name": "domain",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
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
            "description": "A page of campaigns, the newest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems",
                    "groups",
                    "mayStart"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Campaign"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "groups": {
                      "description": "Refs of the groups that may start and close campaigns",
                      "type": "array",
                      "items": {
                        "type": "string"
                      }
                    },
                    "mayStart": {
                      "description": "Whether the caller is of one of them",
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
      },
      "post": {
        "operationId": "startCampaign",
        "summary": "Has the owners of a domain look at its grants again by a date",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "domain",
                  "reason",
                  "undecided"
                ],
                "properties": {
                  "domain": {
                    "description": "Ref of the domain; those below it belong to it",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "title": {
                    "description": "The domain and the month if left out",
                    "type": "string",
                    "maxLength": 200
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "dueAt": {
                    "description": "The date (ISO 8601); this or `period`",
                    "type": "string",
                    "maxLength": 50
                  },
                  "period": {
                    "description": "Time until then, as an ISO 8601 period",
                    "type": "string",
                    "maxLength": 50
                  },
                  "undecided": {
                    "$ref": "#/components/schemas/CampaignUndecided"
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The campaign that was started, or what it would hold",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignPlan"
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
    "/campaigns/{id}": {
      "get": {
        "operationId": "getCampaign",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The campaign",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Campaign"
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
    "/campaigns/{id}/items": {
      "get": {
        "operationId": "listCampaignItems",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/CampaignItemState"
            }
          },
          {
            "name": "mine",
            "in": "query",
            "description": "Only what the caller can answer for now",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of the campaign's grants, by product and consumer",
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
                        "$ref": "#/components/schemas/CampaignItem"
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
    "/campaigns/{id}/decisions": {
      "post": {
        "operationId": "decideCampaignItems",
        "summary": "Confirms grants, or drops them, which revokes them at once; for owners",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "decision",
                  "grants"
                ],
                "properties": {
                  "decision": {
                    "type": "string",
                    "enum": [
                      "confirm",
                      "drop"
                    ]
                  },
                  "grants": {
                    "description": "IDs of grants of the campaign",
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 200,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 36
                    }
                  },
                  "comment": {
                    "description": "Needed to drop",
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What became of each grant, in their order",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/CampaignAnswer"
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
    "/campaigns/{id}/close": {
      "post": {
        "operationId": "closeCampaign",
        "summary": "Ends a campaign before its date; revokes nothing",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The campaign as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Campaign"
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
    "/runs": {
      "get": {
        "operationId": "listRuns",
        "summary": "Runs of the caller, the newest first; of everybody for operators",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of runs",
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
                        "$ref": "#/components/schemas/Run"
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
    "/runs/{run}": {
      "get": {
        "operationId": "getRun",
        "parameters": [
          {
            "$ref": "#/components/parameters/run"
          }
        ],
        "responses": {
          "200": {
            "description": "What was made in it, in the order in which it was begun",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Run"
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
    "/runs/{run}/undo": {
      "post": {
        "operationId": "undoRun",
        "summary": "Takes back what was made in a run, the last first; what is used stays",
        "description": "The same call again finishes what was begun",
        "parameters": [
          {
            "$ref": "#/components/parameters/run"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "reason": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What is gone, and what stays and why",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "undone",
                    "left"
                  ],
                  "properties": {
                    "undone": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Creation"
                      }
                    },
                    "left": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "creation",
                          "reason"
                        ],
                        "properties": {
                          "creation": {
                            "$ref": "#/components/schemas/Creation"
                          },
                          "reason": {
                            "type": "string"
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
    "/schema-changes": {
      "get": {
        "operationId": "listSchemaChanges",
        "summary": "Changes of schemas, and what their readers say to them",
        "parameters": [
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/SchemaChangeState"
            }
          },
          {
            "name": "role",
            "in": "query",
            "description": "`asked`: that wait for an answer of the caller's; `proposed`: of products of the caller's; `all`: whatever the caller may see",
            "schema": {
              "type": "string",
              "enum": [
                "asked",
                "proposed",
                "all"
              ],
              "default": "all"
            }
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
            "description": "A page of changes, the newest first",
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
                        "$ref": "#/components/schemas/SchemaChangeSummary"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "bypasses": {
                      "description": "Of the product that is asked for: versions that break readers and were registered past the portal",
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/SchemaBypass"
                      }
                    },
                    "mayPropose": {
                      "description": "Whether the caller may change schemas of the product that is asked for",
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
      },
      "post": {
        "operationId": "proposeSchemaChange",
        "summary": "Registers a compatible schema; proposes any other to its readers",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
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
                  "product",
                  "port",
                  "schema",
                  "message"
                ],
                "properties": {
                  "product": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "port": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "environment": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "format": {
                    "$ref": "#/components/schemas/SchemaFormat"
                  },
                  "schema": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500000
                  },
                  "newPort": {
                    "$ref": "#/components/schemas/NewPort"
                  },
                  "message": {
                    "description": "What readers are told of why and how",
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "respondBy": {
                    "description": "By when readers are to answer (ISO 8601); two weeks if left out",
                    "type": "string",
                    "maxLength": 50
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The change, registered or open",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/schema-changes/plan": {
      "post": {
        "operationId": "planSchemaChange",
        "summary": "What a schema would break, and whom it would ask; stores nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "product",
                  "port",
                  "schema"
                ],
                "properties": {
                  "product": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "port": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "environment": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "format": {
                    "$ref": "#/components/schemas/SchemaFormat"
                  },
                  "schema": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500000
                  },
                  "newPort": {
                    "$ref": "#/components/schemas/NewPort"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What would happen",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChangePlan"
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
    "/schema-changes/{id}": {
      "get": {
        "operationId": "getSchemaChange",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The change, with both schemas and its readers",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/schema-changes/{id}/answers": {
      "post": {
        "operationId": "answerSchemaChange",
        "summary": "Says for a consumer what it makes of a change; for its owner",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
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
                  "consumer",
                  "answer"
                ],
                "properties": {
                  "consumer": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 300
                  },
                  "answer": {
                    "$ref": "#/components/schemas/SchemaChangeAnswer"
                  },
                  "date": {
                    "description": "From when on the change is fine (ISO 8601)",
                    "type": "string",
                    "maxLength": 50
                  },
                  "comment": {
                    "description": "Needed to object",
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The change as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/schema-changes/{id}/override": {
      "post": {
        "operationId": "overrideSchemaChange",
        "summary": "Accepts a change for its readers; for stewards and governance, never for who proposed it",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The change as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/schema-changes/{id}/withdraw": {
      "post": {
        "operationId": "withdrawSchemaChange",
        "summary": "Takes a change back that is not registered; for the product's owner",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The change as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/schema-changes/{id}/retry": {
      "post": {
        "operationId": "retrySchemaChange",
        "summary": "Tries again to register a change that failed; for the product's owner",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The change as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaChange"
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
    "/explain": {
      "get": {
        "operationId": "explainAccess",
        "summary": "Who may do it, through which bindings, and on whose approval",
        "parameters": [
          {
            "name": "cluster",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "topic",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 249
            }
          },
          {
            "name": "operation",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "READ",
                "WRITE"
              ],
              "default": "READ"
            }
          },
          {
            "name": "principal",
            "allowReserved": true,
            "in": "query",
            "description": "One principal; everyone of whom an ACL speaks if left out",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 500
            }
          }
        ],
        "responses": {
          "200": {
            "description": "One entry for each principal",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Explanation"
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
    "/clusters/{cluster}/unmanaged-acls": {
      "get": {
        "operationId": "listUnmanagedAcls",
        "summary": "ACLs at Kafka that no grant has made",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "name": "principal",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 500
            }
          },
          {
            "name": "resource",
            "in": "query",
            "description": "Text that the resource's name contains",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "ignored",
            "in": "query",
            "description": "Whether to list those that were ignored instead",
            "schema": {
              "type": "boolean",
              "default": false
            }
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
            "description": "A page of bindings",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems",
                    "mayAct"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/UnmanagedAcl"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "readAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "mayAct": {
                      "description": "Whether the caller may adopt, ignore and revoke",
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
    "/clusters/{cluster}/adoptions": {
      "post": {
        "operationId": "adoptAcls",
        "summary": "Makes grants of ACLs that are there already; no ACL is touched",
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
                  "duration",
                  "reason"
                ],
                "properties": {
                  "principal": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 500
                  },
                  "topicPrefix": {
                    "type": "string",
                    "maxLength": 249
                  },
                  "duration": {
                    "description": "Until the grants end, as an ISO 8601 period",
                    "type": "string",
                    "maxLength": 50
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000
                  },
                  "dryRun": {
                    "type": "boolean",
                    "default": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The grants that were made, or would be",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Adoption"
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
    "/clusters/{cluster}/unmanaged-acls/{binding}/ignore": {
      "post": {
        "operationId": "ignoreAcl",
        "summary": "Lets a binding be as it is, with a reason",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/binding"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The binding as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UnmanagedAcl"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "unignoreAcl",
        "summary": "Lists a binding again that was ignored",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/binding"
          }
        ],
        "responses": {
          "200": {
            "description": "The binding as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UnmanagedAcl"
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
    "/clusters/{cluster}/unmanaged-acls/{binding}/revoke": {
      "post": {
        "operationId": "revokeAcl",
        "summary": "Deletes exactly this binding at Kafka",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          },
          {
            "$ref": "#/components/parameters/binding"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The binding that was deleted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UnmanagedAcl"
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
    "/clusters/{cluster}/principals": {
      "get": {
        "operationId": "listPrincipals",
        "summary": "The register; which consumer holds which principal",
        "parameters": [
          {
            "$ref": "#/components/parameters/cluster"
          }
        ],
        "responses": {
          "200": {
            "description": "Every principal that a consumer names",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RegisteredPrincipal"
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
    "/clusters/{cluster}/principals/confirmations": {
      "post": {
        "operationId": "confirmPrincipal",
        "summary": "Lets a consumer from an untrusted location hold its principal; for operators",
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
                  "principal",
                  "consumer"
                ],
                "properties": {
                  "principal": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  },
                  "consumer": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 255
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The principal as it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RegisteredPrincipal"
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
    "/history": {
      "get": {
        "operationId": "listHistory",
        "summary": "What happened, the newest first; append-only",
        "parameters": [
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "consumer",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "topic",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 249
            }
          },
          {
            "name": "grant",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 36
            }
          },
          {
            "name": "request",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 36
            }
          },
          {
            "name": "actor",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "action",
            "in": "query",
            "description": "An action, or what it begins with (`grant.`)",
            "schema": {
              "type": "string",
              "maxLength": 50
            }
          },
          {
            "name": "from",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "to",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
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
            "description": "A page of entries",
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
                        "$ref": "#/components/schemas/HistoryEntry"
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
    "/history/export": {
      "get": {
        "operationId": "exportHistory",
        "summary": "All entries that match, the oldest first, as a file",
        "parameters": [
          {
            "name": "format",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "json",
                "csv"
              ],
              "default": "json"
            }
          },
          {
            "name": "product",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "consumer",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "topic",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 249
            }
          },
          {
            "name": "grant",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 36
            }
          },
          {
            "name": "request",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 36
            }
          },
          {
            "name": "actor",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 300
            }
          },
          {
            "name": "action",
            "in": "query",
            "description": "An action, or what it begins with (`grant.`)",
            "schema": {
              "type": "string",
              "maxLength": 50
            }
          },
          {
            "name": "from",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "to",
            "allowReserved": true,
            "in": "query",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The entries",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/HistoryEntry"
                  }
                }
              },
              "text/csv": {
                "schema": {
                  "type": "string"
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
    },
    "/search-documents": {
      "get": {
        "operationId": "listSearchDocuments",
        "summary": "What a search index keeps of each data product; for plugins, not for users",
        "parameters": [
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 100
            }
          }
        ],
        "responses": {
          "200": {
            "description": "A page of products, by reference",
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
                        "$ref": "#/components/schemas/SearchDocument"
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
    "/archives": {
      "post": {
        "operationId": "keepArchive",
        "summary": "Keeps the files that a run of a template made, for whoever ran it, for 24 hours",
        "parameters": [
          {
            "name": "run",
            "in": "query",
            "required": true,
            "description": "ID of the scaffolder's task",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          {
            "name": "name",
            "in": "query",
            "required": true,
            "description": "Of the file",
            "schema": {
              "type": "string",
              "maxLength": 100,
              "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*\\.zip$"
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/zip": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The archive; the same run, name and person again replace it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Archive"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "get": {
        "operationId": "listArchives",
        "summary": "What a run of the caller's has kept",
        "parameters": [
          {
            "name": "run",
            "in": "query",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The archives that are still there, the newest first",
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
                        "$ref": "#/components/schemas/Archive"
                      }
                    },
                    "totalItems": {
                      "type": "integer"
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
    "/archives/{id}": {
      "get": {
        "operationId": "downloadArchive",
        "summary": "The files, as ZIP; for whoever made them",
        "parameters": [
          {
            "$ref": "#/components/parameters/id"
          }
        ],
        "responses": {
          "200": {
            "description": "The ZIP file",
            "content": {
              "application/zip": {
                "schema": {
                  "type": "string",
                  "format": "binary"
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
      "id": {
        "name": "id",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 36
        }
      },
      "item": {
        "name": "item",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 36
        }
      },
      "run": {
        "name": "run",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        }
      },
      "binding": {
        "name": "binding",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 64,
          "maxLength": 64
        }
      },
      "idempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same key of the same caller answers what it answered before",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
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
      "Archive": {
        "type": "object",
        "required": [
          "id",
          "run",
          "name",
          "createdBy",
          "createdAt",
          "expiresAt",
          "size",
          "sha256"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "run": {
            "description": "ID of the scaffolder's task that made it",
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "size": {
            "description": "Bytes",
            "type": "integer"
          },
          "sha256": {
            "type": "string"
          }
        }
      },
      "Reason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reason"
        ],
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          }
        }
      },
      "AccessMode": {
        "type": "string",
        "enum": [
          "read",
          "write"
        ]
      },
      "AclBinding": {
        "description": "One ACL of Kafka, exactly",
        "type": "object",
        "required": [
          "resourceType",
          "resourceName",
          "patternType",
          "principal",
          "host",
          "operation",
          "permission"
        ],
        "properties": {
          "resourceType": {
            "type": "string"
          },
          "resourceName": {
            "type": "string"
          },
          "patternType": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "host": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "permission": {
            "type": "string",
            "enum": [
              "ALLOW",
              "DENY"
            ]
          }
        }
      },
      "AccessRequestInput": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "items",
          "consumer",
          "mode",
          "purpose",
          "duration"
        ],
        "properties": {
          "items": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "product",
                "port"
              ],
              "properties": {
                "product": {
                  "description": "Ref of the data product",
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 300
                },
                "port": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 63
                },
                "environment": {
                  "description": "Needed only where the port is in several",
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 63
                }
              }
            }
          },
          "consumer": {
            "description": "Ref of the component, system or resource that will use it",
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          },
          "mode": {
            "$ref": "#/components/schemas/AccessMode"
          },
          "groups": {
            "description": "Consumer groups besides those named after the consumer",
            "type": "array",
            "maxItems": 20,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          "transactionalIdPrefix": {
            "description": "For transactional producers",
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "applicationId": {
            "description": "For Kafka Streams; its internal topics and its group",
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "purpose": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "duration": {
            "description": "ISO 8601 period",
            "type": "string",
            "minLength": 2,
            "maxLength": 50
          },
          "breakGlass": {
            "description": "Emergency access: at once, for minutes to hours, and looked at afterwards; for the groups that dataMesh.access.breakGlass names. The purpose says why it cannot wait",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "incident"
            ],
            "properties": {
              "incident": {
                "description": "Address (http or https) of the incident",
                "type": "string",
                "minLength": 1,
                "maxLength": 2000
              }
            }
          },
          "planHash": {
            "description": "Of the plan as it was shown; another one is a conflict",
            "type": "string",
            "maxLength": 64
          }
        }
      },
      "Refusal": {
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "description": "The item, the reason and the remedy",
            "type": "string"
          }
        }
      },
      "PlannedStep": {
        "description": "A step of approval",
        "type": "object",
        "required": [
          "name",
          "deciders"
        ],
        "properties": {
          "name": {
            "description": "`owner`, `steward`, or the ref of a group",
            "type": "string"
          },
          "deciders": {
            "description": "Refs of the users and groups who can decide it",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PlannedItem": {
        "type": "object",
        "required": [
          "product",
          "port",
          "bindings",
          "steps"
        ],
        "properties": {
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "port": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "bindings": {
            "description": "Exactly what would be created at Kafka",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AclBinding"
            }
          },
          "rule": {
            "description": "The access rule that applies",
            "type": "string"
          },
          "steps": {
            "description": "None means that it is approved at once",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedStep"
            }
          },
          "maxDuration": {
            "type": "string"
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "refusal": {
            "$ref": "#/components/schemas/Refusal"
          },
          "existing": {
            "description": "A live request item or grant for the same, where there is one",
            "type": "object",
            "properties": {
              "requestId": {
                "type": "string"
              },
              "itemId": {
                "type": "string"
              },
              "grantId": {
                "type": "string"
              }
            }
          }
        }
      },
      "AccessPlan": {
        "type": "object",
        "required": [
          "hash",
          "items"
        ],
        "properties": {
          "hash": {
            "type": "string"
          },
          "endsAt": {
            "description": "When grants would end if they began now",
            "type": "string",
            "format": "date-time"
          },
          "refusal": {
            "$ref": "#/components/schemas/Refusal"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedItem"
            }
          }
        }
      },
      "Consumer": {
        "type": "object",
        "required": [
          "ref",
          "title",
          "kind",
          "principals"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "principals": {
            "description": "One entry for each cluster",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "cluster",
                "state"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "principal": {
                  "type": "string"
                },
                "state": {
                  "description": "`held`: ready; `awaiting`: an operator has to confirm it; `contested`: another consumer holds it; `invalid`; `none`: no annotation; `creatable`: none yet, made after approval",
                  "type": "string",
                  "enum": [
                    "held",
                    "awaiting",
                    "contested",
                    "invalid",
                    "none",
                    "creatable"
                  ]
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Decision": {
        "type": "object",
        "required": [
          "step",
          "decision",
          "decidedBy",
          "decidedAt"
        ],
        "properties": {
          "step": {
            "type": "string"
          },
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "reject"
            ]
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "comment": {
            "type": "string"
          },
          "conditions": {
            "type": "string"
          }
        }
      },
      "AccessRequestItem": {
        "type": "object",
        "required": [
          "id",
          "requestId",
          "product",
          "port",
          "environment",
          "cluster",
          "topic",
          "consumer",
          "principal",
          "mode",
          "purpose",
          "duration",
          "state",
          "version",
          "steps",
          "decisions",
          "bindings",
          "rule",
          "requestedBy",
          "createdAt",
          "mayDecide",
          "mayWithdraw"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "requestId": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "port": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "consumer": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "mode": {
            "$ref": "#/components/schemas/AccessMode"
          },
          "purpose": {
            "type": "string"
          },
          "duration": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "approved",
              "rejected",
              "withdrawn"
            ]
          },
          "version": {
            "type": "integer"
          },
          "step": {
            "description": "Index of the step it is at, while pending",
            "type": "integer"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedStep"
            }
          },
          "decisions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Decision"
            }
          },
          "bindings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AclBinding"
            }
          },
          "rule": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "waitingSince": {
            "type": "string",
            "format": "date-time"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "grantId": {
            "type": "string"
          },
          "grantState": {
            "type": "string"
          },
          "mayDecide": {
            "type": "boolean"
          },
          "mayNotDecideBecause": {
            "type": "string"
          },
          "mayWithdraw": {
            "type": "boolean"
          }
        }
      },
      "AccessRequest": {
        "type": "object",
        "required": [
          "id",
          "requestedBy",
          "consumer",
          "mode",
          "purpose",
          "duration",
          "createdAt",
          "items"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "consumer": {
            "type": "string"
          },
          "mode": {
            "$ref": "#/components/schemas/AccessMode"
          },
          "purpose": {
            "type": "string"
          },
          "duration": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AccessRequestItem"
            }
          }
        }
      },
      "PolicySeverity": {
        "type": "string",
        "enum": [
          "info",
          "warning",
          "error"
        ]
      },
      "PolicyStage": {
        "type": "string",
        "enum": [
          "draft",
          "warn",
          "enforce"
        ]
      },
      "Policy": {
        "type": "object",
        "required": [
          "id",
          "title",
          "why",
          "severity",
          "stage",
          "stageNow",
          "origin",
          "scope",
          "rule",
          "remedy",
          "findings",
          "products"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "why": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/PolicySeverity"
          },
          "stage": {
            "$ref": "#/components/schemas/PolicyStage"
          },
          "stageNow": {
            "description": "Before the day of enforceFrom, `enforce` only warns",
            "allOf": [
              {
                "$ref": "#/components/schemas/PolicyStage"
              }
            ]
          },
          "enforceFrom": {
            "type": "string",
            "format": "date-time"
          },
          "origin": {
            "description": "Where it stands; one of the portal has a version",
            "type": "string",
            "enum": [
              "configuration",
              "portal"
            ]
          },
          "version": {
            "type": "integer"
          },
          "publishedBy": {
            "type": "string"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "description": "Why this version was published",
            "type": "string"
          },
          "scope": {
            "type": "object",
            "properties": {
              "domains": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "classification": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "tier": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "origin": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              }
            }
          },
          "rule": {
            "type": "object",
            "required": [
              "type",
              "title",
              "parameters"
            ],
            "properties": {
              "type": {
                "type": "string"
              },
              "title": {
                "type": "string"
              },
              "parameters": {
                "type": "array",
                "items": {
                  "allOf": [
                    {
                      "$ref": "#/components/schemas/PolicyParameter"
                    },
                    {
                      "type": "object",
                      "properties": {
                        "value": {}
                      }
                    }
                  ]
                }
              }
            }
          },
          "remedy": {
            "type": "string"
          },
          "findings": {
            "description": "Open ones, of products that the caller may see",
            "type": "integer"
          },
          "products": {
            "description": "Products with an open finding",
            "type": "integer"
          },
          "tightened": {
            "description": "Domains that make it stricter, by ref",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PolicyDocument": {
        "description": "A policy, as it would be written in dataMesh.policies",
        "type": "object",
        "maxProperties": 20,
        "additionalProperties": true
      },
      "PolicyBasedOn": {
        "description": "The version that one has seen; refused if it is not the newest any more",
        "type": "integer",
        "minimum": 1
      },
      "PolicyDetails": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Policy"
          },
          {
            "type": "object",
            "required": [
              "document"
            ],
            "properties": {
              "document": {
                "$ref": "#/components/schemas/PolicyDocument"
              }
            }
          }
        ]
      },
      "PolicyVersion": {
        "type": "object",
        "required": [
          "version",
          "document",
          "changes",
          "state",
          "publishedBy",
          "publishedAt",
          "reason"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "document": {
            "$ref": "#/components/schemas/PolicyDocument"
          },
          "changes": {
            "description": "What differs from the version before it that the caller may see",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyDocumentChange"
            }
          },
          "state": {
            "description": "A retired one takes the policy out of force",
            "type": "string",
            "enum": [
              "published",
              "retired"
            ]
          },
          "publishedBy": {
            "type": "string"
          },
          "publishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "PolicyAnnouncement": {
        "type": "object",
        "required": [
          "told",
          "toldBefore",
          "withoutOwner"
        ],
        "properties": {
          "told": {
            "description": "Products whose owners are told by this",
            "type": "integer"
          },
          "toldBefore": {
            "description": "Products whose owners knew of this date already",
            "type": "integer"
          },
          "withoutOwner": {
            "description": "Products that fail and have nobody to be told",
            "type": "integer"
          }
        }
      },
      "PolicyParameter": {
        "type": "object",
        "required": [
          "name",
          "description",
          "kind",
          "optional"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "kind": {
            "description": "What it holds: a number; one of `allowed`; a list of texts, each of `allowed` if there is such; CEL expressions; a map from classifications (`allowed`) to ISO 8601 periods",
            "type": "string",
            "enum": [
              "number",
              "choice",
              "list",
              "expressions",
              "periods"
            ]
          },
          "optional": {
            "type": "boolean"
          },
          "allowed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PolicyRule": {
        "type": "object",
        "required": [
          "type",
          "title",
          "parameters"
        ],
        "properties": {
          "type": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "parameters": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyParameter"
            }
          }
        }
      },
      "PolicyTrialLimit": {
        "description": "Tried on so many products in this answer; on all if left out",
        "type": "integer",
        "minimum": 1,
        "maximum": 1000
      },
      "PolicyTrialCursor": {
        "description": "Of the answer before this one",
        "type": "string",
        "minLength": 1,
        "maxLength": 300
      },
      "PolicyDocumentChange": {
        "type": "object",
        "required": [
          "path"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "before": {},
          "after": {}
        }
      },
      "PolicyDocumentTrial": {
        "type": "object",
        "required": [
          "problems",
          "changes"
        ],
        "properties": {
          "problems": {
            "description": "What of the document cannot be read; then nothing was tried",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "message"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                },
                "line": {
                  "description": "Within the text at the path, from 1; of the column likewise",
                  "type": "integer"
                },
                "column": {
                  "type": "integer"
                }
              }
            }
          },
          "changes": {
            "description": "What differs from the document in force, if there is one",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyDocumentChange"
            }
          },
          "version": {
            "description": "Of the portal's version in force",
            "type": "integer"
          },
          "trial": {
            "$ref": "#/components/schemas/PolicyTrial"
          }
        }
      },
      "Finding": {
        "type": "object",
        "required": [
          "id",
          "policy",
          "policyTitle",
          "product",
          "productTitle",
          "subject",
          "severity",
          "stage",
          "value",
          "message",
          "remedy",
          "firstSeenAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "policy": {
            "type": "string"
          },
          "policyTitle": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "subject": {
            "description": "What of the product it is about",
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/PolicySeverity"
          },
          "stage": {
            "$ref": "#/components/schemas/PolicyStage"
          },
          "value": {
            "description": "What is there",
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "remedy": {
            "type": "string"
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "fixedAt": {
            "type": "string",
            "format": "date-time"
          },
          "exemption": {
            "$ref": "#/components/schemas/FindingExemption"
          },
          "mayExempt": {
            "description": "Whether the caller can ask to have its product exempt from the policy",
            "type": "boolean"
          }
        }
      },
      "ExemptionState": {
        "description": "`requested` waits for a decision, `active` holds; each ends by itself",
        "type": "string",
        "enum": [
          "requested",
          "active",
          "ended",
          "rejected",
          "revoked"
        ]
      },
      "Exemption": {
        "description": "A product that a policy is not held against, until a date",
        "type": "object",
        "required": [
          "id",
          "policy",
          "policyTitle",
          "product",
          "productTitle",
          "state",
          "reason",
          "requestedBy",
          "requestedAt",
          "endsAt",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "policy": {
            "type": "string"
          },
          "policyTitle": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ExemptionState"
          },
          "reason": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "comment": {
            "description": "Of whoever decided, or took it back",
            "type": "string"
          },
          "revokedBy": {
            "type": "string"
          },
          "revokedAt": {
            "type": "string",
            "format": "date-time"
          },
          "may": {
            "description": "What the caller may do with it",
            "type": "object",
            "required": [
              "decide",
              "revoke"
            ],
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "revoke": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "FindingExemption": {
        "description": "Why, and until when, a finding is not held against its product",
        "type": "object",
        "required": [
          "id",
          "reason",
          "endsAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FindingTrendDay": {
        "description": "What was open at the end of a day in UTC; of today, what is open now",
        "type": "object",
        "required": [
          "day",
          "error",
          "warning",
          "info"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date"
          },
          "error": {
            "type": "integer"
          },
          "warning": {
            "type": "integer"
          },
          "info": {
            "type": "integer"
          }
        }
      },
      "DomainScore": {
        "type": "object",
        "required": [
          "products",
          "clean",
          "error",
          "warning",
          "info"
        ],
        "properties": {
          "domain": {
            "description": "Left out for products without one",
            "type": "string"
          },
          "products": {
            "type": "integer"
          },
          "clean": {
            "description": "Products without an open finding",
            "type": "integer"
          },
          "error": {
            "type": "integer"
          },
          "warning": {
            "type": "integer"
          },
          "info": {
            "type": "integer"
          }
        }
      },
      "PolicyViolation": {
        "type": "object",
        "required": [
          "subject",
          "value",
          "message"
        ],
        "properties": {
          "subject": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "PolicyTrial": {
        "type": "object",
        "required": [
          "products",
          "failsNow",
          "wouldFail",
          "newlyFailing",
          "newlyFailingTotal",
          "newlyPassing",
          "stillFailing",
          "newlyBlocked",
          "totalProducts"
        ],
        "properties": {
          "products": {
            "description": "How many products it was tried on; all numbers are of these",
            "type": "integer"
          },
          "totalProducts": {
            "description": "How many there are to try it on",
            "type": "integer"
          },
          "nextCursor": {
            "description": "Where there are more to try it on",
            "type": "string"
          },
          "stillFailing": {
            "description": "Products that fail now and would, too",
            "type": "integer"
          },
          "newlyBlocked": {
            "description": "Products to which no access would be given once it is enforced, and is now",
            "type": "integer"
          },
          "failsNow": {
            "type": "integer"
          },
          "wouldFail": {
            "type": "integer"
          },
          "newlyPassing": {
            "description": "Products that fail now and would not",
            "type": "integer"
          },
          "newlyFailingTotal": {
            "description": "Products that would fail and do not now",
            "type": "integer"
          },
          "newlyFailing": {
            "description": "The first 500 of them",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "product",
                "productTitle",
                "violations"
              ],
              "properties": {
                "product": {
                  "type": "string"
                },
                "productTitle": {
                  "type": "string"
                },
                "domain": {
                  "type": "string"
                },
                "owner": {
                  "type": "string"
                },
                "violations": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/PolicyViolation"
                  }
                }
              }
            }
          }
        }
      },
      "PolicyCheck": {
        "type": "object",
        "required": [
          "isBlocked",
          "problems",
          "results"
        ],
        "properties": {
          "isBlocked": {
            "description": "Whether something that is enforced is violated, or the descriptor is invalid",
            "type": "boolean"
          },
          "problems": {
            "description": "What is wrong with the descriptor itself",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "message"
              ],
              "properties": {
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          },
          "results": {
            "description": "Policies that are violated",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          }
        }
      },
      "PolicyResult": {
        "type": "object",
        "required": [
          "policy",
          "title",
          "severity",
          "stage",
          "blocks",
          "remedy",
          "violations"
        ],
        "properties": {
          "policy": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "severity": {
            "$ref": "#/components/schemas/PolicySeverity"
          },
          "stage": {
            "$ref": "#/components/schemas/PolicyStage"
          },
          "blocks": {
            "type": "boolean"
          },
          "exemptUntil": {
            "description": "Until when the product is exempt, so that it does not block",
            "type": "string",
            "format": "date-time"
          },
          "remedy": {
            "type": "string"
          },
          "violations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyViolation"
            }
          }
        }
      },
      "ReviewVerdict": {
        "type": "string",
        "enum": [
          "justified",
          "unjustified"
        ]
      },
      "BreakGlass": {
        "description": "Of emergency access",
        "type": "object",
        "required": [
          "incident"
        ],
        "properties": {
          "incident": {
            "description": "Address of the incident",
            "type": "string"
          },
          "review": {
            "description": "Once somebody has looked at it",
            "type": "object",
            "required": [
              "verdict",
              "comment",
              "reviewedBy",
              "reviewedAt"
            ],
            "properties": {
              "verdict": {
                "$ref": "#/components/schemas/ReviewVerdict"
              },
              "comment": {
                "type": "string"
              },
              "reviewedBy": {
                "type": "string"
              },
              "reviewedAt": {
                "type": "string",
                "format": "date-time"
              }
            }
          }
        }
      },
      "GrantState": {
        "type": "string",
        "enum": [
          "pending",
          "active",
          "failed",
          "ending",
          "expired",
          "revoked"
        ]
      },
      "GrantBinding": {
        "type": "object",
        "required": [
          "id",
          "binding",
          "state",
          "existedBefore"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "binding": {
            "$ref": "#/components/schemas/AclBinding"
          },
          "state": {
            "description": "`intended`: to be created; `present`: read back; `missing`: ours, but removed by somebody else; `removed`",
            "type": "string",
            "enum": [
              "intended",
              "present",
              "missing",
              "removing",
              "removed"
            ]
          },
          "existedBefore": {
            "description": "Whether it was there before; then it stays after the end",
            "type": "boolean"
          },
          "sharedWith": {
            "description": "Other live grants that want it too",
            "type": "integer"
          },
          "error": {
            "$ref": "#/components/schemas/Failure"
          }
        }
      },
      "Evidence": {
        "type": "object",
        "required": [
          "verdict",
          "sentence"
        ],
        "properties": {
          "verdict": {
            "type": "string",
            "enum": [
              "seen",
              "not-seen",
              "unknown"
            ]
          },
          "sentence": {
            "type": "string"
          },
          "at": {
            "description": "When it was last seen",
            "type": "string",
            "format": "date-time"
          },
          "since": {
            "description": "Since when it was not seen",
            "type": "string",
            "format": "date-time"
          },
          "groups": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "group",
                "members"
              ],
              "properties": {
                "group": {
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
            }
          }
        }
      },
      "Connection": {
        "description": "What a client of the consumer needs",
        "type": "object",
        "required": [
          "bootstrapServers",
          "securityProtocol",
          "principal",
          "topic",
          "groups"
        ],
        "properties": {
          "bootstrapServers": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "securityProtocol": {
            "type": "string"
          },
          "saslMechanism": {
            "type": "string"
          },
          "username": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "groups": {
            "description": "Names that a group may have",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "pattern"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "pattern": {
                  "type": "string",
                  "enum": [
                    "LITERAL",
                    "PREFIXED"
                  ]
                }
              }
            }
          },
          "transactionalIdPrefix": {
            "type": "string"
          },
          "schemaRegistryUrl": {
            "type": "string"
          },
          "schemaRegistryAuth": {
            "type": "string"
          },
          "subject": {
            "type": "string"
          },
          "schemaFormat": {
            "type": "string"
          },
          "credentials": {
            "description": "`own`: the consumer has them; `create`: to be revealed here; `created`: revealed before",
            "type": "string",
            "enum": [
              "own",
              "create",
              "created"
            ]
          },
          "passwords": {
            "description": "What becomes of those made here: `shown` once, or `kept` by a secret sink",
            "type": "string",
            "enum": [
              "shown",
              "kept"
            ]
          },
          "olderUsers": {
            "description": "Users of before a rotation, which work until they are dropped",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Grant": {
        "type": "object",
        "required": [
          "id",
          "origin",
          "environment",
          "cluster",
          "topic",
          "consumer",
          "principal",
          "mode",
          "purpose",
          "state",
          "startsAt",
          "endsAt",
          "duration",
          "confirmed",
          "brokers",
          "bindings",
          "approvedBy",
          "requestedBy",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "origin": {
            "type": "string",
            "enum": [
              "request",
              "adoption",
              "break-glass"
            ]
          },
          "breakGlass": {
            "$ref": "#/components/schemas/BreakGlass"
          },
          "requestId": {
            "type": "string"
          },
          "itemId": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "port": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "consumer": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "mode": {
            "$ref": "#/components/schemas/AccessMode"
          },
          "purpose": {
            "type": "string"
          },
          "conditions": {
            "type": "string"
          },
          "approvedBy": {
            "description": "Refs of who decided, or the access rule that did",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "requestedBy": {
            "type": "string"
          },
          "duration": {
            "type": "string"
          },
          "sunset": {
            "description": "Last day of the product or port that it is for; it is not renewed beyond that",
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/GrantState"
          },
          "reason": {
            "description": "Why it failed or ends",
            "type": "string"
          },
          "startsAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsAt": {
            "type": "string",
            "format": "date-time"
          },
          "activatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "confirmed": {
            "description": "Brokers that were seen to have every binding",
            "type": "integer"
          },
          "brokers": {
            "type": "integer"
          },
          "error": {
            "$ref": "#/components/schemas/Failure"
          },
          "accessRemains": {
            "description": "Whether bindings that were there before are still there",
            "type": "boolean"
          },
          "bindings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GrantBinding"
            }
          },
          "evidence": {
            "$ref": "#/components/schemas/Evidence"
          },
          "connection": {
            "$ref": "#/components/schemas/Connection"
          },
          "may": {
            "description": "What the caller may do now",
            "type": "object",
            "required": [
              "renew",
              "renewWithoutEvidence",
              "revoke",
              "retry",
              "reveal",
              "resetOffsets",
              "review"
            ],
            "properties": {
              "renew": {
                "type": "boolean"
              },
              "renewWithoutEvidence": {
                "description": "Whether also where it is not seen to be used",
                "type": "boolean"
              },
              "revoke": {
                "type": "boolean"
              },
              "retry": {
                "type": "boolean"
              },
              "reveal": {
                "description": "Told only where one grant is asked for",
                "type": "boolean"
              },
              "resetOffsets": {
                "type": "boolean"
              },
              "review": {
                "description": "To close the review of emergency access",
                "type": "boolean"
              }
            }
          }
        }
      },
      "CampaignUndecided": {
        "description": "What becomes at the date of grants that nobody has answered for",
        "type": "string",
        "enum": [
          "keep",
          "revoke"
        ]
      },
      "CampaignItemState": {
        "description": "`revoked` and `undecided` (kept) are those that nobody has answered for; `ended` those that ended by themselves meanwhile",
        "type": "string",
        "enum": [
          "open",
          "confirmed",
          "dropped",
          "revoked",
          "undecided",
          "ended"
        ]
      },
      "Campaign": {
        "type": "object",
        "required": [
          "id",
          "domain",
          "domainTitle",
          "title",
          "reason",
          "startedBy",
          "startedAt",
          "dueAt",
          "undecided",
          "state",
          "counts",
          "yours",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "domainTitle": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "startedBy": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "undecided": {
            "$ref": "#/components/schemas/CampaignUndecided"
          },
          "state": {
            "type": "string",
            "enum": [
              "open",
              "closed"
            ]
          },
          "closedAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedBy": {
            "description": "Who closed it before its date",
            "type": "string"
          },
          "closeReason": {
            "type": "string"
          },
          "counts": {
            "description": "Its grants by state, as far as the caller may see them",
            "type": "object",
            "required": [
              "open",
              "confirmed",
              "dropped",
              "revoked",
              "undecided",
              "ended"
            ],
            "properties": {
              "open": {
                "type": "integer"
              },
              "confirmed": {
                "type": "integer"
              },
              "dropped": {
                "type": "integer"
              },
              "revoked": {
                "type": "integer"
              },
              "undecided": {
                "type": "integer"
              },
              "ended": {
                "type": "integer"
              }
            }
          },
          "yours": {
            "description": "Open ones that the caller can answer for",
            "type": "integer"
          },
          "may": {
            "description": "What the caller may do now",
            "type": "object",
            "required": [
              "decide",
              "close"
            ],
            "properties": {
              "decide": {
                "type": "boolean"
              },
              "close": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "CampaignPlan": {
        "type": "object",
        "required": [
          "dryRun",
          "title",
          "domains",
          "dueAt",
          "undecided",
          "grants",
          "owners",
          "nobody"
        ],
        "properties": {
          "dryRun": {
            "type": "boolean"
          },
          "title": {
            "type": "string"
          },
          "domains": {
            "description": "Refs of the domain and of those below it",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "undecided": {
            "$ref": "#/components/schemas/CampaignUndecided"
          },
          "grants": {
            "description": "How many are looked at again",
            "type": "integer"
          },
          "owners": {
            "description": "Whom is asked for how many",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "grants"
              ],
              "properties": {
                "owner": {
                  "type": "string"
                },
                "grants": {
                  "type": "integer"
                }
              }
            }
          },
          "nobody": {
            "description": "Products with grants that nobody can answer for",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "product",
                "productTitle",
                "grants"
              ],
              "properties": {
                "product": {
                  "type": "string"
                },
                "productTitle": {
                  "type": "string"
                },
                "grants": {
                  "type": "integer"
                }
              }
            }
          },
          "campaign": {
            "$ref": "#/components/schemas/Campaign"
          }
        }
      },
      "CampaignItem": {
        "type": "object",
        "required": [
          "grant",
          "state",
          "mayDecide"
        ],
        "properties": {
          "grant": {
            "$ref": "#/components/schemas/Grant"
          },
          "state": {
            "$ref": "#/components/schemas/CampaignItemState"
          },
          "asked": {
            "description": "Ref of who is asked; absent where nobody can answer",
            "type": "string"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "comment": {
            "type": "string"
          },
          "mayDecide": {
            "type": "boolean"
          }
        }
      },
      "CampaignAnswer": {
        "type": "object",
        "required": [
          "grant",
          "outcome"
        ],
        "properties": {
          "grant": {
            "type": "string"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "confirmed",
              "dropped",
              "ended",
              "conflict",
              "refused",
              "not-found"
            ]
          },
          "message": {
            "description": "Why it was neither confirmed nor dropped",
            "type": "string"
          }
        }
      },
      "SchemaFormat": {
        "type": "string",
        "enum": [
          "AVRO",
          "JSON",
          "PROTOBUF"
        ]
      },
      "NewPort": {
        "description": "A port that the schema is to be of its own; the old one is deprecated",
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "topic"
        ],
        "properties": {
          "name": {
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
      "SchemaChangeState": {
        "description": "`open` until all readers agree or somebody overrides them, `accepted` until the schema registry has it; `failed` waits for a retry",
        "type": "string",
        "enum": [
          "open",
          "accepted",
          "registered",
          "failed",
          "withdrawn"
        ]
      },
      "SchemaChangeAnswer": {
        "description": "`date`: fine from a date on",
        "type": "string",
        "enum": [
          "acknowledge",
          "object",
          "date"
        ]
      },
      "SchemaBreak": {
        "type": "object",
        "required": [
          "path",
          "direction",
          "kind",
          "sentence"
        ],
        "properties": {
          "path": {
            "description": "Of the field, dotted; empty for the schema itself",
            "type": "string"
          },
          "direction": {
            "description": "`backward`: readers of the new schema cannot read older records; `forward`: readers of the old schema cannot read newer ones",
            "type": "string",
            "enum": [
              "backward",
              "forward"
            ]
          },
          "kind": {
            "type": "string",
            "enum": [
              "added",
              "removed",
              "type"
            ]
          },
          "sentence": {
            "type": "string"
          }
        }
      },
      "SchemaBypass": {
        "type": "object",
        "required": [
          "port",
          "cluster",
          "subject",
          "version",
          "before",
          "level",
          "breaks",
          "foundAt"
        ],
        "properties": {
          "port": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "subject": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "before": {
            "description": "The version before it",
            "type": "integer"
          },
          "level": {
            "description": "The compatibility that was promised to readers",
            "type": "string"
          },
          "breaks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SchemaBreak"
            }
          },
          "foundAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "SchemaReader": {
        "type": "object",
        "required": [
          "kind",
          "groups"
        ],
        "properties": {
          "kind": {
            "description": "`group`: a consumer group of nobody known, who cannot answer",
            "type": "string",
            "enum": [
              "consumer",
              "group"
            ]
          },
          "consumer": {
            "description": "Ref of the consumer",
            "type": "string"
          },
          "owner": {
            "description": "Ref of who answers for it, if the catalog names an owner",
            "type": "string"
          },
          "groups": {
            "description": "Live consumer groups",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SchemaChangeReader": {
        "allOf": [
          {
            "$ref": "#/components/schemas/SchemaReader"
          },
          {
            "type": "object",
            "required": [
              "stand",
              "askedAt",
              "mayAnswer"
            ],
            "properties": {
              "stand": {
                "description": "`later`: agrees from a date on; `silent`: no answer by the date; `unknown`: cannot answer; `left`: no longer reads it",
                "type": "string",
                "enum": [
                  "agrees",
                  "later",
                  "objects",
                  "silent",
                  "waiting",
                  "unknown",
                  "left"
                ]
              },
              "askedAt": {
                "type": "string",
                "format": "date-time"
              },
              "answer": {
                "$ref": "#/components/schemas/SchemaChangeAnswer"
              },
              "date": {
                "type": "string",
                "format": "date-time"
              },
              "comment": {
                "type": "string"
              },
              "answeredBy": {
                "type": "string"
              },
              "answeredAt": {
                "type": "string",
                "format": "date-time"
              },
              "mayAnswer": {
                "type": "boolean"
              }
            }
          }
        ]
      },
      "SchemaChangePlan": {
        "type": "object",
        "required": [
          "subject",
          "cluster",
          "topic",
          "environment",
          "format",
          "level",
          "compatible",
          "messages",
          "readers",
          "readersKnown",
          "silence",
          "overriders"
        ],
        "properties": {
          "subject": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "format": {
            "$ref": "#/components/schemas/SchemaFormat"
          },
          "before": {
            "description": "The latest version; absent where there is none",
            "type": "object",
            "required": [
              "version",
              "schema"
            ],
            "properties": {
              "version": {
                "type": "integer"
              },
              "schema": {
                "type": "string"
              }
            }
          },
          "level": {
            "description": "Compatibility that applies to the subject",
            "type": "string"
          },
          "compatible": {
            "description": "What the schema registry says",
            "type": "boolean"
          },
          "messages": {
            "description": "Of the schema registry",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "breaks": {
            "description": "Field by field; absent where it cannot be told",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SchemaBreak"
            }
          },
          "readers": {
            "description": "Who would be asked, as far as the caller may see them",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SchemaReader"
            }
          },
          "hiddenReaders": {
            "description": "How many more there are",
            "type": "integer"
          },
          "readersKnown": {
            "description": "Whether that is everybody, as far as Kafka could be asked",
            "type": "boolean"
          },
          "silence": {
            "description": "What no answer by the date is",
            "type": "string",
            "enum": [
              "objection",
              "consent"
            ]
          },
          "overriders": {
            "description": "Refs of who could accept it for the readers",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SchemaChangeSummary": {
        "type": "object",
        "required": [
          "id",
          "product",
          "productTitle",
          "port",
          "environment",
          "cluster",
          "topic",
          "subject",
          "format",
          "state",
          "objected",
          "compatible",
          "message",
          "proposedBy",
          "proposedAt",
          "counts",
          "yours"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "productTitle": {
            "type": "string"
          },
          "port": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "subject": {
            "description": "That the schema is registered under",
            "type": "string"
          },
          "newPort": {
            "$ref": "#/components/schemas/NewPort"
          },
          "format": {
            "$ref": "#/components/schemas/SchemaFormat"
          },
          "state": {
            "$ref": "#/components/schemas/SchemaChangeState"
          },
          "objected": {
            "description": "Whether somebody objects, or has not answered in time",
            "type": "boolean"
          },
          "compatible": {
            "type": "boolean"
          },
          "message": {
            "type": "string"
          },
          "proposedBy": {
            "type": "string"
          },
          "proposedAt": {
            "type": "string",
            "format": "date-time"
          },
          "respondBy": {
            "type": "string",
            "format": "date-time"
          },
          "closedAt": {
            "type": "string",
            "format": "date-time"
          },
          "registeredVersion": {
            "type": "integer"
          },
          "failure": {
            "description": "Why it is not registered yet",
            "type": "string"
          },
          "counts": {
            "description": "Readers who are asked",
            "type": "object",
            "required": [
              "asked",
              "agree"
            ],
            "properties": {
              "asked": {
                "type": "integer"
              },
              "agree": {
                "type": "integer"
              }
            }
          },
          "yours": {
            "description": "Readers that the caller has yet to answer for",
            "type": "integer"
          }
        }
      },
      "SchemaChange": {
        "allOf": [
          {
            "$ref": "#/components/schemas/SchemaChangeSummary"
          },
          {
            "type": "object",
            "required": [
              "schema",
              "messages",
              "readers",
              "silence",
              "overriders",
              "may"
            ],
            "properties": {
              "schema": {
                "type": "string"
              },
              "before": {
                "description": "The version that it follows; absent where there was none",
                "type": "object",
                "required": [
                  "version",
                  "schema"
                ],
                "properties": {
                  "version": {
                    "type": "integer"
                  },
                  "schema": {
                    "type": "string"
                  }
                }
              },
              "level": {
                "type": "string"
              },
              "messages": {
                "description": "Of the schema registry",
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "breaks": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/SchemaBreak"
                }
              },
              "readers": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/SchemaChangeReader"
                }
              },
              "hiddenReaders": {
                "description": "How many more there are that the caller may not see",
                "type": "integer"
              },
              "silence": {
                "type": "string",
                "enum": [
                  "objection",
                  "consent"
                ]
              },
              "overriders": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "acceptedAt": {
                "type": "string",
                "format": "date-time"
              },
              "overriddenBy": {
                "type": "string"
              },
              "overrideReason": {
                "type": "string"
              },
              "withdrawnBy": {
                "type": "string"
              },
              "withdrawReason": {
                "type": "string"
              },
              "schemaId": {
                "description": "Of the registered version, at the schema registry",
                "type": "integer"
              },
              "nextAttemptAt": {
                "type": "string",
                "format": "date-time"
              },
              "descriptor": {
                "description": "Of a port of its own, the lines to merge (YAML)",
                "type": "string"
              },
              "isMerged": {
                "description": "Whether the product has that port, and has deprecated the old one",
                "type": "boolean"
              },
              "may": {
                "description": "What the caller may do now",
                "type": "object",
                "required": [
                  "answer",
                  "override",
                  "withdraw",
                  "retry"
                ],
                "properties": {
                  "answer": {
                    "type": "boolean"
                  },
                  "override": {
                    "type": "boolean"
                  },
                  "withdraw": {
                    "type": "boolean"
                  },
                  "retry": {
                    "type": "boolean"
                  }
                }
              }
            }
          }
        ]
      },
      "RevealedCredentials": {
        "type": "object",
        "required": [
          "username",
          "mechanism"
        ],
        "properties": {
          "username": {
            "type": "string"
          },
          "mechanism": {
            "type": "string"
          },
          "password": {
            "description": "Told this once; absent where a secret sink has it",
            "type": "string"
          },
          "storedAt": {
            "description": "Where the secret sink put it",
            "type": "string"
          }
        }
      },
      "OffsetReset": {
        "type": "object",
        "required": [
          "group",
          "topic",
          "dryRun",
          "partitions"
        ],
        "properties": {
          "group": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "dryRun": {
            "type": "boolean"
          },
          "partitions": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "partition",
                "to"
              ],
              "properties": {
                "partition": {
                  "type": "integer"
                },
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "records": {
                  "description": "Records that would be read again (above 0) or skipped (below)",
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "ExplainedBinding": {
        "type": "object",
        "required": [
          "binding",
          "id"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "binding": {
            "$ref": "#/components/schemas/AclBinding"
          },
          "ignored": {
            "description": "Why it may stay although it is not managed here",
            "type": "string"
          },
          "grants": {
            "description": "None means that it is not managed here",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "grantId",
                "consumer",
                "approvedBy",
                "endsAt",
                "state"
              ],
              "properties": {
                "grantId": {
                  "type": "string"
                },
                "requestId": {
                  "type": "string"
                },
                "product": {
                  "type": "string"
                },
                "consumer": {
                  "type": "string"
                },
                "requestedBy": {
                  "type": "string"
                },
                "approvedBy": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "purpose": {
                  "type": "string"
                },
                "endsAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "state": {
                  "$ref": "#/components/schemas/GrantState"
                }
              }
            }
          }
        }
      },
      "ExplainedPrincipal": {
        "type": "object",
        "required": [
          "principal",
          "verdict",
          "sentence",
          "allowedBy",
          "deniedBy"
        ],
        "properties": {
          "principal": {
            "type": "string"
          },
          "consumer": {
            "description": "The consumer that holds the principal",
            "type": "string"
          },
          "verdict": {
            "description": "`depends`: on the address that the client connects from; `unknown`: ACLs are not what decides on this cluster",
            "type": "string",
            "enum": [
              "allowed",
              "denied",
              "depends",
              "unknown"
            ]
          },
          "sentence": {
            "type": "string"
          },
          "allowedBy": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExplainedBinding"
            }
          },
          "deniedBy": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExplainedBinding"
            }
          },
          "groups": {
            "description": "Consumer groups that the principal may use, for READ",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExplainedBinding"
            }
          }
        }
      },
      "Explanation": {
        "type": "object",
        "required": [
          "cluster",
          "topic",
          "operation",
          "principals"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "operation": {
            "type": "string"
          },
          "readAt": {
            "description": "When the ACLs were read; absent where they never were",
            "type": "string",
            "format": "date-time"
          },
          "unreadable": {
            "description": "Why the ACLs could not be read",
            "type": "string"
          },
          "principals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ExplainedPrincipal"
            }
          }
        }
      },
      "UnmanagedAcl": {
        "type": "object",
        "required": [
          "id",
          "binding"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "binding": {
            "$ref": "#/components/schemas/AclBinding"
          },
          "consumer": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "ignored": {
            "type": "object",
            "required": [
              "reason",
              "by",
              "at"
            ],
            "properties": {
              "reason": {
                "type": "string"
              },
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "mayAct": {
            "description": "Whether the caller may ignore and revoke it",
            "type": "boolean"
          },
          "protected": {
            "description": "Why it can neither be adopted nor revoked here",
            "type": "string"
          }
        }
      },
      "Adoption": {
        "type": "object",
        "required": [
          "dryRun",
          "grants",
          "skipped"
        ],
        "properties": {
          "dryRun": {
            "type": "boolean"
          },
          "grants": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "topic",
                "principal",
                "consumer",
                "mode",
                "endsAt",
                "bindings"
              ],
              "properties": {
                "grantId": {
                  "type": "string"
                },
                "topic": {
                  "type": "string"
                },
                "product": {
                  "type": "string"
                },
                "principal": {
                  "type": "string"
                },
                "consumer": {
                  "type": "string"
                },
                "mode": {
                  "$ref": "#/components/schemas/AccessMode"
                },
                "endsAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "bindings": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/AclBinding"
                  }
                }
              }
            }
          },
          "skipped": {
            "description": "ACLs that were left alone, and why",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "binding",
                "reason"
              ],
              "properties": {
                "binding": {
                  "$ref": "#/components/schemas/AclBinding"
                },
                "reason": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "RegisteredPrincipal": {
        "type": "object",
        "required": [
          "cluster",
          "principal",
          "claimants"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "consumer": {
            "description": "Who holds it",
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "createdHere": {
            "type": "boolean"
          },
          "contestedBy": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "awaiting": {
            "description": "Consumers that an operator has yet to confirm",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "claimants": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "invalid": {
            "description": "Why it cannot be used",
            "type": "string"
          }
        }
      },
      "HistoryEntry": {
        "type": "object",
        "required": [
          "seq",
          "at",
          "actor",
          "action",
          "details",
          "hash"
        ],
        "properties": {
          "seq": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string"
          },
          "action": {
            "type": "string"
          },
          "sentence": {
            "description": "What happened, in words",
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "consumer": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "principal": {
            "type": "string"
          },
          "requestId": {
            "type": "string"
          },
          "itemId": {
            "type": "string"
          },
          "grantId": {
            "type": "string"
          },
          "details": {
            "type": "object",
            "additionalProperties": true
          },
          "previousHash": {
            "type": "string"
          },
          "hash": {
            "type": "string"
          }
        }
      },
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
          },
          "policy": {
            "description": "ID of the policy of the portal that it is about, if it is",
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
      "Descriptor": {
        "description": "A DataProduct, as in its catalog-info.yaml; of 50,000 characters at most",
        "type": "object",
        "additionalProperties": true
      },
      "ProductBasedOn": {
        "description": "The version that the change is based on",
        "type": "integer",
        "minimum": 1,
        "maximum": 1000000000
      },
      "ProductVersion": {
        "type": "object",
        "required": [
          "version",
          "state",
          "entity",
          "owner",
          "changedBy",
          "changedAt",
          "changes"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "state": {
            "description": "An unpublished one takes the product out of the mesh",
            "type": "string",
            "enum": [
              "published",
              "unpublished"
            ]
          },
          "entity": {
            "$ref": "#/components/schemas/Descriptor"
          },
          "owner": {
            "type": "string"
          },
          "changedBy": {
            "type": "string"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "changes": {
            "description": "What differs from the version before it",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyDocumentChange"
            }
          }
        }
      },
      "Transfer": {
        "description": "An offer of a product or domain to another owner",
        "type": "object",
        "required": [
          "to",
          "proposedBy",
          "proposedAt"
        ],
        "properties": {
          "to": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "proposedBy": {
            "type": "string"
          },
          "proposedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Offer": {
        "description": "What is offered to somebody",
        "type": "object",
        "required": [
          "kind",
          "ref",
          "title",
          "transfer"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "product",
              "domain"
            ]
          },
          "ref": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "transfer": {
            "$ref": "#/components/schemas/Transfer"
          }
        }
      },
      "ProductStanding": {
        "allOf": [
          {
            "$ref": "#/components/schemas/ProductVersion"
          },
          {
            "type": "object",
            "required": [
              "isOwner",
              "mayAccept",
              "mayOverride"
            ],
            "properties": {
              "shadowedBy": {
                "description": "Where it is declared, which counts instead",
                "type": "string"
              },
              "transfer": {
                "$ref": "#/components/schemas/Transfer"
              },
              "isOwner": {
                "description": "Whether the caller speaks for its owner",
                "type": "boolean"
              },
              "mayAccept": {
                "description": "Whether the caller speaks for whom it is offered to",
                "type": "boolean"
              },
              "mayOverride": {
                "description": "Whether the caller may end it although it is read",
                "type": "boolean"
              }
            }
          }
        ]
      },
      "Claim": {
        "type": "object",
        "required": [
          "entity",
          "owners",
          "domainOwners",
          "mayPublish",
          "results"
        ],
        "properties": {
          "entity": {
            "$ref": "#/components/schemas/Descriptor"
          },
          "owners": {
            "description": "For whom the caller could publish it, the likeliest first",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "domainOwners": {
            "description": "Owners of the domains of its topics, who can publish it",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "mayPublish": {
            "type": "boolean"
          },
          "reason": {
            "description": "Why the caller may not, and what to do",
            "type": "string"
          },
          "results": {
            "description": "Policies that it would violate",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          }
        }
      },
      "Publication": {
        "type": "object",
        "required": [
          "product",
          "version",
          "results"
        ],
        "properties": {
          "product": {
            "$ref": "#/components/schemas/MeshProduct"
          },
          "version": {
            "type": "integer"
          },
          "results": {
            "description": "Policies that it violates and that only warn",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          }
        }
      },
      "RunName": {
        "description": "What belongs together and is undone together, such as the ID of a scaffolder task; of one person",
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "TopicInput": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "partitions"
        ],
        "properties": {
          "name": {
            "description": "Of 249 characters at most, as Kafka takes it",
            "type": "string",
            "maxLength": 1000
          },
          "partitions": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000
          },
          "replicationFactor": {
            "description": "Left out or -1, it is what the brokers have as default",
            "type": "integer",
            "minimum": -1,
            "maximum": 100
          },
          "configs": {
            "description": "Of those topic configs that can be set here; at most 50",
            "type": "object",
            "maxProperties": 50,
            "additionalProperties": {
              "type": "string",
              "maxLength": 1000
            }
          },
          "run": {
            "$ref": "#/components/schemas/RunName"
          },
          "reason": {
            "type": "string",
            "maxLength": 2000
          }
        }
      },
      "TopicConfigChanges": {
        "description": "New values by key, of those that can be set here; `null` returns to the brokers' default",
        "type": "object",
        "maxProperties": 50,
        "additionalProperties": {
          "type": [
            "string",
            "null"
          ],
          "maxLength": 1000
        }
      },
      "TopicChangeInput": {
        "type": "object",
        "additionalProperties": false,
        "properties": {
          "partitions": {
            "description": "In all, today's included; they can only become more",
            "type": "integer",
            "minimum": 1,
            "maximum": 1000
          },
          "configs": {
            "$ref": "#/components/schemas/TopicConfigChanges"
          }
        }
      },
      "TopicChange": {
        "description": "One thing about a topic that becomes another",
        "type": "object",
        "required": [
          "key"
        ],
        "properties": {
          "key": {
            "description": "`partitions`, or that of a config",
            "type": "string"
          },
          "from": {
            "description": "Left out where the brokers' default applies",
            "type": "string"
          },
          "to": {
            "description": "Left out where the brokers' default will apply",
            "type": "string"
          },
          "consequence": {
            "description": "What it entails for whoever writes and reads the topic",
            "type": "string"
          }
        }
      },
      "TopicChangePlan": {
        "type": "object",
        "required": [
          "hash",
          "changes",
          "consequences",
          "results"
        ],
        "properties": {
          "hash": {
            "description": "Of what is to be changed, how that stands now and what it entails",
            "type": "string"
          },
          "changes": {
            "description": "What is not so already",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TopicChange"
            }
          },
          "consequences": {
            "description": "What all of it entails, in sentences",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "results": {
            "description": "Policies that it would violate, those that only warn among them",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          },
          "refusal": {
            "description": "Why it cannot be carried out, if so",
            "type": "object",
            "required": [
              "code",
              "message"
            ],
            "properties": {
              "code": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "field": {
                "description": "Of the input that it is about",
                "type": "string"
              }
            }
          }
        }
      },
      "EnvironmentName": {
        "type": "string",
        "minLength": 1,
        "maxLength": 63
      },
      "PromotionTarget": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster"
        ],
        "properties": {
          "cluster": {
            "description": "One that is managed, of another environment",
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "topic": {
            "description": "Names of topics there, by port; left out, the same name, or the one that a naming template with `{environment}` gives",
            "type": "object",
            "maxProperties": 20,
            "additionalProperties": {
              "type": "string",
              "minLength": 1,
              "maxLength": 249
            }
          }
        }
      },
      "PromotedPortNames": {
        "description": "Those that are promoted; left out, all that are in another environment",
        "type": "array",
        "minItems": 1,
        "maxItems": 20,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "KeptSettings": {
        "description": "`partitions` and configs that stay as they are at the target",
        "type": "array",
        "maxItems": 50,
        "items": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100
        }
      },
      "PromotionInput": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "to"
        ],
        "properties": {
          "to": {
            "$ref": "#/components/schemas/PromotionTarget"
          },
          "ports": {
            "$ref": "#/components/schemas/PromotedPortNames"
          },
          "from": {
            "description": "Where from, if a port is in several other environments",
            "$ref": "#/components/schemas/EnvironmentName"
          },
          "keep": {
            "$ref": "#/components/schemas/KeptSettings"
          }
        }
      },
      "PromotionRefusal": {
        "description": "Why it cannot be carried out",
        "type": "object",
        "required": [
          "code",
          "message"
        ],
        "properties": {
          "code": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "field": {
            "description": "Of the input that it is about",
            "type": "string"
          }
        }
      },
      "PromotionPlace": {
        "type": "object",
        "required": [
          "cluster",
          "environment",
          "topic"
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
          }
        }
      },
      "SettingDifference": {
        "description": "Something about a topic that is not the same in both environments",
        "type": "object",
        "required": [
          "key"
        ],
        "properties": {
          "key": {
            "description": "`partitions`, `replicationFactor`, or that of a config",
            "type": "string"
          },
          "source": {
            "description": "Left out where the brokers' default applies",
            "type": "string"
          },
          "target": {
            "description": "Left out where the brokers' default applies, or there is no topic",
            "type": "string"
          },
          "becomes": {
            "description": "What the target has afterwards; left out where the brokers' default applies",
            "type": "string"
          },
          "note": {
            "description": "Why that is not what the source has",
            "type": "string"
          }
        }
      },
      "PromotedTopic": {
        "type": "object",
        "required": [
          "state",
          "differences",
          "consequences",
          "results"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "create",
              "change",
              "same",
              "refused"
            ]
          },
          "differences": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SettingDifference"
            }
          },
          "consequences": {
            "description": "What it entails, in sentences",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "results": {
            "description": "Policies that it would violate, those that only warn among them",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          },
          "refusal": {
            "$ref": "#/components/schemas/PromotionRefusal"
          }
        }
      },
      "PromotedSchema": {
        "type": "object",
        "required": [
          "state",
          "subject",
          "source",
          "consequences"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "register",
              "same",
              "refused"
            ]
          },
          "subject": {
            "description": "At the target",
            "type": "string"
          },
          "source": {
            "type": "object",
            "required": [
              "subject"
            ],
            "properties": {
              "subject": {
                "type": "string"
              },
              "version": {
                "description": "Left out where it could not be asked",
                "type": "integer"
              }
            }
          },
          "target": {
            "description": "The latest version there, if there is one",
            "type": "object",
            "required": [
              "version"
            ],
            "properties": {
              "version": {
                "type": "integer"
              }
            }
          },
          "format": {
            "$ref": "#/components/schemas/SchemaFormat"
          },
          "compatibility": {
            "description": "The level of the subject at the source, at the target, and what becomes of it",
            "type": "object",
            "properties": {
              "source": {
                "type": "string"
              },
              "target": {
                "type": "string"
              },
              "becomes": {
                "type": "string"
              }
            }
          },
          "before": {
            "description": "The latest version at the target, where another one follows; left out if it is very long",
            "type": "string"
          },
          "after": {
            "description": "What is registered; left out if it is very long",
            "type": "string"
          },
          "consequences": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "refusal": {
            "$ref": "#/components/schemas/PromotionRefusal"
          }
        }
      },
      "PromotedPort": {
        "type": "object",
        "required": [
          "port",
          "from",
          "to",
          "topic",
          "schemas"
        ],
        "properties": {
          "port": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/PromotionPlace"
          },
          "to": {
            "$ref": "#/components/schemas/PromotionPlace"
          },
          "topic": {
            "$ref": "#/components/schemas/PromotedTopic"
          },
          "schemas": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotedSchema"
            }
          }
        }
      },
      "PromotedProduct": {
        "type": "object",
        "required": [
          "state",
          "consequences",
          "results"
        ],
        "properties": {
          "state": {
            "description": "`git` where the product is declared, so that its lines are to be merged",
            "type": "string",
            "enum": [
              "publish",
              "git",
              "same",
              "refused"
            ]
          },
          "version": {
            "description": "That is published",
            "type": "integer"
          },
          "declaredAt": {
            "type": "string"
          },
          "lines": {
            "description": "YAML to merge into its descriptor",
            "type": "string"
          },
          "consequences": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "results": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          },
          "refusal": {
            "$ref": "#/components/schemas/PromotionRefusal"
          }
        }
      },
      "PromotionPlan": {
        "type": "object",
        "required": [
          "hash",
          "ports",
          "isBlocked"
        ],
        "properties": {
          "hash": {
            "description": "Of what is promoted, how both environments stand and what it entails",
            "type": "string"
          },
          "ports": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PromotedPort"
            }
          },
          "product": {
            "$ref": "#/components/schemas/PromotedProduct"
          },
          "refusal": {
            "$ref": "#/components/schemas/PromotionRefusal"
          },
          "isBlocked": {
            "description": "Whether something of it is refused",
            "type": "boolean"
          }
        }
      },
      "Promotion": {
        "type": "object",
        "required": [
          "run",
          "outcome",
          "plan"
        ],
        "properties": {
          "run": {
            "$ref": "#/components/schemas/RunName"
          },
          "outcome": {
            "description": "`resumed` where the run had begun or done it before",
            "type": "string",
            "enum": [
              "promoted",
              "resumed"
            ]
          },
          "plan": {
            "$ref": "#/components/schemas/PromotionPlan"
          }
        }
      },
      "CompatibilityLevel": {
        "type": "string",
        "enum": [
          "NONE",
          "BACKWARD",
          "BACKWARD_TRANSITIVE",
          "FORWARD",
          "FORWARD_TRANSITIVE",
          "FULL",
          "FULL_TRANSITIVE"
        ]
      },
      "SchemaInput": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "subject",
          "format",
          "schema"
        ],
        "properties": {
          "subject": {
            "description": "`<topic>-value` or `<topic>-key`",
            "type": "string",
            "minLength": 1,
            "maxLength": 300
          },
          "format": {
            "$ref": "#/components/schemas/SchemaFormat"
          },
          "schema": {
            "description": "Of 1,000,000 characters at most",
            "type": "string",
            "minLength": 1,
            "maxLength": 4000000
          },
          "references": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "name",
                "subject",
                "version"
              ],
              "properties": {
                "name": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 500
                },
                "subject": {
                  "type": "string",
                  "minLength": 1,
                  "maxLength": 300
                },
                "version": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 2147483647
                }
              }
            }
          },
          "compatibility": {
            "description": "Becomes the subject's own level",
            "$ref": "#/components/schemas/CompatibilityLevel"
          },
          "run": {
            "$ref": "#/components/schemas/RunName"
          },
          "reason": {
            "type": "string",
            "maxLength": 2000
          }
        }
      },
      "CreationInput": {
        "description": "What is to be made, in this order",
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "properties": {
          "topic": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cluster",
              "name",
              "partitions"
            ],
            "properties": {
              "cluster": {
                "type": "string",
                "minLength": 1,
                "maxLength": 63
              },
              "name": {
                "description": "Of 249 characters at most, as Kafka takes it",
                "type": "string",
                "maxLength": 1000
              },
              "partitions": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000
              },
              "replicationFactor": {
                "description": "Left out or -1, it is what the brokers have as default",
                "type": "integer",
                "minimum": -1,
                "maximum": 100
              },
              "configs": {
                "description": "Of those topic configs that can be set here; at most 50",
                "type": "object",
                "maxProperties": 50,
                "additionalProperties": {
                  "type": "string",
                  "maxLength": 1000
                }
              },
              "run": {
                "$ref": "#/components/schemas/RunName"
              },
              "reason": {
                "type": "string",
                "maxLength": 2000
              }
            }
          },
          "schema": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "cluster",
              "subject",
              "format",
              "schema"
            ],
            "properties": {
              "cluster": {
                "type": "string",
                "minLength": 1,
                "maxLength": 63
              },
              "subject": {
                "description": "`<topic>-value` or `<topic>-key`",
                "type": "string",
                "minLength": 1,
                "maxLength": 300
              },
              "format": {
                "$ref": "#/components/schemas/SchemaFormat"
              },
              "schema": {
                "description": "Of 1,000,000 characters at most",
                "type": "string",
                "minLength": 1,
                "maxLength": 4000000
              },
              "references": {
                "type": "array",
                "maxItems": 50,
                "items": {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "name",
                    "subject",
                    "version"
                  ],
                  "properties": {
                    "name": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 500
                    },
                    "subject": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 300
                    },
                    "version": {
                      "type": "integer",
                      "minimum": 1,
                      "maximum": 2147483647
                    }
                  }
                }
              },
              "compatibility": {
                "description": "Becomes the subject's own level",
                "$ref": "#/components/schemas/CompatibilityLevel"
              },
              "run": {
                "$ref": "#/components/schemas/RunName"
              },
              "reason": {
                "type": "string",
                "maxLength": 2000
              }
            }
          },
          "domain": {
            "description": "Comes first",
            "type": "object",
            "additionalProperties": false,
            "required": [
              "entity"
            ],
            "properties": {
              "entity": {
                "$ref": "#/components/schemas/DomainDescriptor"
              }
            }
          },
          "product": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "entity"
            ],
            "properties": {
              "entity": {
                "$ref": "#/components/schemas/Descriptor"
              }
            }
          },
          "accessRequest": {
            "$ref": "#/components/schemas/AccessRequestInput"
          },
          "run": {
            "description": "What it has made already counts as done, and leaves the hash as it was",
            "$ref": "#/components/schemas/RunName"
          }
        }
      },
      "CreationStep": {
        "type": "object",
        "required": [
          "kind",
          "name",
          "state",
          "consequences"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "topic",
              "schema",
              "product",
              "domain",
              "access-request"
            ]
          },
          "name": {
            "type": "string"
          },
          "state": {
            "description": "`done` where the run has made it already",
            "type": "string",
            "enum": [
              "create",
              "done",
              "refused"
            ]
          },
          "refusal": {
            "type": "object",
            "required": [
              "code",
              "message"
            ],
            "properties": {
              "code": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "field": {
                "description": "Of the step's input that it is about",
                "type": "string"
              }
            }
          },
          "consequences": {
            "description": "What it would do, in sentences",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "results": {
            "description": "Policies that it would violate, those that only warn among them",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyResult"
            }
          }
        }
      },
      "CreationPlan": {
        "type": "object",
        "required": [
          "hash",
          "steps",
          "isBlocked"
        ],
        "properties": {
          "hash": {
            "description": "Of what is to be made and how that stands now; another one means that the plan is stale",
            "type": "string"
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CreationStep"
            }
          },
          "isBlocked": {
            "description": "Whether a step is refused",
            "type": "boolean"
          }
        }
      },
      "CreationKind": {
        "type": "string",
        "enum": [
          "topic",
          "schema",
          "product",
          "domain"
        ]
      },
      "CreationOutcome": {
        "description": "`resumed` where the run had begun or made it before",
        "type": "string",
        "enum": [
          "created",
          "resumed"
        ]
      },
      "Creation": {
        "description": "One thing that was made for somebody",
        "type": "object",
        "required": [
          "id",
          "run",
          "kind",
          "name",
          "state",
          "createdBy",
          "intendedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "run": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/CreationKind"
          },
          "cluster": {
            "type": "string"
          },
          "name": {
            "description": "Of the topic or subject, or ref of the product or domain",
            "type": "string"
          },
          "state": {
            "description": "`intended`: begun, and to be finished by the same call again; `undoing`: to be finished by undoing the run again",
            "type": "string",
            "enum": [
              "intended",
              "created",
              "undoing",
              "undone"
            ]
          },
          "createdBy": {
            "type": "string"
          },
          "intendedAt": {
            "type": "string",
            "format": "date-time"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "undoneAt": {
            "type": "string",
            "format": "date-time"
          },
          "topic": {
            "description": "As Kafka had it once it was created",
            "type": "object",
            "required": [
              "topicId",
              "partitions",
              "replicationFactor",
              "configs"
            ],
            "properties": {
              "topicId": {
                "type": "string"
              },
              "partitions": {
                "type": "integer"
              },
              "replicationFactor": {
                "type": "integer"
              },
              "configs": {
                "description": "Those that were set",
                "type": "object",
                "additionalProperties": {
                  "type": "string"
                }
              }
            }
          },
          "schema": {
            "type": "object",
            "required": [
              "version",
              "schemaId"
            ],
            "properties": {
              "version": {
                "type": "integer"
              },
              "schemaId": {
                "type": "integer"
              },
              "compatibility": {
                "description": "The level that was set",
                "type": "string"
              },
              "compatibilityBefore": {
                "description": "The subject's own level before, if it had one",
                "type": "string"
              }
            }
          },
          "version": {
            "description": "Of the product or domain",
            "type": "integer"
          }
        }
      },
      "Run": {
        "type": "object",
        "required": [
          "run",
          "createdBy",
          "begunAt",
          "creations",
          "mayUndo"
        ],
        "properties": {
          "run": {
            "type": "string"
          },
          "createdBy": {
            "type": "string"
          },
          "begunAt": {
            "type": "string",
            "format": "date-time"
          },
          "creations": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Creation"
            }
          },
          "mayUndo": {
            "description": "Whether the caller may undo it, and there is something to undo",
            "type": "boolean"
          },
          "refusal": {
            "$ref": "#/components/schemas/Refusal"
          }
        }
      },
      "ClaimedTopic": {
        "description": "What became of a topic that was claimed with others, or would",
        "type": "object",
        "required": [
          "cluster",
          "topic",
          "published"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "product": {
            "description": "Ref of the product that it is of then",
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "entity": {
            "$ref": "#/components/schemas/Descriptor"
          },
          "published": {
            "type": "boolean"
          },
          "version": {
            "type": "integer"
          },
          "refusal": {
            "$ref": "#/components/schemas/Refusal"
          }
        }
      },
      "ClaimRequestState": {
        "type": "string",
        "enum": [
          "open",
          "accepted",
          "declined",
          "withdrawn"
        ]
      },
      "ClaimRequest": {
        "description": "A product that the owner of a domain is asked to publish for others",
        "type": "object",
        "required": [
          "id",
          "product",
          "title",
          "domain",
          "entity",
          "owner",
          "message",
          "state",
          "requestedBy",
          "requestedAt",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "product": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "domainOwner": {
            "description": "Who is asked",
            "type": "string"
          },
          "entity": {
            "$ref": "#/components/schemas/Descriptor"
          },
          "owner": {
            "description": "Whose it is to be",
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ClaimRequestState"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "comment": {
            "type": "string"
          },
          "may": {
            "description": "What the caller may do now",
            "type": "object",
            "required": [
              "answer",
              "withdraw"
            ],
            "properties": {
              "answer": {
                "type": "boolean"
              },
              "withdraw": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "ProductReaderList": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "unknown",
          "hidden"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ProductReader"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          },
          "unknown": {
            "description": "Clusters whose groups could not be read, so that somebody may be missing",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "hidden": {
            "description": "How many there are besides, whom the caller may not see",
            "type": "integer"
          }
        }
      },
      "ProductReader": {
        "description": "Somebody who reads a product, or may",
        "type": "object",
        "required": [
          "kind",
          "name",
          "ports",
          "grants",
          "groups",
          "inputPorts"
        ],
        "properties": {
          "kind": {
            "description": "A consumer of the catalog; a consumer group that nobody is known to use; a product with an input port on it",
            "type": "string",
            "enum": [
              "consumer",
              "group",
              "product"
            ]
          },
          "name": {
            "description": "Ref of the consumer or product, or ID of the group",
            "type": "string"
          },
          "ownerRef": {
            "description": "Who is told",
            "type": "string"
          },
          "ports": {
            "description": "Those that it reads",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "grants": {
            "description": "Of a consumer, those that have not ended",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "state",
                "endsAt"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "state": {
                  "type": "string"
                },
                "endsAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "groups": {
            "description": "Live consumer groups, as of the last pass",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "cluster",
                "groupId",
                "members"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "groupId": {
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
            }
          },
          "inputPorts": {
            "description": "Of a product, its own ones that name this product",
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "DomainDescriptor": {
        "description": "A Domain of type data-domain, as in its catalog-info.yaml; of 50,000 characters at most",
        "type": "object",
        "additionalProperties": true
      },
      "DomainPublication": {
        "type": "object",
        "required": [
          "domain",
          "version"
        ],
        "properties": {
          "domain": {
            "$ref": "#/components/schemas/MeshDomain"
          },
          "version": {
            "type": "integer"
          }
        }
      },
      "DomainVersion": {
        "type": "object",
        "required": [
          "version",
          "state",
          "entity",
          "owner",
          "changedBy",
          "changedAt",
          "changes"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "state": {
            "description": "An unpublished one takes the domain out of the mesh",
            "type": "string",
            "enum": [
              "published",
              "unpublished"
            ]
          },
          "entity": {
            "$ref": "#/components/schemas/DomainDescriptor"
          },
          "owner": {
            "type": "string"
          },
          "changedBy": {
            "type": "string"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "changes": {
            "description": "What differs from the version before it",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyDocumentChange"
            }
          }
        }
      },
      "DomainStanding": {
        "allOf": [
          {
            "$ref": "#/components/schemas/DomainVersion"
          },
          {
            "type": "object",
            "required": [
              "isOwner",
              "mayChange",
              "mayOffer",
              "mayGive",
              "mayAccept",
              "mayUnpublish"
            ],
            "properties": {
              "shadowedBy": {
                "description": "Where it is declared, which counts instead",
                "type": "string"
              },
              "pendingDeclaration": {
                "description": "Where it is declared, too, which does not count while it is published",
                "type": "object",
                "required": [
                  "originLocation"
                ],
                "properties": {
                  "originLocation": {
                    "type": "string"
                  }
                }
              },
              "transfer": {
                "$ref": "#/components/schemas/Transfer"
              },
              "isOwner": {
                "description": "Whether the caller speaks for its owner",
                "type": "boolean"
              },
              "mayChange": {
                "description": "Whether the caller may change what it says of itself",
                "type": "boolean"
              },
              "mayOffer": {
                "description": "Whether the caller may offer it to another owner, and take that back",
                "type": "boolean"
              },
              "mayGive": {
                "description": "Whether the caller may give it away at once, with a reason",
                "type": "boolean"
              },
              "mayAccept": {
                "description": "Whether the caller speaks for whom it is offered to",
                "type": "boolean"
              },
              "mayUnpublish": {
                "description": "Whether the caller may unpublish it while nothing is in it",
                "type": "boolean"
              }
            }
          }
        ]
      },
      "DomainCheck": {
        "type": "object",
        "required": [
          "changes"
        ],
        "properties": {
          "changes": {
            "description": "What differs from the version that counts",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyDocumentChange"
            }
          },
          "refusal": {
            "description": "Why it would be refused; absent where it would not",
            "type": "object",
            "required": [
              "code",
              "message"
            ],
            "properties": {
              "code": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          }
        }
      },
      "ProductObjectives": {
        "type": "object",
        "required": [
          "objectives",
          "quality"
        ],
        "properties": {
          "objectives": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PortObjective"
            }
          },
          "quality": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/QualityCheck"
            }
          }
        }
      },
      "PortObjective": {
        "description": "One promise of a port, about one topic",
        "type": "object",
        "required": [
          "port",
          "cluster",
          "topic",
          "type",
          "target",
          "state",
          "since",
          "judgedAt",
          "last30Days",
          "days"
        ],
        "properties": {
          "port": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "enum": [
              "freshness",
              "availability",
              "volume",
              "retention",
              "lag"
            ]
          },
          "group": {
            "description": "The consumer group, if it is about lag",
            "type": "string"
          },
          "target": {
            "description": "As promised; an ISO 8601 period for freshness and retention, per cent for availability, else records",
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "kept",
              "breached",
              "unknown"
            ]
          },
          "value": {
            "description": "What was measured; milliseconds for freshness and retention, per cent of the last 30 days for availability, else records; left out where it has no bounds, or is unknown",
            "type": "number"
          },
          "reason": {
            "description": "Why it is unknown",
            "type": "string"
          },
          "since": {
            "description": "When this state began",
            "type": "string",
            "format": "date-time"
          },
          "judgedAt": {
            "type": "string",
            "format": "date-time"
          },
          "budgetUsed": {
            "description": "How much of what may go wrong in 30 days has gone wrong, 1 being all of it; for availability below 100 per cent",
            "type": "number"
          },
          "last30Days": {
            "$ref": "#/components/schemas/ObjectiveTimes"
          },
          "days": {
            "description": "Those of the last 30 on which it was judged, the oldest first",
            "type": "array",
            "items": {
              "allOf": [
                {
                  "$ref": "#/components/schemas/ObjectiveTimes"
                },
                {
                  "type": "object",
                  "required": [
                    "day"
                  ],
                  "properties": {
                    "day": {
                      "type": "string",
                      "format": "date"
                    }
                  }
                }
              ]
            }
          }
        }
      },
      "ObjectiveTimes": {
        "description": "For how long a promise was kept, in milliseconds",
        "type": "object",
        "required": [
          "keptMs",
          "breachedMs",
          "unknownMs"
        ],
        "properties": {
          "keptMs": {
            "type": "number"
          },
          "breachedMs": {
            "type": "number"
          },
          "unknownMs": {
            "type": "number"
          }
        }
      },
      "QualityState": {
        "type": "string",
        "enum": [
          "passed",
          "warned",
          "failed"
        ]
      },
      "QualityCheck": {
        "description": "The newest result of one check of a tool, and those before",
        "type": "object",
        "required": [
          "check",
          "state",
          "observedAt",
          "receivedAt",
          "reportedBy",
          "past"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "port": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/QualityState"
          },
          "value": {
            "type": "string"
          },
          "expected": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          },
          "receivedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reportedBy": {
            "type": "string"
          },
          "past": {
            "description": "The newest first, this one included",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "state",
                "observedAt"
              ],
              "properties": {
                "state": {
                  "$ref": "#/components/schemas/QualityState"
                },
                "observedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
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
          "deprecation": {
            "type": "object",
            "properties": {
              "sunset": {
                "type": "string"
              },
              "replacedBy": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
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
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
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
          "version": {
            "description": "Of a published product, from 1",
            "type": "integer"
          },
          "pendingDeclaration": {
            "description": "A declaration of a published product from a location that is not trusted; it takes over once the owners of the domains accept it",
            "type": "object",
            "required": [
              "originLocation",
              "topics"
            ],
            "properties": {
              "originLocation": {
                "type": "string"
              },
              "topics": {
                "description": "Those that it has yet to be accepted for",
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/TopicKey"
                }
              }
            }
          },
          "ports": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MeshPort"
            }
          },
          "maxDuration": {
            "description": "Longest grant, as an ISO 8601 period",
            "type": "string"
          },
          "samples": {
            "description": "Whether its owner lets records of it be seen",
            "type": "boolean"
          },
          "deprecation": {
            "type": "object",
            "properties": {
              "sunset": {
                "type": "string"
              },
              "replacedBy": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "consumedBy": {
            "description": "Consumers with an active read grant",
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "producedBy": {
            "description": "Consumers with an active write grant",
            "type": "array",
            "items": {
              "type": "string"
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
          "parentRef": {
            "description": "The domain that it is a part of, if a trusted location says so, or the portal",
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "stewardRef": {
            "type": "string"
          },
          "accessRule": {
            "description": "Name of the access rule for its products",
            "type": "string"
          },
          "version": {
            "description": "Of a published domain",
            "type": "integer"
          },
          "pendingDeclaration": {
            "description": "A declaration of the same ref at a location that is not trusted, which does not count while the domain is published",
            "type": "object",
            "required": [
              "originLocation"
            ],
            "properties": {
              "originLocation": {
                "type": "string"
              }
            }
          }
        }
      },
      "SearchDocument": {
        "description": "A data product in the words that people look for, bounded in size, with nothing in it that changes while the product does not",
        "type": "object",
        "required": [
          "ref",
          "title",
          "lifecycle",
          "tags",
          "ports",
          "fields"
        ],
        "properties": {
          "ref": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "domainRef": {
            "type": "string"
          },
          "domainTitle": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "lifecycle": {
            "type": "string"
          },
          "classification": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ports": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "topics"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "topics": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "fields": {
            "description": "Of the schemas of those topics that the product holds, each once, however many ports have it",
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "path",
                "tags"
              ],
              "properties": {
                "path": {
                  "description": "Dotted, as deep as the field is nested",
                  "type": "string"
                },
                "description": {
                  "type": "string"
                },
                "tags": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
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
          "descriptor": {
            "description": "Of a published product or domain, as it would stand in Git",
            "type": "object",
            "additionalProperties": true
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
          },
          "maySample": {
            "description": "Whether the caller may see records of it",
            "type": "boolean"
          }
        }
      },
      "RecordSample": {
        "type": "object",
        "required": [
          "cluster",
          "topic",
          "takenAt",
          "records"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "topic": {
            "type": "string"
          },
          "takenAt": {
            "type": "string",
            "format": "date-time"
          },
          "records": {
            "description": "The newest first",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SampledRecord"
            }
          }
        }
      },
      "SampledRecord": {
        "type": "object",
        "required": [
          "partition",
          "offset",
          "headers"
        ],
        "properties": {
          "partition": {
            "type": "integer"
          },
          "offset": {
            "type": "string"
          },
          "timestamp": {
            "type": "string",
            "format": "date-time"
          },
          "key": {
            "$ref": "#/components/schemas/SampledPayload"
          },
          "value": {
            "description": "Left out of a tombstone",
            "$ref": "#/components/schemas/SampledPayload"
          },
          "headers": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "value": {}
              }
            }
          }
        }
      },
      "SampledPayload": {
        "type": "object",
        "required": [
          "format",
          "value"
        ],
        "properties": {
          "format": {
            "type": "string",
            "enum": [
              "avro",
              "json",
              "protobuf",
              "text",
              "bytes"
            ]
          },
          "value": {
            "description": "As its schema says, as JSON or text; bytes in base64"
          },
          "schemaId": {
            "type": "integer"
          },
          "problem": {
            "description": "Why it is not shown as what it is",
            "type": "string"
          },
          "truncated": {
            "description": "Whether it is cut off, and then text",
            "type": "boolean"
          }
        }
      }
    }
  }
};
