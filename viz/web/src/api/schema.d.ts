// Made from the API’s OpenAPI document by `make schema`. Not edited by hand.

export interface paths {
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Entities by name, alias, English name or id; best first.
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/suggest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest
         * @description At most eight answers to what is half typed, grouped by kind.
         */
        get: operations["suggest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/entities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entity
         * @description An entity with its sources and the number of its relationships per type and direction.
         */
        get: operations["entity"];
        put?: never;
        post?: never;
        /**
         * Delete Entity
         * @description Deletes an entity; one that has relationships only with `detach=true`.
         */
        delete: operations["delete_entity"];
        options?: never;
        head?: never;
        /**
         * Change Entity
         * @description Changes what is given; a property given as null is removed.
         */
        patch: operations["change_entity"];
        trace?: never;
    };
    "/api/entities/{id}/neighbours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Neighbours
         * @description A page of an entity's neighbours, one entry per relationship.
         */
        get: operations["neighbours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/entities/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Entity History
         * @description Who changed what of an entity and of its relationships, and when, as the log has it.
         */
        get: operations["entity_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Entity
         * @description A new entity. Without an id it gets one.
         */
        post: operations["create_entity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Network Of
         * @description The entities round some, and the relationships among them.
         */
        get: operations["network_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schema Of
         * @description Labels, relationship types, properties and colours, in Chinese and English.
         */
        get: operations["schema_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stats Of
         * @description The network in numbers.
         */
        get: operations["stats_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Network Page
         * @description As /api/network, as one offline page to keep: picture, legend, and a table with sources.
         */
        get: operations["network_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overview
         * @description The network by kind, country, office, field and industry, and the groups that make it up.
         */
        get: operations["overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/base-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Base Map
         * @description The operator's base map: the shapes of the map whose number /api/overview tells, as GeoJSON.
         */
        get: operations["base_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Freshness
         * @description Records by office, label and country: verified when, and which the last round missed.
         */
        get: operations["freshness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Routes
         * @description The best chains of introductions, each step with its evidence.
         */
        get: operations["routes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reach
         * @description Who is reached best from somewhere, by the score of the best route to each.
         */
        get: operations["reach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/connectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Connectors
         * @description Over whom the most best routes lead, and what would be lost without them.
         */
        get: operations["connectors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/between": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Between
         * @description The smallest network that connects several entities, with the least that any could cost.
         */
        get: operations["between"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Similar
         * @description More like these: entities of the same kind that share most neighbours with them, and which.
         */
        get: operations["similar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Match
         * @description Who the names of a list may be, with scores and reasons; nothing is linked.
         */
        post: operations["match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/match/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Names In File
         * @description The names of a list that is a file, with country, school and organisation as its rows say.
         */
        post: operations["names_in_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Views
         * @description The views that are kept, newest first.
         */
        get: operations["list_views"];
        put?: never;
        /**
         * Save View
         * @description Keeps a view: the page's address, what was moved and noted, and how its entities now are.
         */
        post: operations["save_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open View
         * @description A view as it was kept, and what has changed since.
         */
        get: operations["open_view"];
        put?: never;
        post?: never;
        /**
         * Delete View
         * @description Forgets a view; the entities stay.
         */
        delete: operations["delete_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relationships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Relationship
         * @description A new relationship between two entities whose labels its type may join.
         */
        post: operations["create_relationship"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/relationships/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Relationship
         * @description Deletes a relationship.
         */
        delete: operations["delete_relationship"];
        options?: never;
        head?: never;
        /**
         * Change Relationship
         * @description Changes the properties given; null removes one. Type and ends stay.
         */
        patch: operations["change_relationship"];
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description The imports, newest first.
         */
        get: operations["list_imports"];
        put?: never;
        /**
         * Start Import
         * @description Takes files on; they are imported in their turn. `dry_run=true` only says what would happen.
         */
        post: operations["start_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Template
         * @description An empty workbook to fill in: a sheet per kind, with notes and drop-down lists.
         */
        get: operations["template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Mapping
         * @description What an office's headers meant the last time: its next import takes them so again.
         */
        get: operations["import_mapping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Job
         * @description How far an import is; as server-sent events (`Accept: text/event-stream`) until it ends.
         */
        get: operations["import_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Problems
         * @description A page of what was refused, left out, asked or recognised, in the order it was met.
         */
        get: operations["import_problems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/report.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Report
         * @description The rows with problems, as they were given, with the reasons beside them.
         */
        get: operations["import_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/report.jsonl": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Import Report Lines
         * @description Every problem as a line of JSON.
         */
        get: operations["import_report_lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Import
         * @description Ends an import: one that waits at once, one that runs after the rows it is at.
         */
        post: operations["cancel_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run Import Again
         * @description Does a dry run for real, with the same files; goes on with an import that was broken off.
         *
         *     `decisions` answer what the dry run asked; none given, those of before count.
         */
        post: operations["run_import_again"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Import
         * @description Gives back what an import wrote, unless later writes touched it (409 says what).
         */
        post: operations["undo_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/search.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search List
         * @description Everything that a search finds, best first, as a list that Excel opens.
         */
        get: operations["search_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/reach.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reach List
         * @description Everyone who is reached, best first, as a list that Excel opens.
         */
        get: operations["reach_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{format}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description The network, or what lies round some entities, as a file. `csv` needs `ids`.
         */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description Whether the process is alive.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description Whether the store can be reached; 503 while it cannot.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Numbers for Prometheus.
         */
        get: operations["metrics"];
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
        /**
         * Advice
         * @description What would strengthen a route's weakest step. `factor`, `score`: the step's and the route's
         *     worth once it is done.
         */
        Advice: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "renew" | "record_contact" | "verify" | "deepen";
            /** Factor */
            factor: number;
            /** Score */
            score: number;
            sentence: components["schemas"]["Sentence"];
        };
        /**
         * Ages
         * @description Records by when they were last verified: within a year of the date asked for, before that but
         *     within three years, longer ago, never. `vanished`: how many the office's last survey round did
         *     not see though an earlier one had; they are among the others too.
         */
        Ages: {
            /**
             * Total
             * @default 0
             */
            total: number;
            /**
             * Within A Year
             * @default 0
             */
            within_a_year: number;
            /**
             * Within Three Years
             * @default 0
             */
            within_three_years: number;
            /**
             * Longer
             * @default 0
             */
            longer: number;
            /**
             * Never
             * @default 0
             */
            never: number;
            /**
             * Vanished
             * @default 0
             */
            vanished: number;
        };
        /**
         * Alike
         * @description An entity that is like those asked about. `shared`: the neighbours that say most, the most
         *     telling first; `shared_total` counts all.
         */
        Alike: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /** Score */
            score: number;
            /** Shared */
            shared: components["schemas"]["Shared"][];
            /** Shared Total */
            shared_total: number;
        };
        /**
         * Alive
         * @description The process answers.
         */
        Alive: {
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /**
         * Apart
         * @description What tells namesakes apart: names of places, offices, fields and schools; years.
         */
        Apart: {
            /** Places */
            places: string[];
            /** Offices */
            offices: string[];
            /** Fields */
            fields: string[];
            /** Schools */
            schools: string[];
            /** Years */
            years: string[];
        };
        /**
         * Between
         * @description The connecting network of several entities. `cost` is −ln of its factors multiplied; no
         *     connecting network costs less than `at_least`. `apart`: those that nothing connects.
         */
        Between: {
            subgraph: components["schemas"]["Subgraph"];
            /** Cost */
            cost: number;
            /** At Least */
            at_least: number;
            /** Complete */
            complete: boolean;
            /** Apart */
            apart: string[];
        };
        /**
         * Bond
         * @description A named set of relationship types, such as 学缘.
         */
        Bond: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
            /** Types */
            types: string[];
        };
        /**
         * Candidate
         * @description An entity that a listed name may mean. `score`: 0 to 1, the sum of the reasons' points.
         */
        Candidate: {
            node: components["schemas"]["Node"];
            /** Score */
            score: number;
            matched_on: components["schemas"]["Match"];
            /** Reasons */
            reasons: components["schemas"]["Reason"][];
        };
        /**
         * Candidates
         * @description The candidates for a listed name, best first. Nothing is linked by this.
         */
        Candidates: {
            asked: components["schemas"]["ListedName"];
            /** Total */
            total: number;
            /** Candidates */
            candidates: components["schemas"]["Candidate"][];
        };
        /**
         * Change
         * @description An entry of the log that touched the entity, or a relationship of it.
         *
         *     `before`, `after`: the entity, or the relationship, as it was and as it became; None where there
         *     was none, or where the entry is of many records and does not say.
         */
        Change: {
            /** Revision */
            revision: number;
            /** At */
            at: string;
            /** Who */
            who: string;
            /** Action */
            action: string;
            /** Import Id */
            import_id: string | null;
            /** Before */
            before: components["schemas"]["Node"] | components["schemas"]["Relationship"] | null;
            /** After */
            after: components["schemas"]["Node"] | components["schemas"]["Relationship"] | null;
        };
        /**
         * Connector
         * @description Who carries best routes.
         *
         *     `share`: of the best routes, how many lead over it; `error`: the standard error of that share
         *     when it comes from a sample, 0 when it does not, absent when one source cannot tell. `load`:
         *     best routes on which it is the first to be asked. `lost`: share of the routes that would be
         *     none without it; `weakened`: by how much the others' scores would fall; absent when the time
         *     ran out.
         */
        Connector: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /** Share */
            share: number;
            /** Error */
            error: number | null;
            /** Load */
            load: number;
            /** Lost */
            lost: number | null;
            /** Weakened */
            weakened: number | null;
        };
        /**
         * Connectors
         * @description Who carries the most best routes. `sources` of them were looked from, to `targets` in all;
         *     `sampled` unless these were all that was asked for.
         */
        Connectors: {
            /** Sources */
            sources: number;
            /** Targets */
            targets: number;
            /** Sampled */
            sampled: boolean;
            /** Complete */
            complete: boolean;
            /** Connectors */
            connectors: components["schemas"]["Connector"][];
        };
        /**
         * Count
         * @description How many relationships of a type an entity has in one direction.
         */
        Count: {
            /** Type */
            type: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "out" | "in";
            /** Count */
            count: number;
        };
        /**
         * CountryCount
         * @description People, organisations and affairs in a country; `iso_code` where it is recorded.
         */
        CountryCount: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Iso Code */
            iso_code: string | null;
            /** People */
            people: number;
            /** Organisations */
            organisations: number;
            /** Affairs */
            affairs: number;
        };
        /**
         * Entity
         * @description An entity with the number of its relationships, in all and per type and direction.
         */
        Entity: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /** Degree */
            degree: number;
            /** Counts */
            counts: components["schemas"]["Count"][];
        };
        /**
         * EntityChange
         * @description What changes of an entity; a property given as null is removed.
         */
        EntityChange: {
            /** Name */
            name?: string | null;
            /** Labels */
            labels?: string[] | null;
            /**
             * Properties
             * @default {}
             */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * EntityDraft
         * @description A new entity. Without an id it gets one.
         */
        EntityDraft: {
            /** Id */
            id?: string | null;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /**
             * Properties
             * @default {}
             */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * Facet
         * @description A value and how many hits have it. `value`: a label, an office as it is recorded, or an
         *     entity's id; `name`: what it is called, None for a label.
         */
        Facet: {
            /** Value */
            value: string;
            /** Name */
            name: string | null;
            /** Count */
            count: number;
        };
        /**
         * Facets
         * @description How the whole result falls apart, most frequent value first.
         */
        Facets: {
            /** Labels */
            labels: components["schemas"]["Facet"][];
            /** Countries */
            countries: components["schemas"]["Facet"][];
            /** Offices */
            offices: components["schemas"]["Facet"][];
            /** Fields */
            fields: components["schemas"]["Facet"][];
        };
        /**
         * Factors
         * @description The factors of a step, multiplied: weight · strength · confidence · recency (· 0.5 if past).
         */
        Factors: {
            /** Weight */
            weight: number;
            /** Strength */
            strength: number;
            /** Confidence */
            confidence: number;
            /** Recency */
            recency: number;
            /** Past */
            past: number;
        };
        /**
         * Freshness
         * @description How new the records are as of a date. `all` counts each once, whatever labels it has.
         */
        Freshness: {
            /** As Of */
            as_of: string;
            all: components["schemas"]["Ages"];
            /** Rows */
            rows: components["schemas"]["FreshnessRow"][];
            /** Rounds */
            rounds: components["schemas"]["LastRound"][];
            vanished: components["schemas"]["VanishedPage"];
        };
        /**
         * FreshnessRow
         * @description The records of one office, label and country. `office`: an id, or the text where nothing has
         *     it as id or name. An entity stands in the row of each of its labels and countries, and in that
         *     of no country (null) when it lies in none.
         */
        FreshnessRow: {
            /**
             * Total
             * @default 0
             */
            total: number;
            /**
             * Within A Year
             * @default 0
             */
            within_a_year: number;
            /**
             * Within Three Years
             * @default 0
             */
            within_three_years: number;
            /**
             * Longer
             * @default 0
             */
            longer: number;
            /**
             * Never
             * @default 0
             */
            never: number;
            /**
             * Vanished
             * @default 0
             */
            vanished: number;
            /** Office */
            office: string | null;
            /** Office Name */
            office_name: string | null;
            /** Label */
            label: string;
            /** Country */
            country: string | null;
            /** Country Name */
            country_name: string | null;
        };
        /**
         * GroupCount
         * @description A super-node: the entities of one base label in one country, or elsewhere (None).
         */
        GroupCount: {
            /** Label */
            label: string;
            /** Country */
            country: string | null;
            /** Count */
            count: number;
        };
        /**
         * GroupLink
         * @description Relationships between two groups, which are given by their places in the list.
         */
        GroupLink: {
            /** From */
            from: number;
            /** To */
            to: number;
            /** Count */
            count: number;
        };
        /**
         * History
         * @description A page of an entity's changes, newest first.
         */
        History: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Changes */
            changes: components["schemas"]["Change"][];
        };
        /**
         * Hit
         * @description An entity that a search found. `score`: 1 for an exact name, falling by tier.
         *
         *     `matched_on` decided the tier; `also` are the matches of the query's other words. `same_name`
         *     is a key that namesakes share, and None for who has none; `apart` is told with it.
         */
        Hit: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /** Degree */
            degree: number;
            matched_on: components["schemas"]["Match"];
            /** Also */
            also?: components["schemas"]["Match"][];
            /** Score */
            score: number;
            /** Same Name */
            same_name?: string | null;
            apart?: components["schemas"]["Apart"] | null;
        };
        /**
         * Hits
         * @description A page of hits in rank order. `total` and `facets` count all hits.
         */
        Hits: {
            /** Query */
            query: string;
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Hits */
            hits: components["schemas"]["Hit"][];
            facets: components["schemas"]["Facets"];
        };
        /**
         * ImportCard
         * @description A record that a question is about.
         */
        ImportCard: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Said */
            said: components["schemas"]["ImportSaid"][];
        };
        /**
         * ImportCounts
         * @description What became of the rows so far; in a dry run, what would.
         */
        ImportCounts: {
            /** New */
            new: number;
            /** Changed */
            changed: number;
            /** Same */
            same: number;
            /** Relationships New */
            relationships_new: number;
            /** Relationships Changed */
            relationships_changed: number;
            /** Relationships Same */
            relationships_same: number;
            /**
             * Refused
             * @description Rows, sheets and files not taken.
             */
            refused: number;
            /**
             * To Decide
             * @description Questions for a person.
             */
            to_decide: number;
            /**
             * Cells
             * @description Cells left empty or reported.
             */
            cells: number;
            /**
             * Notes
             * @description Recognised for what it is, and no fault.
             */
            notes: number;
            /**
             * Joined
             * @description Rows that became one record with another row.
             */
            joined: number;
        };
        /**
         * ImportDecision
         * @description An answer to every question of an import that is as described; the first that fits counts.
         */
        ImportDecision: {
            /**
             * Answer
             * @description `same`: it is `id`; `another`: one of its own; `leave`: nothing now.
             * @enum {string}
             */
            answer: "same" | "another" | "leave";
            /**
             * Id
             * @description The record that is meant; none: the only candidate.
             */
            id?: string | null;
            /**
             * Code
             * @description Questions of this code.
             */
            code?: string | null;
            /**
             * File
             * @description … of this file.
             */
            file?: string | null;
            /**
             * Sheet
             * @description … of this sheet.
             */
            sheet?: string | null;
            /**
             * Row
             * @description … of this row, as Excel counts.
             */
            row?: number | null;
            /**
             * Column
             * @description … of this column.
             */
            column?: string | null;
            /**
             * Value
             * @description … that repeat this name or text.
             */
            value?: string | null;
        };
        /**
         * ImportFault
         * @description What stopped an import.
         */
        ImportFault: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * ImportJob
         * @description An import: what was asked, and how far it is. `done` rows of `total` in this `stage`.
         */
        ImportJob: {
            /** Id */
            id: string;
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "cancelled" | "failed" | "interrupted" | "undoing" | "undone";
            /** Dry Run */
            dry_run: boolean;
            /** Files */
            files: string[];
            /** Label */
            label: string | null;
            /** Map */
            map: {
                [key: string]: string;
            } | null;
            /** Create Missing */
            create_missing: boolean;
            /** Round */
            round: string | null;
            /** Office */
            office: string | null;
            /** Decisions */
            decisions: components["schemas"]["ImportDecision"][];
            /** Who */
            who: string;
            /** Submitted At */
            submitted_at: string;
            /** Started At */
            started_at: string | null;
            /** Finished At */
            finished_at: string | null;
            /**
             * Ahead
             * @description How many imports come before it while it waits.
             */
            ahead: number | null;
            /**
             * Stage
             * @enum {string}
             */
            stage: "reading" | "entities" | "relationships" | "done";
            /** Done */
            done: number;
            /** Total */
            total: number | null;
            counts: components["schemas"]["ImportCounts"];
            error: components["schemas"]["ImportFault"] | null;
        };
        /**
         * ImportMapping
         * @description What an office's headers meant the last time; empty when none was ever said.
         */
        ImportMapping: {
            /** Office */
            office: string | null;
            /**
             * Map
             * @description Header → property.
             */
            map: {
                [key: string]: string;
            };
        };
        /**
         * ImportProblem
         * @description One thing that was refused, left out, asked or recognised, and what to do about it.
         */
        ImportProblem: {
            /** File */
            file: string;
            /** Sheet */
            sheet: string | null;
            /**
             * Row
             * @description As Excel counts, from 1.
             */
            row: number | null;
            /** Column */
            column: string | null;
            /** Value */
            value: string | null;
            /** Code */
            code: string;
            /**
             * Severity
             * @enum {string}
             */
            severity: "refused" | "cell" | "decide" | "note";
            /** En */
            en: string;
            /** Zh */
            zh: string;
            /** Remedy En */
            remedy_en: string;
            /** Remedy Zh */
            remedy_zh: string;
            /**
             * Candidates
             * @description Ids that a person may choose from.
             */
            candidates: string[];
            /**
             * Cards
             * @description The candidates, with what tells them apart.
             */
            cards: components["schemas"]["ImportCard"][];
            /**
             * Said
             * @description What the row itself says, to stand beside them.
             */
            said: components["schemas"]["ImportSaid"][];
        };
        /**
         * ImportProblems
         * @description A page of an import's problems, in the order they were met.
         */
        ImportProblems: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Problems */
            problems: components["schemas"]["ImportProblem"][];
        };
        /**
         * ImportSaid
         * @description One of the things that tell records of a name apart. Contact data are starred.
         */
        ImportSaid: {
            /** Kind */
            kind: string;
            /** Zh */
            zh: string;
            /** En */
            en: string;
            /** Value */
            value: string;
        };
        /**
         * ImportUndone
         * @description What an undone import gave back.
         */
        ImportUndone: {
            /** Id */
            id: string;
            /**
             * State
             * @default undone
             * @constant
             */
            state: "undone";
            /** Entities Deleted */
            entities_deleted: number;
            /** Entities Restored */
            entities_restored: number;
            /** Relationships Deleted */
            relationships_deleted: number;
            /** Relationships Restored */
            relationships_restored: number;
        };
        /**
         * Imports
         * @description A page of imports, newest first.
         */
        Imports: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Imports */
            imports: components["schemas"]["ImportJob"][];
        };
        /**
         * KindChange
         * @description Records of a label since the last survey round. `added`: known since; `unseen`: seen by an
         *     earlier round and not by the last; `deleted`: known at the round, deleted since.
         */
        KindChange: {
            /** Added */
            added: number;
            /** Unseen */
            unseen: number;
            /** Deleted */
            deleted: number;
        };
        /**
         * KindCount
         * @description A label and how many carry it; `change`: since the last survey round, or None when there is
         *     none, or it tells nothing of this label.
         */
        KindCount: {
            /** Label */
            label: string;
            /** Count */
            count: number;
            change: components["schemas"]["KindChange"] | null;
        };
        /**
         * Label
         * @description A label; `base` is absent on the four base labels themselves.
         */
        Label: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
            /** Colour */
            colour: string;
            /** Glyph */
            glyph: string;
            /** Base */
            base?: string | null;
            /**
             * Properties
             * @default {}
             */
            properties: {
                [key: string]: components["schemas"]["Property"];
            };
        };
        /**
         * LabelCount
         * @description Number of entities that carry a label.
         */
        LabelCount: {
            /** Label */
            label: string;
            /** Count */
            count: number;
        };
        /**
         * LastRound
         * @description The last survey round of an office: how many of its records it saw, how many it should have
         *     seen and did not. `coverage`: labels; empty for all.
         */
        LastRound: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Office */
            office: string;
            /** Starts */
            starts: string;
            /** Ends */
            ends: string | null;
            /** Coverage */
            coverage: string[];
            /** Seen */
            seen: number;
            /** Vanished */
            vanished: number;
        };
        /**
         * ListedName
         * @description A name of a list to be looked up, with what else the list says.
         */
        ListedName: {
            /** Name */
            name: string;
            /** Country */
            country?: string | null;
            /** School */
            school?: string | null;
            /** Office */
            office?: string | null;
        };
        /**
         * Match
         * @description What a hit matched: the tier, the field, its text, and where in it (code points, end not
         *     included) for highlighting; the whole text where the match is by sound or by a slip.
         */
        Match: {
            /**
             * Tier
             * @enum {string}
             */
            tier: "exact" | "alias" | "prefix" | "pinyin" | "spelling" | "reading" | "initials" | "pinyin_prefix" | "substring" | "context" | "sound" | "typo";
            /**
             * Field
             * @enum {string}
             */
            field: "name" | "alias" | "english_name" | "id" | "place" | "field" | "office" | "summary" | "unlinked";
            /** Text */
            text: string;
            /** Span */
            span: [
                number,
                number
            ];
        };
        /**
         * MatchRequest
         * @description A list of names with what else the list says of each.
         */
        MatchRequest: {
            /** Names */
            names: components["schemas"]["ListedName"][];
        };
        /**
         * Matches
         * @description Candidates for each name, in the order of the list.
         */
        Matches: {
            /** Total */
            total: number;
            /** Matches */
            matches: components["schemas"]["Candidates"][];
        };
        /**
         * Miss
         * @description A route that one loosened condition would give, for want of any without.
         *
         *     `loosened`: the question's field; `score` and `hops` are the best such route's.
         */
        Miss: {
            /**
             * Loosened
             * @enum {string}
             */
            loosened: "include_past" | "max_hops" | "types" | "labels" | "avoid" | "via";
            /** Score */
            score: number;
            /** Hops */
            hops: number;
            sentence: components["schemas"]["Sentence"];
        };
        /**
         * NamesInFile
         * @description The people and organisations that a file lists, ready for `POST /api/match`.
         */
        NamesInFile: {
            /**
             * Total
             * @description Rows that name one; `names` holds the first 1,000.
             */
            total: number;
            /** Names */
            names: components["schemas"]["ListedName"][];
            /** Problems Total */
            problems_total: number;
            /**
             * Problems
             * @description What was not read as it stands.
             */
            problems: components["schemas"]["ImportProblem"][];
        };
        /**
         * Neighbour
         * @description A neighbour and the relationship that leads to it; direction as seen from the asked entity.
         */
        Neighbour: {
            node: components["schemas"]["Node"];
            relationship: components["schemas"]["Relationship"];
            /**
             * Direction
             * @enum {string}
             */
            direction: "out" | "in";
        };
        /**
         * Neighbours
         * @description A page of neighbours. `total` counts all that pass the filters, before `limit`, and `labels`
         *     how many entities of each label there are among them.
         */
        Neighbours: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Labels */
            labels: components["schemas"]["LabelCount"][];
            /** Neighbours */
            neighbours: components["schemas"]["Neighbour"][];
        };
        /**
         * Node
         * @description An entity. `labels`: base label first. `properties`: those that have a value.
         */
        Node: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * Note
         * @description A remark on the canvas; its corner is at (x, y).
         */
        Note: {
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Text */
            text: string;
        };
        /**
         * Office
         * @description Our own office.
         */
        Office: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * OverviewAnswer
         * @description The overview, as of when it held. `newest`: whether it still does; else a newer one is being
         *     worked out. `base_map`: the number (审图号) of the map at /api/base-map, None without one.
         */
        OverviewAnswer: {
            /** Revision */
            revision: number;
            /** Entities */
            entities: number;
            /** Relationships */
            relationships: number;
            survey: components["schemas"]["Survey"] | null;
            /** Kinds */
            kinds: components["schemas"]["KindCount"][];
            /** Countries */
            countries: components["schemas"]["CountryCount"][];
            /** Offices */
            offices: components["schemas"]["Facet"][];
            /** Fields */
            fields: components["schemas"]["Facet"][];
            /** Industries */
            industries: components["schemas"]["Facet"][];
            /** Best Connected */
            best_connected: components["schemas"]["WellConnected"][];
            /** Groups */
            groups: components["schemas"]["GroupCount"][];
            /** Links */
            links: components["schemas"]["GroupLink"][];
            ages: components["schemas"]["Ages"];
            /** Vanished */
            vanished: components["schemas"]["Vanished"][];
            /**
             * As Of
             * @example 2026-03-01T08:00:00Z
             */
            as_of: string;
            /** Newest */
            newest: boolean;
            /** Base Map */
            base_map: string | null;
        };
        /**
         * Point
         * @description A place on the canvas.
         */
        Point: {
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * Property
         * @description A property: its kind of value, and who may see it. `automatic` ones are set by the program.
         */
        Property: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
            /** Kind */
            kind: string;
            /**
             * Privacy
             * @default public
             * @enum {string}
             */
            privacy: "public" | "internal" | "contact" | "sensitive";
            /**
             * Required
             * @default false
             */
            required: boolean;
            /**
             * Automatic
             * @default false
             */
            automatic: boolean;
            /** Values */
            values?: string | null;
        };
        /**
         * Reach
         * @description A page of who is reached best, by score. `total` counts all who are reached; `complete`
         *     unless the time ran out, and then the scores are those of fewer hops.
         */
        Reach: {
            /** From */
            from: string | string[];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Complete */
            complete: boolean;
            /** Reached */
            reached: components["schemas"]["Reached"][];
        };
        /**
         * Reached
         * @description An entity with its best route from where was asked: score, hops, and the ids on the way.
         */
        Reached: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /** Score */
            score: number;
            /** Hops */
            hops: number;
            /** Path */
            path: string[];
        };
        /**
         * Ready
         * @description The store answers too. `revision`: the number of the last write.
         */
        Ready: {
            /**
             * Status
             * @default ready
             * @constant
             */
            status: "ready";
            /** Engine */
            engine: string;
            /** Version */
            version: string;
            /** Revision */
            revision: number;
        };
        /**
         * Reason
         * @description Why a candidate scores as it does: what was compared, and its part of the score.
         */
        Reason: {
            /**
             * On
             * @enum {string}
             */
            on: "name" | "country" | "school" | "office";
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "agrees" | "differs" | "unknown";
            /** Points */
            points: number;
            /** Text */
            text: string | null;
        };
        /**
         * Relationship
         * @description A typed, sourced tie from one entity to another.
         */
        Relationship: {
            /** Id */
            id: string;
            /** From */
            from: string;
            /** To */
            to: string;
            /** Type */
            type: string;
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * RelationshipChange
         * @description What changes of a relationship; its type and ends stay.
         */
        RelationshipChange: {
            /**
             * Properties
             * @default {}
             */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * RelationshipDraft
         * @description A new relationship. Without an id it gets one.
         */
        RelationshipDraft: {
            /** Id */
            id?: string | null;
            /** From */
            from: string;
            /** To */
            to: string;
            /** Type */
            type: string;
            /**
             * Properties
             * @default {}
             */
            properties: {
                [key: string]: unknown;
            };
        };
        /**
         * RelationshipType
         * @description A relationship type with its allowed ends and, when it can be a step of a route, its weight.
         */
        RelationshipType: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
            /** Ends */
            ends: [
                string[],
                string[]
            ][];
            /** Weight */
            weight?: number | null;
            /** Weight On Request */
            weight_on_request?: number | null;
            /**
             * Directed
             * @default true
             */
            directed: boolean;
            /**
             * Lasting
             * @default false
             */
            lasting: boolean;
            /**
             * Provenance
             * @default false
             */
            provenance: boolean;
        };
        /**
         * Route
         * @description A chain of introductions. `weakest` is the index of the step with the smallest factor.
         */
        Route: {
            /** Score */
            score: number;
            /** Hops */
            hops: number;
            /** Nodes */
            nodes: components["schemas"]["Node"][];
            /** Steps */
            steps: components["schemas"]["Step"][];
            /** Weakest */
            weakest: number;
            /** Independent */
            independent: boolean;
            sentence: components["schemas"]["Sentence"];
            advice?: components["schemas"]["Advice"] | null;
        };
        /**
         * Routes
         * @description Routes by score. The independent second route, which shares no intermediate with the first,
         *     is in `routes` when it is among the best k, and always in `independent` when it exists.
         *
         *     `from`, `to`: an id, or a list where any of several would do. `runner_up`: why the second route
         *     comes after the first. `misses`: what would have given a route, when there is none.
         */
        Routes: {
            /** From */
            from: string | string[];
            /** To */
            to: string | string[];
            /** Total */
            total: number;
            /** Complete */
            complete: boolean;
            /** Routes */
            routes: components["schemas"]["Route"][];
            independent: components["schemas"]["Route"] | null;
            tried: components["schemas"]["Tried"];
            explanation: components["schemas"]["Sentence"] | null;
            runner_up?: components["schemas"]["Sentence"] | null;
            /**
             * Misses
             * @default []
             */
            misses: components["schemas"]["Miss"][];
        };
        /**
         * RunAgain
         * @description With what an import is run again.
         */
        RunAgain: {
            /** Decisions */
            decisions?: components["schemas"]["ImportDecision"][] | null;
        };
        /**
         * SavedView
         * @description A view as it was kept, and what has changed since.
         */
        SavedView: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Saved At */
            saved_at: string;
            /** Address */
            address: string;
            /** Moved */
            moved: {
                [key: string]: components["schemas"]["Point"];
            };
            /** Notes */
            notes: components["schemas"]["Note"][];
            changes: components["schemas"]["ViewChanges"];
        };
        /**
         * SchemaAndOffice
         * @description The words of the network, and our own office when it is in it.
         */
        SchemaAndOffice: {
            /** Statuses */
            statuses: {
                [key: string]: components["schemas"]["_Entry"];
            };
            /** Entity Properties */
            entity_properties: {
                [key: string]: components["schemas"]["Property"];
            };
            /** Relationship Properties */
            relationship_properties: {
                [key: string]: components["schemas"]["Property"];
            };
            /** Labels */
            labels: {
                [key: string]: components["schemas"]["Label"];
            };
            /** Relationships */
            relationships: {
                [key: string]: components["schemas"]["RelationshipType"];
            };
            /** Bonds */
            bonds: {
                [key: string]: components["schemas"]["Bond"];
            };
            office: components["schemas"]["Office"] | null;
        };
        /**
         * Sentence
         * @description The same sentence in Chinese and English.
         */
        Sentence: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
        };
        /**
         * Shared
         * @description A neighbour that two entities share.
         */
        Shared: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
        };
        /**
         * Similar
         * @description The entities most like some. `total` counts all that share a neighbour with any of them;
         *     `complete` unless the time ran out, and then only some neighbours were compared.
         */
        Similar: {
            /** Ids */
            ids: string[];
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Complete */
            complete: boolean;
            /** Similar */
            similar: components["schemas"]["Alike"][];
        };
        /**
         * Stats
         * @description The network in numbers.
         */
        Stats: {
            /** Revision */
            revision: number;
            /** Entities */
            entities: number;
            /** Relationships */
            relationships: number;
            /** Labels */
            labels: components["schemas"]["LabelCount"][];
            /** Types */
            types: components["schemas"]["TypeCount"][];
            /** Statuses */
            statuses: components["schemas"]["StatusCount"][];
        };
        /**
         * StatusCount
         * @description Number of affairs with a status.
         */
        StatusCount: {
            /** Status */
            status: string;
            /** Count */
            count: number;
        };
        /**
         * Step
         * @description One introduction. `direction`: out when the relationship points along the route.
         *
         *     `factor` is the product of `factors`; `hub` the share that the node reached keeps for its
         *     degree (1 at the route's end). `parallel`: the other relationships between the same two.
         */
        Step: {
            /** From */
            from: string;
            /** To */
            to: string;
            /** Type */
            type: string;
            /**
             * Direction
             * @enum {string}
             */
            direction: "out" | "in";
            /** Factor */
            factor: number;
            factors: components["schemas"]["Factors"];
            /** Hub */
            hub: number;
            relationship: components["schemas"]["Relationship"];
            /** Parallel */
            parallel: components["schemas"]["Relationship"][];
        };
        /**
         * Subgraph
         * @description Nodes and the relationships among them. `total` counts the nodes that were reached, `shown`
         *     those returned; `positions` are layout coordinates per id when a layout was asked for; `groups`
         *     the name of the country in whose block each is laid out, for those in one.
         */
        Subgraph: {
            /** Nodes */
            nodes: components["schemas"]["Node"][];
            /** Relationships */
            relationships: components["schemas"]["Relationship"][];
            /** Total */
            total: number;
            /** Shown */
            shown: number;
            /** Positions */
            positions?: {
                [key: string]: [
                    number,
                    number
                ];
            } | null;
            /** Groups */
            groups?: {
                [key: string]: string;
            } | null;
        };
        /**
         * Suggestion
         * @description An answer to what is half typed in the search box.
         */
        Suggestion: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            matched_on: components["schemas"]["Match"];
            apart: components["schemas"]["Apart"];
        };
        /**
         * SuggestionGroup
         * @description Suggestions of one base label.
         */
        SuggestionGroup: {
            /** Kind */
            kind: string;
            /** Suggestions */
            suggestions: components["schemas"]["Suggestion"][];
        };
        /**
         * Suggestions
         * @description At most eight answers, grouped by kind; the kind of the best one first.
         */
        Suggestions: {
            /** Query */
            query: string;
            /** Groups */
            groups: components["schemas"]["SuggestionGroup"][];
        };
        /**
         * Survey
         * @description The latest survey round. `others`: how many more offices have a last round of their own.
         */
        Survey: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Starts */
            starts: string;
            /** Ends */
            ends: string | null;
            /** Others */
            others: number;
        };
        /**
         * Tried
         * @description What a search for routes covered.
         *
         *     `explored`: how many ties those have whom it looked round, a rough measure of its work.
         *     `proven_hops`: the answer holds for certain among routes of so many hops; `max_hops` unless the
         *     time ran out.
         */
        Tried: {
            /** Max Hops */
            max_hops: number;
            /** Types */
            types: string[];
            /** Labels */
            labels: string[];
            /** Include Past */
            include_past: boolean;
            /** As Of */
            as_of: string;
            /** Explored */
            explored: number;
            /** Proven Hops */
            proven_hops: number;
        };
        /**
         * TypeCount
         * @description Number of relationships of a type.
         */
        TypeCount: {
            /** Type */
            type: string;
            /** Count */
            count: number;
        };
        /**
         * Vanished
         * @description A record to ask about: seen in the round `survey_round`, not in `missed_by`, the last.
         */
        Vanished: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Office */
            office: string;
            /** Survey Round */
            survey_round: string;
            /** Missed By */
            missed_by: string;
            /** Verified At */
            verified_at: string | null;
        };
        /**
         * VanishedPage
         * @description A page of the records to ask about, by office, name and id. Nothing is deleted by it.
         */
        VanishedPage: {
            /** Total */
            total: number;
            /** Limit */
            limit: number;
            /** Offset */
            offset: number;
            /** Records */
            records: components["schemas"]["Vanished"][];
        };
        /**
         * ViewChanges
         * @description What has changed since a view was kept, as ids of entities and relationships.
         */
        ViewChanges: {
            /** Added */
            added: string[];
            /** Gone */
            gone: string[];
            /** Changed */
            changed: string[];
        };
        /**
         * ViewDraft
         * @description A view to keep. `address`: the page's own, after `#`. `ids`: the entities drawn.
         */
        ViewDraft: {
            /** Name */
            name: string;
            /** Address */
            address: string;
            /** Ids */
            ids: string[];
            /** Moved */
            moved?: {
                [key: string]: components["schemas"]["Point"];
            };
            /** Notes */
            notes?: components["schemas"]["Note"][];
        };
        /**
         * ViewEntry
         * @description A view in the list of those that are kept.
         */
        ViewEntry: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Saved At */
            saved_at: string;
            /** Nodes */
            nodes: number;
        };
        /**
         * ViewList
         * @description Every view that is kept, newest first.
         */
        ViewList: {
            /** Total */
            total: number;
            /** Views */
            views: components["schemas"]["ViewEntry"][];
        };
        /**
         * WellConnected
         * @description A well-connected organisation. `degree`: all its relationships but provenance.
         */
        WellConnected: {
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Labels */
            labels: string[];
            /** Degree */
            degree: number;
        };
        /** _Entry */
        _Entry: {
            /** Zh */
            zh: string;
            /** En */
            en: string;
        };
        /**
         * Problem
         * @description What went wrong. `code` is stable; `field` names the parameter or property, if one is at fault.
         */
        Problem: {
            /**
             * Type
             * @example about:blank
             */
            type: string;
            /**
             * Title
             * @example Invalid input
             */
            title: string;
            /**
             * Status
             * @example 422
             */
            status: number;
            /**
             * Code
             * @example invalid_input
             */
            code: string;
            /**
             * Detail
             * @example limit: is below 1.
             */
            detail: string;
            /**
             * Detail Zh
             * @example limit:不能小于 1。
             */
            detail_zh: string;
            /**
             * Field
             * @default null
             * @example limit
             */
            field: string | null;
            /**
             * Instance
             * @example urn:qiaotu:request:4f2c1d0a9b8e7f60
             */
            instance: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    search: {
        parameters: {
            query: {
                /**
                 * @description What to look for.
                 * @example 许崇育
                 */
                q: string;
                /** @description Only entities with this label. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Only what lies in this country or place, by its id. */
                country?: string;
                /** @description Only what this office owns, by its id. */
                office?: string;
                /** @description Only who knows this field, by its id or name. */
                field?: string;
                /** @description Only what began at this date or later; may be partial. */
                since?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "query": "许崇育",
                     *       "total": 1,
                     *       "limit": 50,
                     *       "offset": 0,
                     *       "hits": [
                     *         {
                     *           "id": "person-xu-chongyu",
                     *           "name": "许崇育",
                     *           "labels": [
                     *             "Person",
                     *             "Talent"
                     *           ],
                     *           "properties": {
                     *             "sources": [
                     *               {
                     *                 "document": "doc-002",
                     *                 "line": 33,
                     *                 "words": "挪威皇家科学院院士许崇育"
                     *               }
                     *             ],
                     *             "position": "挪威皇家科学院院士"
                     *           },
                     *           "degree": 3,
                     *           "matched_on": {
                     *             "tier": "exact",
                     *             "field": "name",
                     *             "text": "许崇育",
                     *             "span": [
                     *               0,
                     *               3
                     *             ]
                     *           },
                     *           "also": [],
                     *           "score": 1,
                     *           "same_name": null,
                     *           "apart": null
                     *         }
                     *       ],
                     *       "facets": {
                     *         "labels": [
                     *           {
                     *             "value": "Talent",
                     *             "name": null,
                     *             "count": 1
                     *           }
                     *         ],
                     *         "countries": [
                     *           {
                     *             "value": "country-norway",
                     *             "name": "挪威",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "offices": [],
                     *         "fields": []
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Hits"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suggest: {
        parameters: {
            query: {
                /**
                 * @description What is typed so far.
                 * @example xuchong
                 */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    entity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "person-xu-chongyu",
                     *       "name": "许崇育",
                     *       "labels": [
                     *         "Person",
                     *         "Talent"
                     *       ],
                     *       "properties": {
                     *         "sources": [
                     *           {
                     *             "document": "doc-002",
                     *             "line": 33,
                     *             "words": "挪威皇家科学院院士许崇育"
                     *           }
                     *         ],
                     *         "position": "挪威皇家科学院院士"
                     *       },
                     *       "degree": 3,
                     *       "counts": [
                     *         {
                     *           "type": "LEADS",
                     *           "direction": "out",
                     *           "count": 1
                     *         },
                     *         {
                     *           "type": "REFERRED",
                     *           "direction": "in",
                     *           "count": 1
                     *         },
                     *         {
                     *           "type": "ATTENDED",
                     *           "direction": "out",
                     *           "count": 1
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Entity"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_entity: {
        parameters: {
            query?: {
                /** @description Delete its relationships with it. */
                detach?: boolean;
            };
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_entity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "properties": {
                 *         "summary": "更正后的简介",
                 *         "founded": null
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EntityChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    neighbours: {
        parameters: {
            query?: {
                /** @description Only over these relationship types. */
                types?: ("KIN_OF" | "FOUNDED" | "KNOWS" | "LEADS" | "APPOINTED_BY" | "REFERRED" | "ESTABLISHED_BY" | "HOSTED_BY" | "CLASSMATE_OF" | "SERVED_BY" | "WORKS_AT" | "PART_OF" | "SIGNED_WITH" | "COLLABORATES_WITH" | "INVESTS_IN" | "PARTICIPATES_IN" | "MEMBER_OF" | "STUDIES_AT" | "ALUMNUS_OF" | "ATTENDED" | "NATIVE_OF" | "LOCATED_IN" | "IN_INDUSTRY" | "HAS_EXPERTISE" | "UPSTREAM_OF" | "POSTED" | "SEEKS" | "OFFERS" | "RAISED" | "HANDLED_BY" | "LANDED_AT" | "SUPPORTED_BY" | "ISSUED_BY" | "PROPOSED" | "ABOUT_TOPIC" | "MEASURES" | "MENTIONED_IN")[];
                /** @description Only those with one of these labels. */
                labels?: ("Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure")[];
                /** @description As seen from the entity. */
                direction?: "out" | "in";
                /** @description Dates: latest first. */
                sort?: "type" | "name" | "since" | "last_contact";
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Neighbours"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    entity_history: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_entity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "示例同学会",
                 *       "labels": [
                 *         "AlumniAssociation"
                 *       ],
                 *       "properties": {
                 *         "summary": "在南京的校友",
                 *         "founded": "2009-05"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["EntityDraft"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    network_of: {
        parameters: {
            query: {
                /**
                 * @example [
                 *       "org-xuzhou-qiaolian"
                 *     ]
                 */
                ids: string[];
                depth?: number;
                /** @description Nodes at most. */
                limit?: number;
                /** @description Also positions, from this layout. */
                layout?: "force" | "layered" | "radial" | "country";
                /** @description Layers and rings start from here; none: the best connected. */
                centre?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subgraph"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    schema_of: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaAndOffice"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stats_of: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Stats"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    network_page: {
        parameters: {
            query: {
                /**
                 * @example [
                 *       "org-xuzhou-qiaolian"
                 *     ]
                 */
                ids: string[];
                depth?: number;
                /** @description Nodes at most. */
                limit?: number;
                /** @description Also positions, from this layout. */
                layout?: "force" | "layered" | "radial" | "country";
                /** @description Layers and rings start from here; none: the best connected. */
                centre?: string;
                /** @description People's names as 张**, for other eyes. */
                masked?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewAnswer"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    base_map: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/geo+json": Record<string, never>;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    freshness: {
        parameters: {
            query?: {
                /** @description Only what this office owns, by its id. */
                office?: string;
                /** @description Only entities with this label. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Only what lies in this country or place, by its id. */
                country?: string;
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Freshness"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    routes: {
        parameters: {
            query: {
                /**
                 * @description Where a route may begin: the best pair wins.
                 * @example [
                 *       "org-xuzhou-qiaolian"
                 *     ]
                 */
                from: string[];
                /**
                 * @description Where it may end.
                 * @example [
                 *       "project-tongshan-shuzi-luansheng-paishui"
                 *     ]
                 */
                to: string[];
                /** @description Routes at most. */
                k?: number;
                /** @description Steps at most. */
                max_hops?: number;
                /** @description Only these relationship types are steps. */
                types?: ("KIN_OF" | "FOUNDED" | "KNOWS" | "LEADS" | "APPOINTED_BY" | "REFERRED" | "ESTABLISHED_BY" | "HOSTED_BY" | "CLASSMATE_OF" | "SERVED_BY" | "WORKS_AT" | "PART_OF" | "SIGNED_WITH" | "COLLABORATES_WITH" | "INVESTS_IN" | "PARTICIPATES_IN" | "MEMBER_OF" | "STUDIES_AT" | "ALUMNUS_OF" | "ATTENDED" | "NATIVE_OF" | "LOCATED_IN" | "IN_INDUSTRY" | "HAS_EXPERTISE" | "UPSTREAM_OF" | "POSTED" | "SEEKS" | "OFFERS" | "RAISED" | "HANDLED_BY" | "LANDED_AT" | "SUPPORTED_BY" | "ISSUED_BY" | "PROPOSED" | "ABOUT_TOPIC" | "MEASURES" | "MENTIONED_IN")[];
                /** @description Everyone between has one of these labels. */
                labels?: ("Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure")[];
                /** @description Nobody of these is between. */
                avoid?: string[];
                /** @description All of these are on the route. */
                via?: string[];
                /** @description Past ties count half. */
                include_past?: boolean;
                /** @description One route per set of people between. */
                diverse?: boolean;
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Routes"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reach: {
        parameters: {
            query: {
                /**
                 * @description From any of these, whichever is best.
                 * @example [
                 *       "org-xuzhou-qiaolian"
                 *     ]
                 */
                from: string[];
                /** @description Steps at most. */
                max_hops?: number;
                /** @description Only entities with this label. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Only what lies in this country or place, by its id. */
                country?: string;
                /** @description Only who knows this field, by its id. */
                field?: string;
                /** @description Only these; none: all. */
                ids?: string[];
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reach"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connectors: {
        parameters: {
            query?: {
                /** @description Routes from these; none: from a sample of all. */
                from?: string[];
                /** @description Only routes to entities with it. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Steps at most. */
                max_hops?: number;
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connectors"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    between: {
        parameters: {
            query: {
                /**
                 * @example [
                 *       "person-xu-chongyu",
                 *       "place-xuzhou"
                 *     ]
                 */
                ids: string[];
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Between"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    similar: {
        parameters: {
            query: {
                /**
                 * @example [
                 *       "person-xu-chongyu"
                 *     ]
                 */
                ids: string[];
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Similar"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    match: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatchRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    names_in_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description One .xlsx, .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf, or .zip of these.
                     */
                    files: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamesInFile"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many of these run as may; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    save_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewDraft"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewEntry"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    /** @description The number of the last write that the answer is as new as. */
                    "Qiaotu-Revision"?: number;
                    /** @description `true` while a bulk load up to that number is still being read: names and routes are told as they were before it. Absent otherwise. */
                    "Qiaotu-Behind"?: boolean;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_relationship: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "from": "person-xu-chongyu",
                 *       "to": "org-xuzhou-qiaolian",
                 *       "type": "APPOINTED_BY",
                 *       "properties": {
                 *         "since": "2023",
                 *         "strength": 0.8
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RelationshipDraft"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relationship"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_relationship: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_relationship: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "properties": {
                 *         "last_contact": "2026-01-31"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["RelationshipChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Relationship"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_imports: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imports"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_import: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** @description .xlsx, .xlsb, .xls, .et, .ods, .csv, .tsv, .vcf, or .zip of these. */
                    files: string[];
                    /**
                     * Dry Run
                     * @description Only say what would happen.
                     * @default false
                     */
                    dry_run?: boolean;
                    /**
                     * Label
                     * @description The kind of every row of tables that do not say theirs.
                     */
                    label?: string | null;
                    /** Map */
                    map?: {
                        [key: string]: string;
                    } | null;
                    /**
                     * Remembered
                     * @description Use what the office's headers meant before; `map` adds to it.
                     * @default true
                     */
                    remembered?: boolean;
                    /**
                     * Create Missing
                     * @description Create what a row refers to and nothing answers to.
                     * @default false
                     */
                    create_missing?: boolean;
                    /**
                     * Round
                     * @description The survey round it belongs to, by its id.
                     */
                    round?: string | null;
                    /**
                     * Office
                     * @description Who owns rows that name no office, by its id.
                     */
                    office?: string | null;
                    /** Decisions */
                    decisions?: string | null;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJob"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many of these run as may; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_mapping: {
        parameters: {
            query?: {
                /** @description The owning office, by its id; none: of imports without one. */
                office?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportMapping"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJob"];
                    "text/event-stream": unknown;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_problems: {
        parameters: {
            query?: {
                /** @description Only these. */
                severity?: "refused" | "cell" | "decide" | "note";
                /** @description Only those of this code. */
                code?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportProblems"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    import_report_lines: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJob"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    run_import_again: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunAgain"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportJob"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many of these run as may; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Id of an entity or relationship. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportUndone"];
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The present state refuses it: a taken id, or relationships that remain. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search_list: {
        parameters: {
            query: {
                /**
                 * @description What to look for.
                 * @example 许崇育
                 */
                q: string;
                /** @description Only entities with this label. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Only what lies in this country or place, by its id. */
                country?: string;
                /** @description Only what this office owns, by its id. */
                office?: string;
                /** @description Only who knows this field, by its id or name. */
                field?: string;
                /** @description Only what began at this date or later; may be partial. */
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/csv": string;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reach_list: {
        parameters: {
            query: {
                /**
                 * @description From any of these, whichever is best.
                 * @example [
                 *       "org-xuzhou-qiaolian"
                 *     ]
                 */
                from: string[];
                /** @description Steps at most. */
                max_hops?: number;
                /** @description Only entities with this label. */
                label?: "Person" | "Talent" | "Ambassador" | "OverseasChinese" | "Returnee" | "OverseasStudent" | "Representative" | "Relative" | "LiaisonOfficer" | "Delegate" | "Organisation" | "DiasporaOrganisation" | "LiaisonStation" | "Federation" | "Agency" | "Enterprise" | "University" | "ResearchInstitute" | "AlumniAssociation" | "Chamber" | "InnovationBase" | "Affair" | "Project" | "Event" | "Policy" | "Platform" | "Service" | "Need" | "ServiceCase" | "Context" | "Country" | "Place" | "Industry" | "Field" | "Document" | "SurveyRound" | "Figure";
                /** @description Only what lies in this country or place, by its id. */
                country?: string;
                /** @description Only who knows this field, by its id. */
                field?: string;
                /** @description Only these; none: all. */
                ids?: string[];
                /** @description A date, may be partial; today (UTC). */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "text/csv": string;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description Only the network round these; none: everything. */
                ids?: string[];
                /** @description Steps out from the ids. */
                depth?: number;
                /** @description Entities at most, with ids. */
                limit?: number;
            };
            header?: never;
            path: {
                format: "neo4j-csv" | "xlsx" | "graphml" | "gexf" | "jsonl" | "csv";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                    "application/zip": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/graphml+xml": string;
                    "application/gexf+xml": string;
                    "application/gzip": string;
                };
            };
            /** @description An id that nothing has. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A value breaks a rule; `field` names it. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description As many of these run as may; try again after `Retry-After` seconds. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alive"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description The store cannot be reached; try again after `Retry-After` seconds. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
}
