// Made from docs/api/openapi.json by `npm run openapi`; not to be edited.

export interface paths {
    "/api/backup/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Backups of the default source, the newest first
         * @description 200 a page.
         */
        get: operations["DjangoBackups_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Back up the default source */
        post: operations["DjangoBackups_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One backup, with its metadata */
        get: operations["DjangoBackups_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a backup and its files */
        delete: operations["DjangoBackups_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The dump, as pg_restore reads it
         * @description In clear, as with the original: for admins. As it is stored: `GET /api/v1/backups/{id}/download`.
         */
        get: operations["DjangoBackups_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of a backup, oldest first
         * @description At most 1000 records at once.
         */
        get: operations["DjangoBackups_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a backup over its database
         * @description Beside the live database, checked, migrated forward, then swapped in. Needs `confirm: "RESTORE"`.
         */
        post: operations["DjangoRestores_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/backups/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check the stored file, and read it through
         * @description The task tells `is_valid`.
         */
        post: operations["DjangoBackups_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The seven settings of the original */
        get: operations["DjangoInstance_config"];
        put?: never;
        /**
         * Change some of them
         * @description What is absent stays.
         */
        post: operations["DjangoInstance_configure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/restores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Restores of the default source, the newest first
         * @description 200 a page.
         */
        get: operations["DjangoRestores_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/restores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One restore */
        get: operations["DjangoRestores_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/backup/tasks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a task is, as Celery tells it */
        get: operations["DjangoInstance_task"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The API keys of the tenant
         * @description Revoked ones stay, and say so. Sort by createdAt, name, expiresAt or lastUsedAt.
         */
        get: operations["ApiKeys_list"];
        put?: never;
        /**
         * Make an API key, with which a program acts for you
         * @description The answer has the key, this once. It may do what its scopes say, as far as your role at that moment may; never more than whoever makes it. A key that makes a key gives no later expiry and no other networks than its own.
         */
        post: operations["ApiKeys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key, without its secret */
        get: operations["ApiKeys_get"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key, and the keys that were made with it
         * @description From this moment on they are 401, and their open event streams end. The record stays, as revoked.
         */
        delete: operations["ApiKeys_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of an API key, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now. What was done to it. What was done with it is in the history of whom it acts for.
         */
        get: operations["History_apiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, when, from where, with what result; the newest first
         * @description Of the own tenant; a superadmin’s are all, and those of nobody’s tenant, such as sign-ins that failed. Sort by at, action or actor.
         */
        get: operations["AuditEvents_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail as a table
         * @description All that the filters find, the oldest first; page, limit and sort say nothing here. Texts that a spreadsheet would take for a formula begin with an apostrophe.
         */
        get: operations["AuditEvents_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/export.ndjson": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit trail as lines of JSON, each as it was hashed
         * @description For verifying the chain without Backstitch (docs/audit.md). All that the filters find, chain by chain.
         */
        get: operations["AuditEvents_ndjson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit-events/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the audit trail is as it was written
         * @description Recomputes the chain of hashes of the own tenant (a superadmin: every chain) from its beginning to its first break, and compares its end with what the newest dump of the control database knows. `head` is signed: keep it elsewhere. With `from` or `to` the events of that time, with the one before and the one after them.
         */
        get: operations["AuditEvents_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with an e-mail address and a password. Ten failures in 15 minutes close the way for the rest of them.
         *
         *     The answer also sets the cookie of the session, for browsers (HttpOnly, SameSite=Strict; Secure and `__Host-` where
         *     PUBLIC_URL is https). A request from a page of another origin is CSRF_FAILED.
         */
        post: operations["Auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the session that the request comes with; its token is worth nothing from then on, and its cookie is cleared. */
        post: operations["Auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling, and what a page sends as X-CSRF-Token with every request that changes something. */
        get: operations["Auth_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people may sign in here: what a sign-in page offers */
        get: operations["SignInMethods_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sends the browser to the provider of OpenID Connect, to sign in there
         * @description NOT_FOUND where the server’s file names none. docs/tasks/sign-in.md has what it takes.
         */
        get: operations["Oidc_begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the provider sends the browser back to: signs in, and leads to the admin page
         * @description Takes what the provider adds (`code`, `state`, `iss`, or `error`), and the cookie of GET /auth/oidc. Whoever asks for a page (Accept: text/html) and is refused is led to the sign-in page, which says why.
         */
        get: operations["Oidc_finish"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one’s own password
         * @description Ends all other sessions. Wrong guesses at the current one count as those at sign-in do.
         */
        post: operations["Password_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one's own sign-in needs a code, and how many recovery codes are left. */
        get: operations["Totp_state"];
        put?: never;
        /** Offers a secret for an authenticator app (TOTP). Nothing changes until a code of it confirms that an app has it. */
        post: operations["Totp_offer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms the offer: from now on a sign-in with the password needs a code too. Answers the recovery codes. */
        post: operations["Totp_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the second factor up: a sign-in needs the password alone. */
        post: operations["Totp_disable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/totp/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes ten new recovery codes; those before are worth nothing. */
        post: operations["Totp_renew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Backups, the newest first
         * @description Sort by createdAt, name, storedBytes or durationMs.
         */
        get: operations["Backups_list"];
        put?: never;
        /**
         * Back up a source
         * @description Queues it. One job per source at a time: otherwise SOURCE_BUSY.
         */
        post: operations["Backups_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete, verify, pin or unpin many backups
         * @description Each as if it were asked for alone; the answer says which were refused, and why. Operators may verify (to the level `decoded`; the checks are queued), admins do the rest.
         */
        post: operations["BulkBackups_carryOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many backups there are, by day, status or source
         * @description Takes the filters of the list.
         */
        get: operations["BackupCounts_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All backups as a table (CSV)
         * @description With the filters and the order of the list; streamed, however many there are. What a spreadsheet would take for a formula has an apostrophe before it. Where something goes wrong on the way, the connection breaks before the end.
         */
        get: operations["BackupExport_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a dump as a backup of a source
         * @description A dump of pg_dump in the custom format (-Fc), the tar format (-Ft) or the directory format (-Fd, packed by tar), plain, gzipped (.gz) or by zstd (.zst), or an artifact of ours; told by its content, never by its name. It is queued when it is here whole; the job reads it from end to end, and a backup that is not what it should be ends as failed. `trusted` is false unless a manifest that this instance signed, for this tenant, comes with it and agrees.
         */
        post: operations["Imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One backup, with its proof */
        get: operations["Backups_get"];
        put?: never;
        post?: never;
        /**
         * Delete a backup and its objects
         * @description Refused while it is pinned or in use.
         */
        delete: operations["Backups_delete"];
        options?: never;
        head?: never;
        /** Rename, describe, tag or pin a backup */
        patch: operations["Backups_update"];
        trace?: never;
    };
    "/api/v1/backups/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop what is running for a backup */
        post: operations["Backups_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/compare/{otherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed from one backup to another
         * @description Tables and rows, the schema, and migrations; of one source or of two of the same tenant. Rows are those that were counted when the backups were made; definitions are read from the archives. A renamed table is removed and added.
         */
        get: operations["BackupComparison_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a backup holds: schemas, tables with rows and bytes, other objects by name
         * @description As recorded when it was made. Of older backups it is derived; `notRecorded` names what is null then.
         */
        get: operations["Backups_contents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bytes of an artifact
         * @description As they lie in the store, encrypted: `ETag` is the SHA-256; `Range` is honoured. With `decrypt=true` (admins, audited) the plain archive for pg_restore, without `ETag`, `Range` and length; where something is wrong with it, the connection breaks before its end.
         */
        get: operations["BackupStreams_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/download-url": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A link to an artifact, for whoever has it, for an hour
         * @description It gives the artifact as it is stored (encrypted), without any other credential. It ends when the backup is deleted, when whoever made it may not download any more, and when the API key that made it is revoked.
         */
        post: operations["DownloadLinks_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log, the progress and the status, live
         * @description Server-sent events `log`, `progress`, `status`; `Last-Event-ID` resumes without a gap. Ends after the final status; a reconnect then gets 204.
         */
        get: operations["BackupStreams_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a backup, with its restores and drills, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_backup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, oldest first */
        get: operations["BackupStreams_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a backup
         * @description By the strategy of the plan. `swap` (default): beside the live database, checked, migrated forward, then swapped in; the old database is kept for the rollback window. `new_database`: under a name that is free, touching nothing else. Where the setting `approvalRequired` says so, whatever replaces a live database waits for approval first: `status` is `awaiting_approval`, `jobId` null.
         */
        post: operations["RestoreRequests_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/restore-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Work out what a restore would do
         * @description Writes nothing. The plan holds for an hour, or until the live schema changes.
         */
        post: operations["RestoreRequests_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check what lies in the store
         * @description Queues it, one at a time. The outcome raises `proof`, or sets `corrupted` with its error.
         */
        post: operations["Backups_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a link leads to
         * @description The bytes of an artifact as they lie in the store: `ETag` is the SHA-256; `Range` is honoured.
         */
        get: operations["DownloadLinks_follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Drills, the newest first
         * @description Sort by createdAt, durationMs or recoverySeconds.
         */
        get: operations["Drills_list"];
        put?: never;
        /**
         * Rehearse a restore
         * @description Restores the newest completed backup of a source, or the one named, into a scratch database; counts, compares, migrates forward, measures the recovery time, and drops it. The live database is not touched and the source not locked. One drill of a backup at a time.
         */
        post: operations["Drills_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One drill, phase by phase */
        get: operations["Drills_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a drill
         * @description Its scratch database is dropped.
         */
        post: operations["Drills_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log, the progress and the status, live
         * @description Server-sent events `log`, `progress`, `status`; `Last-Event-ID` resumes without a gap. Ends after the final status; a reconnect then gets 204.
         */
        get: operations["DrillStreams_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a drill, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_drill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/drills/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, oldest first */
        get: operations["DrillStreams_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, live
         * @description One stream of server-sent events for everything that you may see: `hello` (LiveHelloEvent) first, `change` (LiveChangeEvent) within a second of a commit, `progress` (LiveProgressEvent) of running jobs once a second, `resync` (LiveResyncEvent) when changes may have been missed, and an empty `beat` every 15 s, by whose silence a connection is known that is only half there. They say what to read again, not what it says now. After a reconnect read again what you show; nothing is replayed. It lasts until you go or sign out.
         */
        get: operations["Live_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the service works, with a word for each part that does not. `degraded`: it answers, but something waits (no
         *     worker is alive, for example). Down is 503, with the same words under `errors`.
         */
        get: operations["Health_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/backup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the backups are as they should be: green, yellow or red, with the reasons of every source
         * @description Of the caller’s tenant. Always 200: decide by `status`.
         */
        get: operations["BackupHealth_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/details": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same with messages and figures, for admins. 200 also where something is down. */
        get: operations["Health_details"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queued work, the newest first
         * @description Sort by createdAt or id.
         */
        get: operations["Jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many jobs there are, by state */
        get: operations["Jobs_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One piece of queued work */
        get: operations["Jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for the same again
         * @description Of a backup, a verification or a drill that failed or was canceled: as if you asked for it anew, with a job of its own. A restore is not asked for again by its job: CONFLICT, with a hint to make a new plan.
         */
        post: operations["Jobs_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is told, and of what
         * @description Sort by createdAt or name.
         */
        get: operations["NotificationChannels_list"];
        put?: never;
        /**
         * Tell somebody
         * @description The answer for a generic webhook has its signing secret, this once.
         */
        post: operations["NotificationChannels_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One channel, without its secrets */
        get: operations["NotificationChannels_get"];
        put?: never;
        post?: never;
        /**
         * Tell them no more
         * @description Its history goes with it.
         */
        delete: operations["NotificationChannels_delete"];
        options?: never;
        head?: never;
        /**
         * Change a channel
         * @description What is absent stays. Switched off, what waits for it is not sent any more.
         */
        patch: operations["NotificationChannels_update"];
        trace?: never;
    };
    "/api/v1/notification-channels/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a channel was told, the newest first
         * @description Of the last 30 days.
         */
        get: operations["NotificationChannels_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a notification channel, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_notificationChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notification-channels/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a test message now
         * @description 200 also where it did not arrive: see `ok`.
         */
        post: operations["NotificationChannels_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What tenants can have
         * @description From the smallest to the largest.
         */
        get: operations["Plans_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Restores, the newest first
         * @description Sort by createdAt or durationMs.
         */
        get: operations["Restores_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many restores there are, by day, status or source
         * @description Takes the filters of the list.
         */
        get: operations["Restores_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One restore, phase by phase */
        get: operations["Restores_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Move the end of the rollback window */
        patch: operations["Restores_update"];
        trace?: never;
    };
    "/api/v1/restores/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a restore, or a rollback, that somebody else asked for
         * @description As it was planned, and queues it. Never one’s own, nor by API key. Everything is checked again: what does not hold any more (PLAN_STALE and others) is not approved, and goes on waiting.
         */
        post: operations["RestoreApprovals_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a restore or a rollback
         * @description Until the live database is replaced, or put back. What was made for it is undone. One that waits for approval is canceled by whoever asked for it.
         */
        post: operations["Restores_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log, the progress and the status, live
         * @description Server-sent events `log`, `progress`, `status`; `Last-Event-ID` resumes without a gap. Ends after the final status; a reconnect then gets 204.
         */
        get: operations["RestoreStreams_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a restore, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_restore"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, oldest first */
        get: operations["RestoreStreams_logs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject a restore, or a rollback, that waits for approval
         * @description Nothing was touched. A restore is then `rejected`; one whose rollback is rejected is `completed` as it was.
         */
        post: operations["RestoreApprovals_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop the kept database now
         * @description Ends the rollback window: where anything in the kept database may have changed since the safety backup, a final backup of it is taken and proven first. After that this restore cannot be rolled back.
         */
        post: operations["RestoreRelease_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a restore did, and how it was checked */
        get: operations["Restores_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/restores/{id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Swap the old database back
         * @description What the restore brought is kept in its turn. Only the newest restore of a source, while its window is open. Where the setting `approvalRequired` says so, it waits for approval (`jobId` is null).
         */
        post: operations["Restores_rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete what the rules do not keep, or only say what that is
         * @description With `dryRun` nothing is deleted. More than half of the completed backups of a source go only when the same person has run it dry, or previewed those settings, within the last hour.
         */
        post: operations["Retention_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When the rules were applied, and with what outcome
         * @description Sort by createdAt.
         */
        get: operations["Retention_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/retention/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One run, with every backup that it deleted and why */
        get: operations["Retention_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens by itself
         * @description Sort by createdAt, name or nextDueAt. The nightly backups of the settings are among them (`origin: settings`).
         */
        get: operations["Schedules_list"];
        put?: never;
        /**
         * Let something happen by itself
         * @description By a cron expression in a time zone, or every so often. A time that the clocks skip when they are put forward is due when they go on; one that they show twice, the first time. At least five minutes apart.
         */
        post: operations["Schedules_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What ran by itself, and what will run
         * @description Of all schedules, the nightly one of the settings among them, or of those of one source. Runs that somebody asked for (`cause: request`) are in it, too.
         */
        get: operations["ScheduleCalendar_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * When a schedule would run
         * @description Of a new schedule, or of a change of one that is there. Saves nothing; refused is what saving it would refuse.
         */
        post: operations["SchedulePreview_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One schedule, with what is to come and what was last */
        get: operations["Schedules_get"];
        put?: never;
        post?: never;
        /**
         * Forget a schedule
         * @description What it made stays, and what it has begun goes on.
         */
        delete: operations["Schedules_delete"];
        options?: never;
        head?: never;
        /**
         * Change a schedule
         * @description What is absent stays. Another timing counts from now on.
         */
        patch: operations["Schedules_update"];
        trace?: never;
    };
    "/api/v1/schedules/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a schedule, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_schedule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause a schedule
         * @description A run that waits is dropped; one that has begun goes on.
         */
        post: operations["Schedules_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a paused schedule go on
         * @description What was due while it was paused is not caught up.
         */
        post: operations["Schedules_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Run a schedule now
         * @description Beside its times, whatever its window says, also while it is paused.
         */
        post: operations["Schedules_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schedules/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of it, the newest first
         * @description Sort by dueAt.
         */
        get: operations["Schedules_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where one is signed in
         * @description Sessions that last. Those who manage people see those of theirs by `userId`. Sort by createdAt, expiresAt or lastUsedAt.
         */
        get: operations["Sessions_list"];
        put?: never;
        post?: never;
        /**
         * Sign out everywhere else
         * @description Ends all sessions but this one; by `userId`, all of a person whom one manages.
         */
        delete: operations["Sessions_endOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
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
         * End a session
         * @description Its token is worth nothing from now on; its event streams end with their next heartbeat.
         */
        delete: operations["Sessions_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What holds for the backups of a tenant
         * @description What was never set is the default.
         */
        get: operations["Settings_get"];
        /**
         * Change settings
         * @description Merges, section by section: what is absent stays. `POST /settings/preview` tells what retention would delete.
         */
        put: operations["Settings_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed which setting, from what to what, the newest first
         * @description Sort by at or field.
         */
        get: operations["Settings_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What changed settings would delete
         * @description Takes what PUT /settings takes, and saves nothing. What you have seen here and then save is done, however much it is.
         */
        post: operations["SettingsPreview_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is protected
         * @description Sort by createdAt or name.
         */
        get: operations["Sources_list"];
        put?: never;
        /** Protect a database */
        post: operations["Sources_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try what a source would be
         * @description Stores nothing.
         */
        post: operations["SourceProbes_testDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One source, without its password */
        get: operations["Sources_get"];
        put?: never;
        post?: never;
        /**
         * Forget a source
         * @description Refused while it has backups.
         */
        delete: operations["Sources_delete"];
        options?: never;
        head?: never;
        /**
         * Change a source
         * @description What is absent stays. Another host, port, user or a weaker sslMode needs the password again.
         */
        patch: operations["Sources_update"];
        trace?: never;
    };
    "/api/v1/sources/{id}/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How large a backup would be, and how long it would take
         * @description By the sizes of the tables now, and by what the last backups measured. Waits for no lock, and makes nothing.
         */
        post: operations["SourceEstimates_estimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a source, with its backups, restores and schedules, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now.
         */
        get: operations["History_source"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/migration-state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which migrations the database says it has had */
        get: operations["SourceProbes_migrationState"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The tables of a source, with sizes */
        get: operations["SourceProbes_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sources/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try what a source needs
         * @description With a body, what PATCH takes: as the source would be with these changes; takes who may change it.
         */
        post: operations["SourceProbes_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What there is, how it went, and how long the room lasts */
        get: operations["Statistics_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stats/trends": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Day by day: how backups ended, their bytes and durations, and what lies in the stores
         * @description Days are UTC’s. Backups that are deleted since are counted with the day on which they ended.
         */
        get: operations["Statistics_trends"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tenants
         * @description Sort by createdAt, slug, name or plan.
         */
        get: operations["Tenants_list"];
        put?: never;
        /**
         * Make a tenant
         * @description Without `plan` it is `unlimited`. Its first people are made by `POST /users` with its id.
         */
        post: operations["Tenants_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tenant, with what it has of what its plan limits
         * @description One’s own.
         */
        get: operations["Tenants_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a tenant
         * @description What is absent stays. A tenant that is suspended, or whose licence has expired, makes no new backups; what it has can be downloaded and restored.
         */
        patch: operations["Tenants_update"];
        trace?: never;
    };
    "/api/v1/tenants/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a tenant and its settings, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now. One’s own.
         */
        get: operations["History_tenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who may sign in
         * @description Of the own tenant; a superadmin sees all. Sort by createdAt, email, name, role or lastSignInAt.
         */
        get: operations["Users_list"];
        put?: never;
        /**
         * Let somebody sign in
         * @description Without `password` one is made, stands in the answer once, and must be changed at the first sign-in. Only a superadmin makes superadmins.
         */
        post: operations["Users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person */
        get: operations["Users_get"];
        put?: never;
        post?: never;
        /**
         * Delete a person
         * @description With their sessions and keys. What they made and did stays, with their name.
         */
        delete: operations["Users_delete"];
        options?: never;
        head?: never;
        /**
         * Change a person
         * @description What is absent stays. It holds from the next request of theirs on; `active: false` and a new password end their sessions. Nobody changes the own role.
         */
        patch: operations["Users_update"];
        trace?: never;
    };
    "/api/v1/users/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The history of a person, as sentences; the newest first
         * @description From the audit trail, for whoever may see the record. Also of what is deleted by now. What was done to them, and what they did themselves, with their API keys too; `part` asks for one of both.
         */
        get: operations["History_person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Takes the second factor of somebody away who has lost phone and recovery codes; never one's own. */
        delete: operations["SecondFactorReset_reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The processes that take jobs
         * @description Those seen in the last day, the ones that live first. Of what each has in hand only your own jobs are told.
         */
        get: operations["Workers_list"];
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
         * Metrics of the instance and of this process, for Prometheus
         * @description Bears METRICS_TOKEN, and no access token; 404 where none is set. docs/monitoring.md names them all.
         */
        get: operations["Metrics_read"];
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
        AcceptedRestoreResponse: {
            restore: components["schemas"]["RestoreResponse"];
            /** @description null: `status` is `awaiting_approval`; there is a job once somebody else has approved it. */
            jobId: string | null;
        };
        ApiKeyResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenantId: string;
            scopes: components["schemas"]["Scope"][];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /**
             * Format: uuid
             * @description For whom it acts: who made it, or made the key that made it.
             */
            userId: string;
            name: string;
            /**
             * Format: date-time
             * @description null: it holds until it is revoked.
             */
            expiresAt: string | null;
            /** @description null: from anywhere. */
            allowedNetworks: string[] | null;
            /** @description The same, by e-mail address. */
            createdBy: string;
            /** @description null: made by a person who had signed in. */
            madeByKeyId: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute; null: not yet.
             */
            lastUsedAt: string | null;
            lastAddress: string | null;
            /** Format: date-time */
            revokedAt: string | null;
        };
        AppVerdictResponse: {
            /** @enum {string} */
            verdict: "same" | "behind" | "ahead" | "diverged" | "unknown";
            framework: string;
            app: string;
            /** @description What the backup has, in the order in which it was applied; of squashed migrations, those that they replace. */
            applied: string[];
            /** @description What the code has (where no code is named: the live database), in its order. */
            expected: string[];
            /** @description Known to the code, not in the backup; in the order in which they will run. */
            pending: string[];
            /** @description In the backup, not known to the code. */
            unknown: string[];
        };
        AppliedMigrationsResponse: {
            app: string;
            applied: string[];
            failed: string[];
        };
        ArtifactResponse: {
            id: string;
            /** @example database */
            role: string;
            name: string;
            /** @example shop_backup_20261120_031500.dump.zst.age */
            fileName: string;
            storedBytes: number | null;
            rawBytes: number | null;
            /** @description Hex SHA-256 of the stored bytes. */
            sha256: string | null;
            compression: string;
            encryption: string;
        };
        AuditEventResponse: {
            /** @enum {string} */
            outcome: "ok" | "refused" | "failed";
            data: {
                [key: string]: unknown;
            };
            id: string;
            /** @description null: of nobody's tenant, such as a sign-in that failed. */
            tenantId: string | null;
            /** Format: date-time */
            at: string;
            /** @example anna@example.test */
            actor: string | null;
            /** @description The user; of an API key, who made it. */
            actorId: string | null;
            /** @description `user`, `api-key` or `system`. */
            actorKind: string | null;
            /** @description The session or API key. */
            credentialId: string | null;
            /** @description Of an API key, its name then. */
            credentialName: string | null;
            /** @example backup.download */
            action: string;
            subjectType: string | null;
            subjectId: string | null;
            /**
             * @description As it was called then.
             * @example #12 of shop
             */
            subjectName: string | null;
            address: string | null;
            requestId: string | null;
            /** @example anna@example.test downloaded shop.dump.zst.age of backup #12 of shop */
            sentence: string;
        };
        AuditHeadResponse: {
            format: string;
            version: number;
            instanceId: string;
            at: string;
            chains: components["schemas"]["ChainHeadResponse"][];
            signature: components["schemas"]["HeadSignatureResponse"];
        };
        AuditVerificationResponse: {
            ok: boolean;
            /** @description In all chains that were looked at. */
            events: number;
            from: string | null;
            to: string | null;
            /** @description null where `from` or `to` was given: a part says nothing of what was before it. */
            head: components["schemas"]["AuditHeadResponse"] | null;
            firstBroken?: Record<string, never>;
            /** @description A tenant's own; of a superadmin, all of them. */
            chains: components["schemas"]["ChainResponse"][];
            anchors: {
                at: string;
                from: string;
            };
        };
        AutoBackupRequest: {
            /** @description `"all"`, or the ids of sources. */
            sourceIds?: "all" | string[];
            /** @description Whether it is made. */
            enabled?: boolean;
            /** @description IANA name, such as Europe/Berlin. */
            timeZone?: string;
            /** @description What of each source. */
            contents?: "database"[];
            /** @description 0 to 23, in the time zone that stands beside it. */
            hour?: number;
            /** @description Past that hour. */
            minute?: number;
        };
        AutoBackupResponse: {
            sourceIds: "all" | string[];
            enabled: boolean;
            hour: number;
            minute: number;
            /** @description IANA name. */
            timeZone: string;
            contents: string[];
        };
        /**
         * @description By themselves: not at all, at most one a day of each schedule, or as often as one likes.
         * @enum {string}
         */
        AutoBackups: "none" | "daily" | "any";
        BackupComparisonResponse: {
            /** @description Of the first backup. */
            backupId: string;
            /** @description Of the second. */
            otherId: string;
            tables: components["schemas"]["TableChangeResponse"][];
            schema: components["schemas"]["SchemaDifferenceResponse"];
            migrations: components["schemas"]["MigrationDifferenceResponse"];
            warnings: components["schemas"]["WarningResponse"][];
        };
        BackupContentsResponse: {
            backupId: string;
            schemas: components["schemas"]["ContentsSchemaResponse"][];
            /**
             * @description Names of what belongs to the database as a whole, by kind.
             * @example {
             *       "EXTENSION": [
             *         "hstore"
             *       ]
             *     }
             */
            database: {
                [key: string]: string[];
            } | null;
            largeObjects: number | null;
            /** @description Files of a backup that has any. */
            files: string[];
            /**
             * @description Fields that are null because the backup is older than they are.
             * @example []
             */
            notRecorded: string[];
        };
        BackupCountDto: {
            /**
             * @description A day, a status, or the id of a source.
             * @example 2026-11-20
             */
            key: string;
            /** @description Of a source: its name. */
            name: string | null;
            /** @example 1073741824 */
            storedBytes: number;
            /** @example 4 */
            count: number;
        };
        BackupCountsDto: {
            /** @enum {string} */
            by: "day" | "status" | "source";
            /** @description Of all items. */
            total: number;
            /** @description Days from the oldest to the newest, those without a backup left out; sources by their names. */
            items: components["schemas"]["BackupCountDto"][];
        };
        BackupHealthDto: {
            /**
             * @description The worst of the sources, of the success rate (95 %, 90 %) and of the free space (20 %, 10 %). A source is judged by its own schedules; without any, by the age of its newest backup (24 h, 48 h).
             * @enum {string}
             */
            status: "green" | "yellow" | "red";
            /** @example 9.5 */
            lastBackupAgeHours: number | null;
            /**
             * @description Percent; null where none ended.
             * @example 100
             */
            successRate24h: number | null;
            /**
             * @description Of the store that new backups go to; null where it cannot tell.
             * @example 62.5
             */
            diskFreePercent: number | null;
            /**
             * Format: date-time
             * @description The end of the newest completed backup.
             */
            lastBackupAt: string | null;
            /** @description Completed ones, that could be restored. */
            totalBackups: number;
            /** @description The worst first. */
            sources: components["schemas"]["SourceHealthDto"][];
        };
        BackupResponse: {
            id: string;
            /** @description Counts the backups of the tenant. */
            number: number;
            sourceId: string;
            tenantId: string;
            name: string;
            description: string | null;
            /** @enum {string} */
            origin: "manual" | "scheduled" | "upload" | "safety";
            type: string;
            /** @enum {string} */
            status: "failed" | "canceled" | "pending" | "running" | "completed" | "corrupted";
            contents: string[];
            filters: {
                [key: string]: unknown;
            } | null;
            tags: string[];
            pinned: boolean;
            /** @description False for an uploaded dump that this instance did not make: it is restored by superadmins, and through plain roles, alone. */
            trusted: boolean;
            /** @enum {string} */
            proof: "counted" | "none" | "checksum" | "stored" | "decoded" | "restored" | "migrated";
            proofs: components["schemas"]["ProofResponse"][];
            progress: components["schemas"]["ProgressResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description Before the first connection to the source.
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description After the manifest was stored.
             */
            finishedAt: string | null;
            durationMs: number | null;
            /** @description Of the plain archive. */
            rawBytes: number | null;
            storedBytes: number | null;
            /**
             * Format: date-time
             * @description When its age alone lets it go, by today's rules; null where no age does, or where something may hold it longer.
             */
            retentionUntil: string | null;
            createdBy: string;
            error: components["schemas"]["ErrorResponse"] | null;
            warnings: components["schemas"]["WarningResponse"][];
            artifacts: components["schemas"]["ArtifactResponse"][];
            versions: components["schemas"]["VersionsResponse"] | null;
            migrationState: components["schemas"]["MigrationStateResponse"] | null;
            extensions: components["schemas"]["ExtensionVersionResponse"][] | null;
            /** @description Rows per table; keys as quote_ident writes them. */
            tableCounts: {
                [key: string]: number;
            } | null;
            /** @description `<rows>:<sum of hashes>` per table, keys as in `tableCounts`; null where they were not asked for. */
            fingerprints: {
                [key: string]: string;
            } | null;
            databaseSize: number | null;
        };
        BulkBackupsRequest: {
            /**
             * @description What is done with each of them.
             * @enum {string}
             */
            action: "delete" | "verify" | "pin" | "unpin";
            /** @description Each once. */
            ids: string[];
        };
        BulkOutcomeResponse: {
            /** @description The ids of the backups that it was done with; of `verify`: whose check was queued. */
            done: string[];
            refused: components["schemas"]["BulkRefusalResponse"][];
        };
        BulkRefusalResponse: {
            id: string;
            /**
             * @example BACKUP_IN_USE
             * @enum {string}
             */
            code: "MISSING_PARAMETER" | "INVALID_PARAMETER" | "UNAUTHENTICATED" | "FORBIDDEN" | "CSRF_FAILED" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "SOURCE_BUSY" | "CONFLICT" | "PLAN_STALE" | "BACKUP_NOT_READY" | "BACKUP_IN_USE" | "SCHEMA_AHEAD" | "SCHEMA_DIVERGED" | "RESTORE_BLOCKED" | "ROLLBACK_EXPIRED" | "ROLLBACK_SUPERSEDED" | "PAYLOAD_TOO_LARGE" | "RANGE_NOT_SATISFIABLE" | "CONFIRMATION_REQUIRED" | "QUOTA_EXCEEDED" | "RATE_LIMITED" | "UNAVAILABLE" | "SOURCE_UNREACHABLE" | "DISK_FULL" | "INTERNAL_ERROR" | "DUMP_FAILED" | "RESTORE_FAILED" | "MIGRATION_FAILED" | "CHECKSUM_MISMATCH" | "ARCHIVE_UNREADABLE" | "MANIFEST_INVALID" | "COUNT_MISMATCH" | "STORAGE_FAILED" | "CLIENT_TOO_OLD" | "PERMISSION_DENIED" | "SAFETY_BACKUP_FAILED" | "SWAP_FAILED" | "STALLED" | "LOCK_TIMEOUT" | "CANCELED" | "WORKER_LOST" | "KEY_UNAVAILABLE";
            /** @description What happened. */
            detail: string;
        };
        CalendarResponse: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Whose runs these are, the paused ones too. */
            schedules: components["schemas"]["ScheduleResponse"][];
            /** @description What was due in this range until now, the newest first. */
            runs: components["schemas"]["CalendarRunResponse"][];
            /** @description What is to come in it, the soonest first. */
            coming: components["schemas"]["ComingRunResponse"][];
            /** @description There is more: of schedules beyond 500, of runs and of what is to come beyond 1,000. Ask for less. */
            cut: boolean;
        };
        CalendarRunResponse: {
            /** @enum {string} */
            status: "waiting" | "running" | "completed" | "failed" | "canceled" | "dropped";
            /**
             * @description null until it has ended.
             * @enum {string|null}
             */
            outcome: "completed" | "failed" | "canceled" | "dropped" | null;
            /**
             * @description Of its backup or drill as it is now, such as `corrupted`; null where there is none, or none any more.
             * @example completed
             */
            subjectStatus: string | null;
            id: string;
            scheduleId: string;
            /**
             * @description Its time came (`due`), the schedule was made or resumed (`start`), or somebody asked for it (`request`).
             * @enum {string}
             */
            cause: "start" | "request" | "due";
            /**
             * Format: date-time
             * @description When it was due; the last time, where it stands for several.
             */
            dueAt: string;
            /** Format: date-time */
            firstDueAt: string;
            /** @description For how many it stands: those that nobody was there for, and those that came while it waited. */
            dueCount: number;
            /** Format: date-time */
            begunAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description Why it has not begun yet, or did not at once; null when it did. */
            waiting: components["schemas"]["RunWaitingResponse"] | null;
            jobId: string | null;
            /** @description The backup that it made or makes. */
            backupId: string | null;
            /** @description Of a drill. */
            drillId: string | null;
            error: components["schemas"]["ErrorResponse"] | null;
        };
        CarriedOverResponse: {
            /** @description What had changed between the restore and the swap and was carried over again. */
            differences: string[];
        };
        ChainBreakResponse: {
            /** @enum {string} */
            reason: "changed" | "missing" | "unchained" | "rewritten" | "cut";
            /** @description The first link that is not as it was written; null for an event that is in no chain. */
            seq: number | null;
            eventId: string | null;
            /** @example Event 0193… , 17 of the chain, is not what was written. */
            message: string;
        };
        ChainHeadResponse: {
            /** @description A tenant's id, or 00000000-0000-0000-0000-000000000000 for the instance. */
            chain: string;
            seq: number;
            hash: string;
        };
        ChainResponse: {
            /** @description null: the chain of events that belong to no tenant. */
            tenantId: string | null;
            ok: boolean;
            /** @description That are as they were written. */
            events: number;
            from: string | null;
            to: string | null;
            /** @description SHA-256 of the last of them, which covers all before. */
            hash: string | null;
            firstBroken?: components["schemas"]["ChainBreakResponse"];
        };
        ChangePasswordRequest: {
            /** @description The one that is to be replaced. */
            currentPassword: string;
            /** @description 12 to 256 characters of any kind, and not what everybody tries first. */
            newPassword: string;
        };
        ChangeTotpRequest: {
            /** @description One's own, once more. */
            password: string;
            /**
             * @description A code of the authenticator app, or a recovery code.
             * @example 492039
             */
            otp: string;
        };
        ChangedNotificationChannelResponse: {
            events: ("failed" | "succeeded" | "late" | "corrupted" | "storage_low" | "drill_failed" | "drill_done" | "restore_failed" | "restore_done" | "retention_failed" | "approval" | "approval_done")[];
            sourceIds: "all" | string[];
            id: string;
            tenantId: string;
            name: string;
            /** @enum {string} */
            kind: "email" | "slack" | "discord" | "teams" | "webhook";
            enabled: boolean;
            /** @description Why it tells nobody of anything, though it works: all sources that it is for were deleted. null: nothing is wrong. */
            problem: string | null;
            timeZone: string;
            digest: components["schemas"]["DigestResponse"];
            email: components["schemas"]["EmailTargetResponse"] | null;
            /** @description Shortened: enough to recognise it. */
            url: string | null;
            /** Format: date-time */
            lastSentAt: string | null;
            /**
             * Format: date-time
             * @description The first of the failures that no success has followed; null: it works, as far as is known.
             */
            failingSince: string | null;
            lastError: components["schemas"]["ChannelErrorResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /**
             * @description Of a generic webhook, when it was made: what its messages are signed with. Shown this once.
             * @example whsec_…
             */
            secret?: string;
        };
        ChangedUserResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenantId: string;
            role: components["schemas"]["Role"];
            /** @example grace@example.com */
            email: string;
            /** @example Grace Hopper */
            name: string | null;
            /** @description false: they are kept out. */
            active: boolean;
            /** @description Until they have chosen a password of their own, they can do nothing else. */
            mustChangePassword: boolean;
            /** @description Whether signing in with a password takes a code of an app as well. */
            hasSecondFactor: boolean;
            /**
             * Format: date-time
             * @description null: never.
             */
            lastSignInAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description How many sessions of theirs ended by it. */
            endedSessions: number;
        };
        ChannelErrorResponse: {
            at: string;
            detail: string;
            hint: string | null;
        };
        ClockChangeResponse: {
            /**
             * @description Whether the clocks of its zone do not show this time, or show it twice.
             * @enum {string}
             */
            kind: "skipped" | "repeated";
            /**
             * @description As it stands on the wall.
             * @example 2027-03-28T02:30
             */
            localTime: string;
            /**
             * Format: date-time
             * @description When it is due all the same: as soon as the clocks go on, or the first time; null: not at all.
             */
            at: string | null;
        };
        ComingRunResponse: {
            /** Format: uuid */
            scheduleId: string;
            /**
             * Format: date-time
             * @description When it may begin, as far as its window goes.
             */
            at: string;
        };
        CompressionRequest: {
            /**
             * @description What dumps are compressed with before they are encrypted.
             * @enum {string}
             */
            algorithm?: "zstd" | "gzip" | "none";
            /** @description zstd: 1 to 19, gzip: 1 to 9, none: it means nothing. */
            level?: number;
        };
        CompressionResponse: {
            /** @enum {string} */
            algorithm: "zstd" | "gzip" | "none";
            level: number;
        };
        ConfirmTotpRequest: {
            /**
             * @description What the app shows now.
             * @example 492039
             */
            otp: string;
        };
        ContentsCountsResponse: {
            indexes: number;
            constraints: number;
            triggers: number;
            policies: number;
        };
        ContentsObjectsResponse: {
            views: string[];
            materializedViews: string[];
            foreignTables: string[];
            sequences: string[];
            /** @description With their arguments; procedures and aggregates too. */
            functions: string[];
            types: string[];
        };
        ContentsSchemaResponse: {
            name: string;
            tables: components["schemas"]["ContentsTableResponse"][];
            objects: components["schemas"]["ContentsObjectsResponse"] | null;
            counts: components["schemas"]["ContentsCountsResponse"] | null;
        };
        ContentsTableResponse: {
            /** @description As it is, not quoted. */
            name: string;
            /**
             * @description A partitioned table has no rows of its own: its partitions have. Absent in backups that are older than it.
             * @enum {string}
             */
            kind?: "table" | "partitioned";
            /** @description Rows in the backup; null: its definition alone is in it, as of a partitioned table. */
            rows: number | null;
            /** @description What it took in the database, with indexes and TOAST; null where the tables were locked just then. */
            bytes: number | null;
            /** @description What its rows take in the plain archive. */
            archiveBytes: number | null;
        };
        CreateApiKeyRequest: {
            /**
             * @description What it may do, as far as your role may: `admin` holds all others, `decrypt` holds `download`.
             * @example [
             *       "read",
             *       "backup"
             *     ]
             */
            scopes: components["schemas"]["Scope"][];
            /**
             * Format: date-time
             * @description Absent: it holds until it is revoked. A key that makes a key gives at most its own.
             * @example 2027-01-01T00:00:00Z
             */
            expiresAt?: string;
            /**
             * @description What it is for.
             * @example nightly job of the shop
             */
            name: string;
            /**
             * @description Where it may be used from: networks or addresses. Absent: anywhere.
             * @example [
             *       "10.1.0.0/16"
             *     ]
             */
            allowedNetworks?: string[];
        };
        CreateBackupRequest: {
            /**
             * Format: uuid
             * @description What is backed up.
             */
            sourceId: string;
            /** @description What people call it. Default: the source's name and the time. */
            name?: string;
            /** @description For people. */
            description?: string;
            /**
             * @description Only whole backups are made yet.
             * @enum {string}
             */
            type?: "full";
            /** @description What is captured; absent, all that the source has. */
            contents?: "database"[];
            /** @description The version of the application; default, the source's. */
            appVersion?: string;
            /** @description For people and filters. */
            tags?: string[];
            /**
             * @description Also takes a fingerprint of each table's rows in the snapshot of the dump: a restore, and a check to level
             *     `restored`, compare it. It reads all rows a second time. Default false.
             */
            fingerprints?: boolean;
        };
        CreateDrillRequest: {
            /**
             * Format: uuid
             * @description Whose backup is tried out.
             */
            sourceId: string;
            /**
             * Format: uuid
             * @description A completed backup of this source; absent, the newest.
             */
            backupId?: string;
            /** @description Where it is restored; absent, on the source's own server. */
            target?: components["schemas"]["DrillTargetRequest"];
        };
        CreateNotificationChannelRequest: {
            /** @description What is told there. Default: whatever is a problem. */
            events?: ("failed" | "succeeded" | "late" | "corrupted" | "storage_low" | "drill_failed" | "drill_done" | "restore_failed" | "restore_done" | "retention_failed" | "approval" | "approval_done")[];
            /** @description `all` (the default, also those that come later), or ids. What is of no source (`storage_low`) is always told. */
            sourceIds?: "all" | string[];
            /** @description Unique in its tenant. */
            name: string;
            /**
             * @description How it is told; never changes.
             * @enum {string}
             */
            kind: "email" | "slack" | "discord" | "teams" | "webhook";
            /** @description Default true. */
            enabled?: boolean;
            /**
             * @description IANA name. Default UTC.
             * @example Europe/Berlin
             */
            timeZone?: string;
            /** @description Once a day, whatever happened, in the channel’s zone; at 08:00 unless it says otherwise. Default: none. */
            digest?: components["schemas"]["DigestRequest"];
            /** @description Of the kind `email`. */
            email?: components["schemas"]["EmailTargetRequest"];
            /** @description Of every other kind: where to post. Goes in; comes out shortened. `https`, unless the host is one of notificationHosts. */
            url?: string;
            /**
             * Format: uuid
             * @description A superadmin’s: the tenant it belongs to. Default: the tenant `default`.
             */
            tenantId?: string;
        };
        CreateRestoreRequest: {
            /**
             * @description Roles of this server that stand for roles of the backup, all at once: as owners, in grants, default privileges,
             *     policies and user mappings. At most 500. What it does not name keeps its name. Not together with `noOwner`.
             * @example {
             *       "shop_owner": "staging_owner",
             *       "shop_app": "staging_app"
             *     }
             */
            ownerMap?: {
                [key: string]: string;
            };
            /**
             * @description Default `swap`. What each of them does, and whether it is possible here, stands in the plan (`strategies`).
             * @enum {string}
             */
            strategy?: "swap" | "new_database" | "in_place";
            /** @description Where to. Absent: where the backup came from. */
            target?: components["schemas"]["RestoreTargetRequest"];
            /** @description What of the backup. Absent: all that it has. */
            contents?: "database"[];
            /** @description Leave out owners and grants of the dump; everything then belongs to the source's role. */
            noOwner?: boolean;
            /**
             * Format: uuid
             * @description The plan that was looked at; it says strategy, target, noOwner and ownerMap, which may be left out here.
             *     Absent, one is made now and obeyed.
             */
            planId?: string;
            /** @description Bring the restored database forward to the code's migrations before anybody sees it. Default true. */
            runMigrations?: boolean;
            /** @description An admin's: restore although the backup has migrations that the code does not know. */
            allowAhead?: boolean;
            /** @description An admin's: no safety backup, for a live database that cannot be dumped. Needs a `reason`. */
            skipSafetyBackup?: boolean;
            /** @description Why, for the record and whoever approves it. */
            reason?: string;
            /** @description Typed by a person: the word RESTORE. */
            confirm?: string;
        };
        CreateScheduleRequest: {
            /** @description null: at any time. */
            window?: components["schemas"]["RunWindowRequest"] | null;
            /** @description Of a drill; null or absent: on the source's own server. */
            target?: components["schemas"]["ScheduleTargetRequest"] | null;
            /**
             * Format: uuid
             * @description What is backed up, or tried out.
             */
            sourceId: string;
            /**
             * @description Default `backup`. A `drill` takes none of the fields that say how a backup is made.
             * @enum {string}
             */
            action?: "backup" | "drill";
            /** @description What people call it; it stands in `createdBy` of what it makes. Default: its timing. */
            name?: string;
            /**
             * @description Five fields: minute, hour, day of the month, month, day of the week. Either this or `every`.
             * @example 0 3 * * *
             */
            cron?: string;
            /**
             * @description Minutes, hours or days, counted from when the schedule is made, resumed or changed. Either this or `cron`.
             * @example 6h
             */
            every?: string;
            /** @description In which `cron` is meant; through changes of its clocks too. Default UTC. */
            timeZone?: string;
            /** @description Default true; false: paused. */
            enabled?: boolean;
            /** @description Also runs when it is made, and whenever it is resumed. Default false. */
            runAtStart?: boolean;
            /** @description For people. */
            description?: string;
            /**
             * @description Only whole backups are made yet.
             * @enum {string}
             */
            type?: "full";
            /** @description What is captured; absent, all that the source has. */
            contents?: "database"[];
            /** @description The version of the application; default, the source's. */
            appVersion?: string;
            /** @description For people and filters. */
            tags?: string[];
            /**
             * @description Also takes a fingerprint of each table's rows in the snapshot of the dump: a restore, and a check to level
             *     `restored`, compare it. It reads all rows a second time. Default false.
             */
            fingerprints?: boolean;
        };
        CreateSourceRequest: {
            /** @description Unique in its tenant. */
            name: string;
            /** @description How it is reached. */
            database: components["schemas"]["SourceDatabaseRequest"];
            /** @description The version of the application, recorded with every backup unless the backup names its own. */
            appVersion?: string;
            /** @description How its migrations are recognised, and run forward after a restore. */
            migrations?: components["schemas"]["SourceMigrationsRequest"];
            /** @description What of its backups stays, where that is not what its tenant's settings say; what is absent follows those. */
            retention?: components["schemas"]["RetentionRulesRequest"];
            /**
             * Format: uuid
             * @description A superadmin's: the tenant it belongs to. Default: the tenant `default`.
             */
            tenantId?: string;
        };
        CreateTenantRequest: {
            /** @description Which limits it has. */
            plan?: components["schemas"]["PlanName"];
            /**
             * @description Letters, digits and dashes; never changes.
             * @example acme
             */
            slug: string;
            /** @description What people call it. */
            name: string;
            /** @description In place of those of its plan, one by one; null is no limit. */
            ownLimits?: components["schemas"]["OwnLimitsRequest"];
            /**
             * @description From then on no new backups; restores and downloads go on. null: never.
             * @example 2027-01-31T00:00:00Z
             */
            licenseExpiresAt?: string | null;
        };
        CreateUserRequest: {
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /**
             * @description What they sign in with; of one person in the whole instance.
             * @example grace@example.com
             */
            email: string;
            /**
             * @description What they are called.
             * @example Grace Hopper
             */
            name?: string | null;
            /** @description 12 to 256 characters. Absent: one is made, stands in the answer once, and must be changed at the first sign-in. */
            password?: string;
            /** @description Until they have chosen a password of their own, they can do nothing else. */
            mustChangePassword?: boolean;
            /**
             * Format: uuid
             * @description A superadmin's: whose person. Default: the tenant `default`.
             */
            tenantId?: string;
        };
        CreatedApiKeyResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenantId: string;
            scopes: components["schemas"]["Scope"][];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /**
             * Format: uuid
             * @description For whom it acts: who made it, or made the key that made it.
             */
            userId: string;
            name: string;
            /**
             * Format: date-time
             * @description null: it holds until it is revoked.
             */
            expiresAt: string | null;
            /** @description null: from anywhere. */
            allowedNetworks: string[] | null;
            /** @description The same, by e-mail address. */
            createdBy: string;
            /** @description null: made by a person who had signed in. */
            madeByKeyId: string | null;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute; null: not yet.
             */
            lastUsedAt: string | null;
            lastAddress: string | null;
            /** Format: date-time */
            revokedAt: string | null;
            /**
             * @description Send it as `Authorization: Bearer <key>`. Shown this once; only its hash is kept.
             * @example bst_…
             */
            key: string;
        };
        CreatedUserResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenantId: string;
            role: components["schemas"]["Role"];
            /**
             * @description Where none was sent: the one that was made. In this answer alone.
             * @example hT4xkWvqRm9bKfZ2sYc7
             */
            password?: string;
            /** @example grace@example.com */
            email: string;
            /** @example Grace Hopper */
            name: string | null;
            /** @description false: they are kept out. */
            active: boolean;
            /** @description Until they have chosen a password of their own, they can do nothing else. */
            mustChangePassword: boolean;
            /** @description Whether signing in with a password takes a code of an app as well. */
            hasSecondFactor: boolean;
            /**
             * Format: date-time
             * @description null: never.
             */
            lastSignInAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        DeletedBackupResponse: {
            /** @description What the store has free again. */
            freedBytes: number;
        };
        DeletedByRunResponse: {
            id: string;
            number: number;
            name: string;
            createdAt: string;
            storedBytes: number | null;
            reason: string;
        };
        DeletedScheduleResponse: {
            /** @description Runs that went with it; what they made stays. */
            deletedRuns: number;
        };
        DeletedSourceResponse: {
            /** @description Backups that went with it; their objects leave the store within minutes. */
            deletedBackups: number;
        };
        DeletedUserResponse: {
            endedSessions: number;
        };
        DeliveryResponse: {
            /**
             * @description `digest`, or under which name the event is asked for.
             * @enum {string}
             */
            event: "failed" | "succeeded" | "late" | "corrupted" | "storage_low" | "drill_failed" | "drill_done" | "restore_failed" | "restore_done" | "retention_failed" | "approval" | "approval_done" | "digest";
            id: string;
            channelId: string;
            /**
             * @description null: a digest.
             * @example backup.failed
             */
            kind: string | null;
            eventId: string | null;
            sourceId: string | null;
            /** @enum {string} */
            status: "failed" | "canceled" | "pending" | "sent";
            /** @description Deliveries with the same one went, or go, in one message. */
            messageId: string | null;
            attempts: number;
            /** @description Of the last attempt that failed. */
            error: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            sentAt: string | null;
        };
        DigestRequest: {
            /** @description Whether it is sent. */
            enabled: boolean;
            /** @description 0 to 23, in the time zone that stands beside it. */
            hour?: number;
            /** @description Past that hour. */
            minute?: number;
        };
        DigestResponse: {
            enabled: boolean;
            hour: number;
            minute: number;
        };
        DjangoBackupResponse: {
            /** @enum {string} */
            status: "pending" | "in_progress" | "completed" | "failed";
            /** @description `number` under /api/v1. */
            id: number;
            /** @description `id` under /api/v1. */
            uuid: string;
            name: string;
            description: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            created_by: string;
            file_name: string | null;
            /** @description Of the stored file. */
            file_size: number | null;
            /** @description SHA-256 of the stored file, which is encrypted unless the settings say otherwise; not of what is downloaded here. */
            checksum: string | null;
            /** @description Media files are not backed up yet. */
            include_media: boolean;
            media_size: number;
            is_compressed: boolean;
            error_message: string | null;
            metadata: components["schemas"]["DjangoMetadataResponse"];
        };
        DjangoBackupStartedResponse: {
            /** @enum {string} */
            status: "pending";
            backup_id: number;
            backup: components["schemas"]["DjangoBackupResponse"];
            task_id: string;
            message: string;
        };
        DjangoConfigRequest: {
            /** @description A superadmin's, under `storageRoots`; null, or what was read, changes nothing. */
            backup_directory?: string | null;
            /** @description 0: no limit. */
            max_backups?: number;
            /** @description 0: all are kept. */
            retention_days?: number;
            /** @description false: dumps are stored uncompressed. */
            use_compression?: boolean;
            /** @description Whether there is a backup of each night. */
            auto_backup_enabled?: boolean;
            /** @description In the time zone of the settings (`autoBackup.timeZone`). */
            auto_backup_hour?: number;
            /** @description File trees: not yet, so it may only be false. */
            auto_backup_include_media?: boolean;
        };
        DjangoConfigResponse: {
            /** @description A superadmin's alone; to others null. */
            backup_directory: string | null;
            /** @description 0: no limit. */
            max_backups: number;
            /** @description 0: all are kept. */
            retention_days: number;
            use_compression: boolean;
            auto_backup_enabled: boolean;
            /** @description In the time zone of the settings (`autoBackup.timeZone`). */
            auto_backup_hour: number;
            /** @description Media files are not backed up yet. */
            auto_backup_include_media: boolean;
        };
        DjangoCreateBackupRequest: {
            /**
             * @description What people call it.
             * @example Pre-deployment backup
             */
            name?: string;
            /** @description For people. */
            description?: string;
            /** @description File trees: not yet, so it may only be false. */
            include_media?: boolean;
        };
        DjangoDeletedResponse: {
            message: string;
            /** @description What the store has free again. */
            freed_bytes: number;
        };
        DjangoLogResponse: {
            /** @description 1, 2, 3… without a gap. */
            id: number;
            /** Format: date-time */
            timestamp: string;
            /** @example INFO */
            level: string;
            message: string;
        };
        DjangoMetadataResponse: {
            /**
             * @description Per app, in the order in which they were applied.
             * @example {
             *       "customers": [
             *         "0001_initial",
             *         "0002_add_fields"
             *       ]
             *     }
             */
            migration_state: {
                [key: string]: string[];
            };
            /**
             * @description Tables of the schema public without its name.
             * @example {
             *       "customers_customer": 150,
             *       "san_fabric": 45
             *     }
             */
            table_counts: {
                [key: string]: number;
            };
            name: string;
            /** @description The database does not say, so nobody knows. */
            django_version: string | null;
            /** @description The database does not say, so nobody knows. */
            python_version: string | null;
            /** @example PostgreSQL 16.4 */
            postgres_version: string | null;
            app_version: string | null;
            /** @description The labels of the apps that have migrations: all that the database knows of what is installed. */
            installed_apps: string[];
            database_size: number | null;
        };
        DjangoRestoreRequest: {
            /** @description Backups hold no media files yet, so there are none to restore: the answer says so in `warnings`. */
            restore_media?: boolean;
            /** @description Default true. */
            run_migrations?: boolean;
            /**
             * @description Typed by a person: the word RESTORE. What the original did not ask for.
             * @example RESTORE
             */
            confirm?: string;
        };
        DjangoRestoreResponse: {
            /** @enum {string} */
            status: "pending" | "in_progress" | "completed" | "failed";
            /**
             * @description Of the backup's migrations, compared with the code's.
             * @enum {string}
             */
            compatibility: "same" | "behind" | "ahead" | "diverged" | "unknown";
            /** @description What has to run, per app. */
            migration_plan: {
                [key: string]: string[];
            };
            /** @description `number` under /api/v1. */
            id: number;
            /** @description `id` under /api/v1. */
            uuid: string;
            /** @description The id of the backup. */
            backup: number;
            backup_name: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            completed_at: string | null;
            restored_by: string;
            restore_media: boolean;
            run_migrations: boolean;
            /** @description The id of the backup that was taken before; null until it was begun. */
            safety_backup: number | null;
            warnings: string[];
            error_message: string | null;
        };
        DjangoRestoreStartedResponse: {
            /** @enum {string} */
            status: "pending";
            /** @description null while it waits for somebody's approval. */
            task_id: string | null;
            message: string;
            restore_id: number;
            restore: components["schemas"]["DjangoRestoreResponse"];
            /** @description What was asked for and is not done. */
            warnings: string[];
        };
        DjangoTaskResponse: {
            /** @enum {string} */
            status: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
            /**
             * @description After SUCCESS what came of it, after FAILURE and REVOKED the reason, until then null.
             * @example {
             *       "backup_id": 1
             *     }
             */
            result: ({
                [key: string]: number | boolean;
            } | string) | null;
            task_id: string;
        };
        DjangoVerifyStartedResponse: {
            /** @enum {string} */
            status: "pending";
            backup_id: number;
            task_id: string;
            message: string;
        };
        DownloadUrlRequest: {
            /**
             * Format: uuid
             * @description The id of the artifact; needed when the backup has several.
             */
            artifact?: string;
        };
        DownloadUrlResponse: {
            /** @example https://backups.example.com/api/v1/downloads/01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10?signature=… */
            url: string;
            /**
             * Format: date-time
             * @description After that it opens nothing; what is being sent by then goes on.
             */
            expiresAt: string;
        };
        DrillPhaseResponse: {
            /** @enum {string} */
            name: "checksum" | "scratch_database" | "restoring" | "counting" | "migrating" | "analyzing";
            /** @enum {string} */
            status: "running" | "completed" | "skipped" | "failed";
            startedAt: string;
            finishedAt: string | null;
            seconds: number | null;
            /** @description What was done and found: programs, counts, migrations. */
            detail: {
                [key: string]: unknown;
            };
        };
        DrillResponse: {
            /** @enum {string} */
            origin: "manual" | "scheduled";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "canceled";
            /**
             * @description The highest level that this drill showed.
             * @enum {string}
             */
            proof: "none" | "stored" | "checksum" | "decoded" | "restored" | "counted" | "migrated";
            id: string;
            /** @description Counts the drills of the tenant. */
            number: number;
            tenantId: string;
            sourceId: string;
            /** @description What was restored. It may be deleted by now. */
            backupId: string;
            target: components["schemas"]["DrillTargetResponse"];
            phases: components["schemas"]["DrillPhaseResponse"][];
            progress: components["schemas"]["ProgressResponse"] | null;
            /** @description The recovery time: from the first byte read to a database that could be used. Null unless completed. */
            recoverySeconds: number | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            durationMs: number | null;
            requestedBy: string;
            error: components["schemas"]["ErrorResponse"] | null;
            warnings: components["schemas"]["WarningResponse"][];
        };
        DrillTargetRequest: {
            /**
             * Format: uuid
             * @description The source, of the same tenant, on whose server the scratch database is made. Its own database is not touched.
             */
            sourceId: string;
        };
        DrillTargetResponse: {
            /** @description The source on whose server it was restored. */
            sourceId: string;
        };
        DurationsDto: {
            p50Ms: number | null;
            p95Ms: number | null;
            /** @description Of so many completed backups: the newest of these days, 2,000 at most. */
            backups: number;
        };
        EmailTargetRequest: {
            /**
             * @description Who gets it.
             * @example [
             *       "ops@example.com"
             *     ]
             */
            to: string[];
            /** @description A mail server of its own. Absent: that of SMTP_URL. */
            smtp?: components["schemas"]["SmtpServerRequest"];
        };
        EmailTargetResponse: {
            to: string[];
            /** @description null: the server of SMTP_URL. */
            smtp: components["schemas"]["SmtpServerResponse"] | null;
        };
        EncryptionRequest: {
            /** @description false: new backups are stored as they are, for whoever can read the store. */
            enabled?: boolean;
        };
        EncryptionResponse: {
            enabled: boolean;
        };
        EndedSessionsResponse: {
            endedSessions: number;
        };
        EnrolTotpRequest: {
            /** @description One's own, once more. */
            password: string;
        };
        /**
         * @description Stable; decide by it.
         * @enum {string}
         */
        ErrorCode: "MISSING_PARAMETER" | "INVALID_PARAMETER" | "UNAUTHENTICATED" | "FORBIDDEN" | "CSRF_FAILED" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "SOURCE_BUSY" | "CONFLICT" | "PLAN_STALE" | "BACKUP_NOT_READY" | "BACKUP_IN_USE" | "SCHEMA_AHEAD" | "SCHEMA_DIVERGED" | "RESTORE_BLOCKED" | "ROLLBACK_EXPIRED" | "ROLLBACK_SUPERSEDED" | "PAYLOAD_TOO_LARGE" | "RANGE_NOT_SATISFIABLE" | "CONFIRMATION_REQUIRED" | "QUOTA_EXCEEDED" | "RATE_LIMITED" | "UNAVAILABLE" | "SOURCE_UNREACHABLE" | "DISK_FULL" | "INTERNAL_ERROR" | "DUMP_FAILED" | "RESTORE_FAILED" | "MIGRATION_FAILED" | "CHECKSUM_MISMATCH" | "ARCHIVE_UNREADABLE" | "MANIFEST_INVALID" | "COUNT_MISMATCH" | "STORAGE_FAILED" | "CLIENT_TOO_OLD" | "PERMISSION_DENIED" | "SAFETY_BACKUP_FAILED" | "SWAP_FAILED" | "STALLED" | "LOCK_TIMEOUT" | "CANCELED" | "WORKER_LOST" | "KEY_UNAVAILABLE";
        ErrorResponse: {
            code: components["schemas"]["ErrorCode"];
            /** @description What happened. */
            message: string;
            /** @description What to do. */
            hint: string | null;
        };
        EstimateBackupRequest: {
            /** @description What is captured; absent, all that the source has. */
            contents?: "database"[];
        };
        EstimateResponse: {
            seconds: number;
            space: components["schemas"]["SpaceResponse"][];
        };
        ExtensionVersionResponse: {
            name: string;
            version: string;
            schema: string;
        };
        FailedDeletionResponse: {
            id: string;
            number: number;
            code: string;
            message: string;
        };
        FieldErrorDto: {
            /** @example database.port */
            field: string;
            /** @example must not be greater than 65535 */
            message: string;
        };
        FindingResponse: {
            /** @example SESSIONS_NOT_OURS */
            code: string;
            message: string;
            hint: string;
        };
        FingerprintComparisonResponse: {
            /** @description How many tables had the fingerprint of the backup. */
            tables: number;
            /** @description Why none was compared. */
            skipped: string | null;
        };
        ForwardMigrationResponse: {
            runner: string;
            pending: string[];
            seconds: number;
            notes: string[];
        };
        HeadSignatureResponse: {
            algorithm: string;
            keyId: string;
            publicKey: string;
            /** @description Base64: Ed25519 over the canonical JSON (RFC 8785) of the whole without this field. */
            value: string;
        };
        HealthDetailsDto: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            checks: components["schemas"]["HealthPartDto"][];
        };
        HealthDto: {
            /**
             * @description The worst of all checks.
             * @enum {string}
             */
            status: "ok" | "degraded" | "down";
            /**
             * @example {
             *       "database": "ok",
             *       "redis": "degraded",
             *       "workers": "ok",
             *       "store": "ok"
             *     }
             */
            checks: {
                [key: string]: "ok" | "degraded" | "down";
            };
            /**
             * @description One word for each check that is not ok.
             * @example {
             *       "redis": "no_answer"
             *     }
             */
            reasons: {
                [key: string]: string;
            };
        };
        HealthPartDto: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            /** @example not_writable */
            reason: string | null;
            /** @description What is wrong, and what to do. */
            message: string | null;
            /**
             * @example {
             *       "free": 53687091200,
             *       "total": 107374182400
             *     }
             */
            data: {
                [key: string]: unknown;
            };
            /** @example store */
            name: string;
            /** @description How long the check took. */
            milliseconds: number;
        };
        HealthReasonDto: {
            /**
             * @description Stable; decide by it.
             * @enum {string}
             */
            code: "never_backed_up" | "missed" | "missed_repeatedly" | "old" | "not_scheduled" | "last_failed" | "failing" | "newest_corrupted" | "corrupted" | "not_rehearsed" | "drill_failed";
            /**
             * @description What it makes of the source; green: it only takes points.
             * @enum {string}
             */
            light: "green" | "yellow" | "red";
            message: string;
            /** @description What it speaks of, for whoever says it in other words. */
            facts: components["schemas"]["ReasonFactsDto"];
            /** @description What it takes from the score. */
            points: number;
        };
        HistoryEntryResponse: {
            /** @enum {string} */
            outcome: "ok" | "refused" | "failed";
            id: string;
            /** Format: date-time */
            at: string;
            actor: string | null;
            action: string;
            /** @example anna@example.test restored backup #12 of shop with swap, 3 minutes, completed */
            sentence: string;
        };
        ImportForm: {
            /**
             * Format: uuid
             * @description What is backed up.
             */
            sourceId: string;
            /** @description What people call it. Default: the source's name and the time. */
            name?: string;
            /** @description For people. */
            description?: string;
            /**
             * Format: binary
             * @description A signed manifest.json, of a backup that this instance made. Before or after the file.
             */
            manifest?: string;
            /**
             * Format: binary
             * @description The dump. All other fields come before it.
             */
            file: string;
            /** @description Hex, of the file as it is sent. Where it is given, a file that is another is refused (CHECKSUM_MISMATCH). */
            sha256?: string;
        };
        /** @enum {string} */
        JobAction: "backup" | "import" | "verify" | "drill" | "restore" | "rollback" | "close_window" | "retention";
        JobCountsResponse: {
            waiting: number;
            active: number;
            completed: number;
            failed: number;
            canceled: number;
        };
        JobReference: {
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
        };
        JobResponse: {
            action: components["schemas"]["JobAction"];
            state: components["schemas"]["JobState"];
            /**
             * Format: uuid
             * @description The source that it is about; null where there is none.
             */
            sourceId: string | null;
            /** @description From the beginning of its first attempt to its end. */
            durationMs: number | null;
            /** @description How often a worker took it up. */
            attempts: number;
            /** @description How many of those ended without a result: a worker that died, a connection that was lost. */
            crashes: number;
            /**
             * Format: uuid
             * @description Who has it, or had it last.
             */
            workerId: string | null;
            id: string;
            tenantId: string;
            queue: string;
            progress: components["schemas"]["ProgressResponse"] | null;
            subject: components["schemas"]["JobSubject"];
            /** @example admin@localhost */
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the first attempt began.
             */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description It was asked to stop, and has not ended yet. */
            cancelRequested: boolean;
            /** @description It has failed or was canceled, and is of a kind that can be asked for again by `POST /api/v1/jobs/:id/retry`. */
            retryable: boolean;
            error: components["schemas"]["ErrorResponse"] | null;
        };
        /** @enum {string} */
        JobState: "waiting" | "active" | "completed" | "failed" | "canceled";
        JobSubject: {
            type: components["schemas"]["JobSubjectType"];
            id: string;
        };
        /** @enum {string} */
        JobSubjectType: "backup" | "restore" | "drill" | "retention_run";
        KeepCountsRequest: {
            /** @description Of so many days. */
            daily?: number;
            /** @description Of so many weeks. */
            weekly?: number;
            /** @description Of so many months. */
            monthly?: number;
            /** @description Of so many years. */
            yearly?: number;
        };
        KeepCountsResponse: {
            daily: number;
            weekly: number;
            monthly: number;
            yearly: number;
        };
        LargeDeletionResponse: {
            sourceId: string;
            sourceName: string;
            /** @description Completed ones that go. */
            going: number;
            /** @description Completed ones that there are. */
            of: number;
            /** @description true: nothing of this source was deleted. Run it dry, look, and run it again within the hour. */
            stopped: boolean;
        };
        LimitsResponse: {
            /** @description By themselves: not at all, at most one a day of each schedule, or as often as one likes. */
            autoBackups: components["schemas"]["AutoBackups"];
            /** @description Backups at the same time, without those that restores make for safety. */
            maxBackups: number | null;
            /** @description Of all of them. */
            storedBytes: number | null;
            /** @description The most that `retentionDays` may be set to. */
            retentionDays: number | null;
            /** @description That one person, with all their keys, may ask for on one day (UTC). */
            backupsPerUserPerDay: number | null;
        };
        /** @enum {string} */
        LiveAction: "created" | "changed" | "deleted";
        LiveChangeEvent: {
            /** @example backups */
            type: components["schemas"]["LiveType"];
            /** Format: uuid */
            id: string | null;
            action: components["schemas"]["LiveAction"];
            /** Format: uuid */
            sourceId: string;
            /** @example completed */
            status: string;
        };
        LiveHelloEvent: Record<string, never>;
        LiveProgressEvent: {
            /**
             * @example backups
             * @enum {string}
             */
            type: "backups" | "restores" | "drills" | "retention-runs";
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            jobId: string;
        };
        LiveResyncEvent: {
            /** @enum {string} */
            reason: "connection" | "permissions";
        };
        /** @enum {string} */
        LiveType: "backups" | "restores" | "drills" | "sources" | "schedules" | "jobs" | "settings" | "tenants" | "notification-channels" | "retention-runs" | "users" | "api-keys" | "audit-events" | "sessions";
        /** @enum {string} */
        LogLevel: "debug" | "info" | "warn" | "error";
        LogPageDto: {
            items: components["schemas"]["LogRecordDto"][];
        };
        LogRecordDto: {
            /**
             * @description 1, 2, 3… without a gap.
             * @example 17
             */
            seq: number;
            level: components["schemas"]["LogLevel"];
            /** @example dump */
            phase: string | null;
            data: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            at: string;
            message: string;
        };
        LoginDto: {
            /**
             * @description In any case.
             * @example admin@localhost
             */
            email: string;
            /** @description As it was set. */
            password: string;
            /**
             * @description Of whoever has a second factor: a code of the authenticator app, or a recovery code.
             * @example 492039
             */
            otp?: string;
        };
        LoginResultDto: {
            /** @description Send it as `Authorization: Bearer <accessToken>`. Shown once; only its hash is kept. */
            accessToken: string;
            /**
             * Format: date-time
             * @description 24 hours from now.
             */
            expiresAt: string;
            user: components["schemas"]["UserDto"];
        };
        LogoutResultDto: {
            /** Format: date-time */
            revokedAt: string;
        };
        LossesResponse: {
            /** @description False when some tables were too large to be counted in time. */
            exact: boolean;
            /** @description Tables that both have, and whose row counts differ. */
            rows: components["schemas"]["RowLossResponse"][];
            /** @description Tables that the live database has and the backup has not: they are lost whole. */
            tables: string[];
            /** @description The rows of `tables` as they are now, as exact as `rows`. Absent in plans that were made before it was counted. */
            tableRows?: components["schemas"]["TableLossResponse"][];
        };
        MeDto: {
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
            /** Format: uuid */
            tenantId: string;
            /**
             * @description All that this token may be used for now: by role, by the scopes of an API key, by what must be set right first.
             * @example [
             *       "session:own",
             *       "records:read",
             *       "backups:create"
             *     ]
             */
            permissions: components["schemas"]["Permission"][];
            /**
             * @description Of this session: with its cookie, what is not GET needs it as `X-CSRF-Token`. null for an API key.
             * @example JhKrP3bXGwoCi0m1W9uSQqV0tXDsdK3P2qkXo6c6V0E
             */
            csrfToken: string | null;
            /** @example Default */
            tenantName: string;
            /** @example admin@localhost */
            email: string;
            /** @description What they are called; null where nobody said. */
            name: string | null;
            /** @description The password was given to them: until they choose one of their own (`POST /auth/password`) they can do nothing else. */
            mustChangePassword: boolean;
            /** @description A second factor is required of them (`requireTotp`): until they set one up (`POST /auth/totp`) they can do nothing else. */
            mustSetUpSecondFactor: boolean;
        };
        MigrationDifferenceResponse: {
            /**
             * @example [
             *       "AddNote1700000000001"
             *     ]
             */
            added: string[];
            /** @example [] */
            removed: string[];
        };
        MigrationStateResponse: {
            frameworks: components["schemas"]["MigrationsTableResponse"][];
        };
        MigrationsTableResponse: {
            framework: string;
            /** @description Quoted, with its schema. */
            table: string;
            apps: components["schemas"]["AppliedMigrationsResponse"][];
        };
        NotificationChannelResponse: {
            events: ("failed" | "succeeded" | "late" | "corrupted" | "storage_low" | "drill_failed" | "drill_done" | "restore_failed" | "restore_done" | "retention_failed" | "approval" | "approval_done")[];
            sourceIds: "all" | string[];
            id: string;
            tenantId: string;
            name: string;
            /** @enum {string} */
            kind: "email" | "slack" | "discord" | "teams" | "webhook";
            enabled: boolean;
            /** @description Why it tells nobody of anything, though it works: all sources that it is for were deleted. null: nothing is wrong. */
            problem: string | null;
            timeZone: string;
            digest: components["schemas"]["DigestResponse"];
            email: components["schemas"]["EmailTargetResponse"] | null;
            /** @description Shortened: enough to recognise it. */
            url: string | null;
            /** Format: date-time */
            lastSentAt: string | null;
            /**
             * Format: date-time
             * @description The first of the failures that no success has followed; null: it works, as far as is known.
             */
            failingSince: string | null;
            lastError: components["schemas"]["ChannelErrorResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        OutcomesDto: {
            /**
             * @description Percent of completed among completed and failed, to a tenth, rounded down; null where nothing ended.
             * @example 99.2
             */
            successRate: number | null;
            completed: number;
            failed: number;
            canceled: number;
        };
        OverviewDto: {
            /**
             * @example {
             *       "completed": 57,
             *       "failed": 1
             *     }
             */
            backupsByStatus: {
                [key: string]: number;
            };
            /**
             * @example {
             *       "scheduled": 50,
             *       "manual": 8
             *     }
             */
            backupsByOrigin: {
                [key: string]: number;
            };
            /**
             * @description Restores that were asked for in the last 30 days, by their status now.
             * @example {
             *       "completed": 3
             *     }
             */
            restoresOfLast30Days: {
                [key: string]: number;
            };
            totalBackups: number;
            last24Hours: components["schemas"]["OutcomesDto"];
            last30Days: components["schemas"]["OutcomesDto"];
            storage: components["schemas"]["StorageStatisticsDto"];
            totalSources: number;
            /** @description Those that take the most room, 200 at most. */
            sources: components["schemas"]["SourceStatisticsDto"][];
        };
        OwnLimitsRequest: {
            /** @description How often they may be made by themselves. */
            autoBackups?: components["schemas"]["AutoBackups"];
            /** @description So many at the same time. */
            maxBackups?: number | null;
            /** @description So much in the store. */
            storedBytes?: number | null;
            /** @description Kept for so long. */
            retentionDays?: number | null;
            /** @description Asked for by one person within a day (UTC). */
            backupsPerUserPerDay?: number | null;
        };
        OwnLimitsResponse: {
            autoBackups?: components["schemas"]["AutoBackups"];
            maxBackups?: number | null;
            storedBytes?: number | null;
            retentionDays?: number | null;
            backupsPerUserPerDay?: number | null;
        };
        /**
         * @description All that this token may be used for now: by role, by the scopes of an API key, by what must be set right first.
         * @enum {string}
         */
        Permission: "session:own" | "account:manage" | "records:read" | "backups:create" | "backups:download" | "restores:plan" | "restores:create" | "drills:create" | "restores:approve" | "backups:decrypt" | "backups:manage" | "restores:override" | "sources:manage" | "schedules:manage" | "notifications:manage" | "settings:manage" | "people:manage" | "safeguards:manage" | "keys:manage" | "audit:read" | "health:details" | "tenants:manage" | "instance:manage";
        /** @enum {string} */
        PlanName: "free" | "pro" | "team" | "enterprise" | "unlimited";
        PlanResponse: {
            /** @example pro */
            id: components["schemas"]["PlanName"];
            limits: components["schemas"]["LimitsResponse"];
        };
        PreviewScheduleRequest: {
            /** @description null: at any time. */
            window?: components["schemas"]["RunWindowRequest"] | null;
            /**
             * @description Five fields: minute, hour, day of the month, month, day of the week. Either this or `every`.
             * @example 0 3 * * *
             */
            cron?: string;
            /**
             * @description Minutes, hours or days, counted from when the schedule is made, resumed or changed. Either this or `cron`.
             * @example 6h
             */
            every?: string;
            /** @description In which `cron` is meant; through changes of its clocks too. Default UTC. */
            timeZone?: string;
            /** @description Default true; false: paused. */
            enabled?: boolean;
            /**
             * Format: uuid
             * @description Of a new schedule: the source whose tenant's plan is asked; absent: that of the caller's tenant.
             */
            sourceId?: string;
            /**
             * @description Of a new schedule; default `backup`.
             * @enum {string}
             */
            action?: "backup" | "drill";
            /**
             * Format: uuid
             * @description The schedule that would be changed: of it stays what is absent here. Instead of `sourceId`.
             */
            scheduleId?: string;
        };
        ProblemDto: {
            /**
             * Format: uri
             * @example urn:backstitch:problem:not-found
             */
            type: string;
            /** @example Not found */
            title: string;
            /** @example 404 */
            status: number;
            /**
             * @description What happened.
             * @example There is nothing at this address.
             */
            detail: string;
            /** @description Stable; decide by it. */
            code: components["schemas"]["ErrorCode"];
            /** @description What to do next. */
            hint?: string;
            /** @example /api/v1/backups */
            instance: string;
            /** @description Also in the X-Request-Id header and the server’s log. */
            requestId: string;
            errors?: components["schemas"]["FieldErrorDto"][];
        };
        ProgressResponse: {
            /** @description 0–100. */
            percent: number;
            /** @example dump */
            phase: string;
            bytes: number;
            bytesPerSecond: number;
            etaSeconds: number | null;
        };
        ProofResponse: {
            /** @enum {string} */
            level: "counted" | "none" | "checksum" | "stored" | "decoded" | "restored" | "migrated";
            at: string;
            seconds: number;
            /** @description What shows it: the counts, sizes and programs. */
            evidence: {
                [key: string]: unknown;
            };
        };
        QueuedBackupResponse: {
            backup: components["schemas"]["BackupResponse"];
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
        };
        QueuedDrillResponse: {
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
            drill: components["schemas"]["DrillResponse"];
        };
        QueuedRestoreResponse: {
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
            restore: components["schemas"]["RestoreResponse"];
        };
        QueuedRunResponse: {
            run: components["schemas"]["ScheduleRunResponse"];
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
        };
        ReasonFactsDto: {
            /** @description The schedule that missed a backup, by its name. */
            schedule?: string;
            /**
             * Format: date-time
             * @description When that backup was due.
             */
            dueAt?: string;
            /** @description How old the newest backup is, rounded down. */
            hours?: number;
            /** @description How many backups in a row failed, or are corrupted. */
            count?: number;
        };
        RecordCountDto: {
            /**
             * @description A day, a status, or the id of a source.
             * @example 2026-11-20
             */
            key: string;
            /** @description Of a source: its name. */
            name: string | null;
            /** @example 4 */
            count: number;
        };
        RecordCountsDto: {
            /** @enum {string} */
            by: "day" | "status" | "source";
            /** @description Of all items. */
            total: number;
            /** @description Days from the oldest to the newest, those of which there is none left out; sources by their names. */
            items: components["schemas"]["RecordCountDto"][];
        };
        RecoveryCodesDto: {
            /**
             * @description Each opens a sign-in once, instead of a code of the app. Shown this once; only their hashes are kept.
             * @example [
             *       "k3vd-7qfo-m2ai-x6pz"
             *     ]
             */
            recoveryCodes: string[];
        };
        RejectRestoreRequest: {
            /** @description For whoever asked; kept with the restore. */
            reason?: string;
        };
        RestoreApprovalResponse: {
            /** @enum {string} */
            act: "restore" | "rollback";
            /** @enum {string} */
            status: "waiting" | "approved" | "rejected" | "expired" | "canceled";
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            /**
             * Format: date-time
             * @description Nobody can approve it any more after that.
             */
            expiresAt: string;
            /** @description null: nobody has yet, or nobody did in time. */
            decidedBy: string | null;
            /** Format: date-time */
            decidedAt: string | null;
            /** @description Of a rejection. */
            reason: string | null;
        };
        RestoreOptionsResponse: {
            runMigrations: boolean;
            /** @description An admin said: although the backup has migrations that the code does not know. */
            allowAhead: boolean;
            /** @description An admin said: without a safety backup. */
            skipSafetyBackup: boolean;
            reason: string | null;
        };
        RestorePhaseResponse: {
            /** @enum {string} */
            name: "planned" | "safety_backup" | "side_restore" | "replacing" | "checking" | "committing" | "analyzing" | "migrating" | "swapping" | "naming" | "finished";
            /** @enum {string} */
            status: "running" | "completed" | "skipped" | "failed";
            /** Format: date-time */
            startedAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            detail: {
                [key: string]: unknown;
            };
        };
        RestorePlanRequest: {
            /**
             * @description Roles of this server that stand for roles of the backup, all at once: as owners, in grants, default privileges,
             *     policies and user mappings. At most 500. What it does not name keeps its name. Not together with `noOwner`.
             * @example {
             *       "shop_owner": "staging_owner",
             *       "shop_app": "staging_app"
             *     }
             */
            ownerMap?: {
                [key: string]: string;
            };
            /**
             * @description Default `swap`. What each of them does, and whether it is possible here, stands in the plan (`strategies`).
             * @enum {string}
             */
            strategy?: "swap" | "new_database" | "in_place";
            /** @description Where to. Absent: where the backup came from. */
            target?: components["schemas"]["RestoreTargetRequest"];
            /** @description What of the backup. Absent: all that it has. */
            contents?: "database"[];
            /** @description Leave out owners and grants of the dump; everything then belongs to the source's role. */
            noOwner?: boolean;
        };
        RestorePlanResponse: {
            /** @enum {string} */
            strategy: "swap" | "new_database" | "in_place";
            /** @enum {string} */
            verdict: "same" | "behind" | "ahead" | "diverged" | "unknown";
            /** @description Roles of the backup, and those that stand for them. */
            ownerMap: {
                [key: string]: string;
            };
            id: string;
            /** Format: date-time */
            expiresAt: string;
            backupId: string;
            /** @description Whether each of them is possible now, and how it works or what is in its way. */
            strategies: components["schemas"]["StrategyResponse"][];
            target: components["schemas"]["RestoreTargetResponse"];
            migrations: components["schemas"]["AppVerdictResponse"][];
            /** @description Who would run the pending migrations; null for nobody. */
            runner: string | null;
            losses: components["schemas"]["LossesResponse"];
            warnings: components["schemas"]["FindingResponse"][];
            /** @description Each of them stops the restore. */
            blockers: components["schemas"]["FindingResponse"][];
            estimate: components["schemas"]["EstimateResponse"];
            /** @description False for a new database: nothing is replaced. */
            safetyBackup: boolean;
            noOwner: boolean;
            /** @description In place: what stands in the live database and not in the backup, and is dropped. */
            drops: string[];
        };
        RestoreReportResponse: {
            restore: components["schemas"]["RestoreResponse"];
            tables: components["schemas"]["TableComparisonResponse"][];
            rowsCompared: number;
            /** @description What the rows are, besides how many; null where the backup has no fingerprints. */
            fingerprints: components["schemas"]["FingerprintComparisonResponse"] | null;
            migrations: components["schemas"]["ForwardMigrationResponse"] | null;
            properties: components["schemas"]["CarriedOverResponse"];
            swap: components["schemas"]["SwapResponse"];
            notes: string[];
        };
        RestoreResponse: {
            /** @enum {string} */
            strategy: "swap" | "new_database" | "in_place";
            /** @enum {string} */
            status: "pending" | "awaiting_approval" | "running" | "completed" | "failed" | "canceled" | "rejected" | "expired" | "rolling_back" | "rolled_back";
            /** @enum {string} */
            phase: "planned" | "safety_backup" | "side_restore" | "replacing" | "checking" | "committing" | "analyzing" | "migrating" | "swapping" | "naming" | "finished";
            id: string;
            /** @description Counts the restores of the tenant. */
            number: number;
            backupId: string;
            sourceId: string;
            tenantId: string;
            phases: components["schemas"]["RestorePhaseResponse"][];
            progress: components["schemas"]["ProgressResponse"] | null;
            plan: {
                [key: string]: unknown;
            };
            safetyBackupId: string | null;
            /** Format: date-time */
            rollbackUntil: string | null;
            /** @description The name of the database that is kept until then; null when none is. */
            keptDatabase: string | null;
            /** @description How long clients waited for the swap (after a rollback: for that one). */
            downtimeMs: number | null;
            /** @description null: it was not rolled back. */
            rollback: components["schemas"]["RollbackResponse"] | null;
            /** @description null: it can be rolled back now. */
            rollbackBlocked: components["schemas"]["RollbackBlockedResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
            durationMs: number | null;
            requestedBy: string;
            /** @description Of a restore that needed it; rollbacks stand in `approvals`. */
            approvedBy: string | null;
            /** @description Of the restore and of its rollbacks, where the setting `approvalRequired` asked for them; the oldest first. */
            approvals: components["schemas"]["RestoreApprovalResponse"][];
            options: components["schemas"]["RestoreOptionsResponse"];
            error: components["schemas"]["ErrorResponse"] | null;
            warnings: components["schemas"]["FindingResponse"][];
        };
        RestoreTargetRequest: {
            /**
             * Format: uuid
             * @description The source whose database is replaced, or on whose server a new one is made; default, the one that was backed up.
             */
            sourceId?: string;
            /**
             * @description With `new_database`: its name, at most 63 bytes, which must be free. Otherwise the source's own database and no
             *     other.
             */
            database?: string;
        };
        RestoreTargetResponse: {
            sourceId: string;
            database: string;
        };
        RetentionChoiceResponse: {
            id: string;
            sourceId: string;
            number: number;
            name: string;
            /** Format: date-time */
            createdAt: string;
            storedBytes: number | null;
            /** @example It is 31 days old, and 30 days are kept. */
            reason: string;
        };
        RetentionOutcomeResponse: {
            /** @description What went, or would go. */
            delete: components["schemas"]["RetentionChoiceResponse"][];
            keep: components["schemas"]["RetentionChoiceResponse"][];
            /** @description Sources whose backups are more than halved: that is done only when the same person has looked at it before. */
            moreThanHalf: components["schemas"]["LargeDeletionResponse"][];
            /** @description Of those that went: whose objects are still in the store. They are tried again every minute. */
            failed: components["schemas"]["FailedDeletionResponse"][];
        };
        RetentionRulesRequest: {
            /** @description So many of the newest completed backups stay; those that restores made are counted apart. 0: no limit. */
            maxBackups?: number;
            /** @description Backups that are older go. 0: no limit. */
            retentionDays?: number;
            /** @description So many of the newest manual backups stay, counted apart from the others. 0: they are counted with the others. */
            maxManual?: number;
            /** @description Beside those that the limits keep: the newest backup of each of the last so many days, weeks, months, years. */
            keep?: components["schemas"]["KeepCountsRequest"];
            /** @description Stored bytes that one source's backups may take; the oldest go first. 0: no limit. */
            quotaBytes?: number;
        };
        RetentionRunDetailResponse: {
            /** @enum {string} */
            trigger: "backup" | "daily" | "manual";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "stopped" | "failed";
            id: string;
            tenantId: string;
            sourceId: string;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description In a sentence; null before there is an outcome. */
            summary: string | null;
            deletedCount: number;
            kept: number;
            freedBytes: number;
            failed: components["schemas"]["FailedDeletionResponse"][];
            deleted: components["schemas"]["DeletedByRunResponse"][];
        };
        RetentionRunResponse: {
            /** @enum {string} */
            trigger: "backup" | "daily" | "manual";
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "stopped" | "failed";
            id: string;
            tenantId: string;
            sourceId: string;
            requestedBy: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            finishedAt: string | null;
            /** @description In a sentence; null before there is an outcome. */
            summary: string | null;
            deletedCount: number;
            kept: number;
            freedBytes: number;
            failed: components["schemas"]["FailedDeletionResponse"][];
        };
        RetriedJobResponse: {
            /** @description What the new job works on: another backup or drill, or the same backup of a verification. */
            subject: components["schemas"]["JobSubject"];
            /** @description Ask for it at `/api/v1/jobs/:id`. */
            jobId: string;
        };
        /** @enum {string} */
        Role: "viewer" | "operator" | "approver" | "admin" | "superadmin";
        RollbackBlockedResponse: {
            code: components["schemas"]["ErrorCode"];
            detail: string;
            hint: string | null;
            /** @description Of ROLLBACK_SUPERSEDED: the newest restore of this source, which comes first. */
            newerRestoreId: string | null;
        };
        RollbackResponse: {
            requestedBy: string;
            /** @description null: it needed no approval. */
            approvedBy: string | null;
            /** Format: date-time */
            startedAt: string | null;
            /** Format: date-time */
            finishedAt: string | null;
        };
        RowLossResponse: {
            table: string;
            live: number;
            backup: number;
        };
        RunRetentionRequest: {
            /** @description true: nothing is deleted, the answer says what would be. Default false. */
            dryRun?: boolean;
            /**
             * Format: uuid
             * @description Of this source alone; absent, of all sources of the tenant.
             */
            sourceId?: string;
            /**
             * Format: uuid
             * @description A superadmin's: of which tenant. Default: the tenant `default`.
             */
            tenantId?: string;
        };
        RunWaitingResponse: {
            /** @enum {string} */
            reason: "source_busy" | "outside_window" | "tenant_inactive";
            /** @description What it waits for, or waited for last; `tenant_inactive`: its tenant is suspended, or its licence has expired. */
            message: string;
            /** @example 2026-11-21T03:00:00.000Z */
            since: string;
        };
        RunWindowRequest: {
            /**
             * @description When it opens.
             * @example 22:00
             */
            from: string;
            /**
             * @description When it closes; before `from`, on the next day.
             * @example 05:00
             */
            to: string;
            /** @description Default: that of the schedule. */
            timeZone?: string;
        };
        RunWindowResponse: {
            from: string;
            to: string;
            timeZone: string;
        };
        SchedulePreviewResponse: {
            /** @description When the next five may begin; as if it were not paused. */
            nextRuns: string[];
            /** @description Times of the next year that fall on a change of the clocks. */
            clockChanges: components["schemas"]["ClockChangeResponse"][];
        };
        ScheduleResponse: {
            /**
             * @description `settings`: the nightly backup, which is changed by `PUT /settings` alone.
             * @enum {string}
             */
            origin: "request" | "settings";
            id: string;
            tenantId: string;
            sourceId: string;
            name: string;
            /** @enum {string} */
            action: "backup" | "drill";
            cron: string | null;
            /** @example 6h */
            every: string | null;
            timeZone: string;
            window: components["schemas"]["RunWindowResponse"] | null;
            enabled: boolean;
            runAtStart: boolean;
            /** @description null: all that the source has. */
            contents: string[] | null;
            type: string;
            description: string | null;
            appVersion: string | null;
            tags: string[];
            fingerprints: boolean;
            /** @description Of a drill: where it restores; null: on the source's own server. */
            target: components["schemas"]["ScheduleTargetResponse"] | null;
            /**
             * Format: date-time
             * @description Since when it counts: it was made, resumed or given another timing then.
             */
            since: string;
            /** @description When the next five may begin; none while it is paused. */
            nextRuns: string[];
            /**
             * @description Why it cannot be told when it runs, such as of a time zone that this machine does not know; null: it can. It does not
             *     run until it is given another timing, or a machine that understands it is there.
             */
            problem: string | null;
            /** @description The newest one, which may still wait. */
            lastRun: components["schemas"]["ScheduleRunResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ScheduleRunResponse: {
            /** @enum {string} */
            status: "waiting" | "running" | "completed" | "failed" | "canceled" | "dropped";
            /**
             * @description null until it has ended.
             * @enum {string|null}
             */
            outcome: "completed" | "failed" | "canceled" | "dropped" | null;
            id: string;
            scheduleId: string;
            /**
             * @description Its time came (`due`), the schedule was made or resumed (`start`), or somebody asked for it (`request`).
             * @enum {string}
             */
            cause: "start" | "request" | "due";
            /**
             * Format: date-time
             * @description When it was due; the last time, where it stands for several.
             */
            dueAt: string;
            /** Format: date-time */
            firstDueAt: string;
            /** @description For how many it stands: those that nobody was there for, and those that came while it waited. */
            dueCount: number;
            /** Format: date-time */
            begunAt: string | null;
            /** Format: date-time */
            endedAt: string | null;
            /** @description Why it has not begun yet, or did not at once; null when it did. */
            waiting: components["schemas"]["RunWaitingResponse"] | null;
            jobId: string | null;
            /** @description The backup that it made or makes. */
            backupId: string | null;
            /** @description Of a drill. */
            drillId: string | null;
            error: components["schemas"]["ErrorResponse"] | null;
        };
        ScheduleTargetRequest: {
            /**
             * Format: uuid
             * @description The source, of the same tenant, on whose server the scratch database is made.
             */
            sourceId: string;
        };
        ScheduleTargetResponse: {
            sourceId: string;
        };
        SchemaDifferenceResponse: {
            /**
             * @example [
             *       "public.orders.note",
             *       "index public.orders_note_idx"
             *     ]
             */
            added: string[];
            /** @example [] */
            removed: string[];
            /**
             * @description Defined otherwise; a table also when one of its columns is.
             * @example [
             *       "public.orders"
             *     ]
             */
            changed: string[];
        };
        SchemaResponse: {
            databaseSize: number;
            schemas: components["schemas"]["SchemaSizeResponse"][];
            extensions: components["schemas"]["ExtensionVersionResponse"][];
        };
        SchemaSizeResponse: {
            name: string;
            tables: components["schemas"]["TableSizeResponse"][];
        };
        /** @enum {string} */
        Scope: "read" | "backup" | "restore" | "download" | "decrypt" | "admin";
        SessionResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            userId: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string;
            /** @description From where they signed in. */
            address: string | null;
            /** @description The one that this request came with. */
            current: boolean;
        };
        SettingChangeResponse: {
            /** @example 2 */
            before: ({
                [key: string]: unknown;
            } & (string | number | boolean | string[] | Record<string, never>)) | null;
            /** @example 4 */
            after: ({
                [key: string]: unknown;
            } & (string | number | boolean | string[] | Record<string, never>)) | null;
            id: string;
            /** @description null: a setting of the instance. */
            tenantId: string | null;
            /** Format: date-time */
            at: string;
            changedBy: string;
            /** @example autoBackup.hour */
            field: string;
        };
        SettingsResponse: {
            tenantId: string;
            /** @description 0: no limit, here and in all that follow. */
            maxBackups: number;
            retentionDays: number;
            maxManual: number;
            keep: components["schemas"]["KeepCountsResponse"];
            quotaBytes: number;
            compression: components["schemas"]["CompressionResponse"];
            encryption: components["schemas"]["EncryptionResponse"];
            autoBackup: components["schemas"]["AutoBackupResponse"];
            /** @description May be a fraction. */
            rollbackWindowHours: number;
            approvalRequired: boolean;
            /** @description Whether people who sign in with a password need a second factor; of `default`: superadmins as well. */
            requireTotp: boolean;
            /** @description The largest dump that may be uploaded. */
            importMaxBytes: number;
            /** @description How long a restore may be tried out (`verify` to level `restored`, drills); null: by the size of the backup. */
            rehearsalMaxHours: number | null;
            maxJobs: number;
            notifications: {
                [key: string]: unknown;
            };
            /** @description Whose backups the clients of the Django original speak of (`/api/backup/…`); null: they are not let in. */
            compatibilitySourceId: string | null;
            /** @description Where new backups go. A superadmin's alone. */
            backupDirectory?: string;
        };
        SignInMethodsDto: {
            /** @description `oidc`: at the provider that the server’s file names; it begins at GET /auth/oidc. */
            methods: ("password" | "oidc")[];
        };
        SmtpServerRequest: {
            /** @description A public host, or one of notificationHosts of the server’s configuration file. */
            host: string;
            /** @description 25, 465, 587 or 2525; any other only of a host of notificationHosts. */
            port: number;
            /**
             * @description `implicit` (usual with 465), `starttls` (587), `none`: only of a host of notificationHosts.
             * @enum {string}
             */
            tls?: "implicit" | "starttls" | "none";
            /** @description Whom to sign in as. Absent: nobody. */
            user?: string;
            /** @description Goes in, never comes out. */
            password?: string;
            /** @description Whom the mail comes from. Default: the user, where that is an address. */
            from?: string;
        };
        SmtpServerResponse: {
            host: string;
            port: number;
            /** @enum {string} */
            tls: "none" | "implicit" | "starttls";
            user: string | null;
            from: string;
            /** @description Whether a password is kept; the password itself never comes out. */
            hasPassword: boolean;
        };
        SourceCheck: {
            name: string;
            ok: boolean;
            detail: string;
            hint?: string;
            /**
             * @description What of the source is most likely wrong, as its request calls it.
             * @example database.password
             */
            field?: string;
        };
        SourceDatabaseRequest: {
            /** @description A host name, an address, or the directory of a Unix socket (where the server's configuration allows that one). */
            host: string;
            /** @description Of PostgreSQL itself, and not of a pooler. */
            port: number;
            /** @description Its name. */
            database: string;
            /** @description The role that dumps and restores. */
            user: string;
            /** @description Goes in, never comes out. */
            password?: string;
            /**
             * @description libpq's words. Default `prefer`.
             * @enum {string}
             */
            sslMode?: "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";
            /** @description Where databases are created, renamed and dropped from. Default `postgres`. */
            maintenanceDatabase?: string;
        };
        SourceDatabaseResponse: {
            host: string;
            port: number;
            database: string;
            user: string;
            /** @enum {string} */
            sslMode?: "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";
            maintenanceDatabase?: string;
            /** @description Whether a password is kept; the password itself never comes out. */
            hasPassword: boolean;
        };
        SourceEstimateResponse: {
            /**
             * @description `high`: three or more of the source's last backups were about as large; `medium`: there are some; `low`: there is none.
             * @enum {string}
             */
            confidence: "high" | "medium" | "low";
            /** @description Of the plain archive. */
            rawBytes: number;
            storedBytes: number;
            seconds: number;
            /** @description Now. */
            databaseSize: number;
            /** @description How many of the source's last backups it is worked out from. */
            measuredBackups: number;
        };
        SourceHealthDto: {
            /**
             * @description The worst of its reasons.
             * @enum {string}
             */
            status: "green" | "yellow" | "red";
            /** @description 100: there is nothing to be said against it. */
            score: number;
            /**
             * @description How far that trial went.
             * @enum {string|null}
             */
            lastProof: "restored" | "counted" | "migrated" | null;
            sourceId: string;
            name: string;
            reasons: components["schemas"]["HealthReasonDto"][];
            /** Format: date-time */
            lastBackupAt: string | null;
            /**
             * Format: date-time
             * @description When a backup of it was last restored for trial: by a drill, or by a check of that level.
             */
            lastProvenAt: string | null;
            /**
             * Format: date-time
             * @description When a backup begins by itself next.
             */
            nextBackupAt: string | null;
        };
        SourceKeepResponse: {
            daily?: number;
            weekly?: number;
            monthly?: number;
            yearly?: number;
        };
        SourceMigrationsRequest: {
            /**
             * @description `auto` (the default) recognises it by its table.
             * @enum {string}
             */
            framework?: "auto" | "typeorm" | "django";
            /** @description The migrations table, `table` or `schema.table`, where the framework's default is not used. */
            table?: string;
            /** @description The code's migrations on this server: a TypeORM migrations folder, a Django project root. Parsed, never imported. */
            codePath?: string;
            /** @description A runner from the server's configuration file, or `typeorm`, which is built in. */
            runner?: string;
        };
        SourceMigrationsResponse: {
            /** @enum {string} */
            framework?: "typeorm" | "django" | "auto";
            table?: string;
            codePath?: string;
            runner?: string;
        };
        SourceResponse: {
            id: string;
            tenantId: string;
            name: string;
            database: components["schemas"]["SourceDatabaseResponse"];
            appVersion: string | null;
            migrations: components["schemas"]["SourceMigrationsResponse"];
            /** @description Rules of its own; null: those of its tenant. */
            retention: components["schemas"]["SourceRetentionResponse"] | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        SourceRetentionResponse: {
            maxBackups?: number;
            retentionDays?: number;
            maxManual?: number;
            keep?: components["schemas"]["SourceKeepResponse"];
            quotaBytes?: number;
        };
        SourceStatisticsDto: {
            id: string;
            /** @example shop */
            name: string;
            /** @description In the records now, whatever their status. */
            backups: number;
            storedBytes: number;
            /**
             * Format: date-time
             * @description The end of its newest completed backup.
             */
            lastBackupAt: string | null;
            last30Days: components["schemas"]["OutcomesDto"];
        };
        SourceTestResponse: {
            /** @description True when every check is. */
            ok: boolean;
            checks: components["schemas"]["SourceCheck"][];
        };
        SpaceResponse: {
            /** @enum {string} */
            where: "server" | "store" | "spool";
            needed: number;
            /** @description null: it cannot be told from here. */
            free: number | null;
        };
        StorageStatisticsDto: {
            /**
             * @description `rawBytes` for each stored byte.
             * @example 4.7
             */
            compressionRatio: number | null;
            /**
             * @description Of the store that new backups go to; null where it cannot tell.
             * @example 62.5
             */
            freePercent: number | null;
            /** @description Bytes, of the same store. */
            freeBytes: number | null;
            /** @description What these backups grew by a day, over the last 30 days at most; negative where more went than came. */
            growthBytesPerDay: number | null;
            /**
             * Format: date-time
             * @description When the store is full if everything in it, of all tenants, grows on; null: not within ten years.
             */
            fullAt: string | null;
            /** @description Of these backups, in all stores. */
            storedBytes: number;
            /** @description Before compression. */
            rawBytes: number;
        };
        StrategyResponse: {
            /** @enum {string} */
            name: "swap" | "new_database" | "in_place";
            possible: boolean;
            reason: string;
        };
        SwapResponse: {
            downtimeMs: number | null;
            endedSessions: number | null;
            attempts: number | null;
        };
        TableChangeResponse: {
            /**
             * @description As quote_ident writes it.
             * @example public.orders
             */
            name: string;
            /** @description null: the first backup has no such table, or its rows were not counted. */
            rowsBefore: number | null;
            rowsAfter: number | null;
            /**
             * @description How many rows more the second backup has, or fewer; of a table that came or went, all of its rows. null: not counted.
             * @example 20
             */
            change: number | null;
            /** @description By the fingerprints of the rows; null where one of the backups has none of this table. */
            sameRows: boolean | null;
        };
        TableComparisonResponse: {
            table: string;
            backup: number;
            restored: number;
        };
        TableLossResponse: {
            table: string;
            live: number;
        };
        TableSizeResponse: {
            /**
             * @description A partitioned table holds nothing: its partitions do, and stand beside it as tables.
             * @enum {string}
             */
            kind: "table" | "partitioned" | "materialized_view";
            name: string;
            /** @description With indexes and TOAST. Of a table that is locked against everybody just now, as its last VACUUM or ANALYZE saw it. */
            bytes: number;
            /** @description The planner's estimate; null before the first ANALYZE. */
            estimatedRows: number | null;
        };
        TenantDetailsResponse: {
            /** Format: uuid */
            id: string;
            plan: components["schemas"]["PlanName"];
            /** @description `suspended`, `expired`: no new backups; what there is can be downloaded and restored. */
            status: components["schemas"]["TenantStatus"];
            slug: string;
            name: string;
            /** @description What holds: those of the plan, but for the own ones. */
            limits: components["schemas"]["LimitsResponse"];
            ownLimits: components["schemas"]["OwnLimitsResponse"];
            /** Format: date-time */
            suspendedAt: string | null;
            suspendedReason: string | null;
            /** Format: date-time */
            licenseExpiresAt: string | null;
            /** Format: date-time */
            createdAt: string;
            use: components["schemas"]["TenantUseResponse"];
        };
        TenantResponse: {
            /** Format: uuid */
            id: string;
            plan: components["schemas"]["PlanName"];
            /** @description `suspended`, `expired`: no new backups; what there is can be downloaded and restored. */
            status: components["schemas"]["TenantStatus"];
            slug: string;
            name: string;
            /** @description What holds: those of the plan, but for the own ones. */
            limits: components["schemas"]["LimitsResponse"];
            ownLimits: components["schemas"]["OwnLimitsResponse"];
            /** Format: date-time */
            suspendedAt: string | null;
            suspendedReason: string | null;
            /** Format: date-time */
            licenseExpiresAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        /**
         * @description `suspended`, `expired`: no new backups; what there is can be downloaded and restored.
         * @enum {string}
         */
        TenantStatus: "active" | "suspended" | "expired";
        TenantUseResponse: {
            /** @description Completed, damaged, and being made; without those that restores made for safety. */
            backups: number;
            storedBytes: number;
            /** @description What restores made for safety; no plan counts it. */
            safetyBackups: number;
            safetyBytes: number;
        };
        TestResultResponse: {
            ok: boolean;
            /** @description What happened. */
            detail: string;
            hint?: string;
        };
        TotpOfferDto: {
            /**
             * @description For an app that reads no picture: base32. Shown this once.
             * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
             */
            secret: string;
            /**
             * @description What the app reads as a QR code.
             * @example otpauth://totp/Backstitch:admin%40localhost?issuer=Backstitch&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30
             */
            otpauthUri: string;
        };
        TotpResetDto: {
            /** @description false: there was none. */
            removed: boolean;
        };
        TotpStateDto: {
            /** Format: date-time */
            enabledAt: string | null;
            /** @description A sign-in with the password needs a code. */
            enabled: boolean;
            /** @example 10 */
            recoveryCodesLeft: number;
        };
        TrendDayDto: {
            /**
             * @description Percent of completed among completed and failed, to a tenth, rounded down; null where nothing ended.
             * @example 99.2
             */
            successRate: number | null;
            /** @description Mean of the completed ones. */
            averageDurationMs: number | null;
            /**
             * @description In UTC.
             * @example 2026-11-20
             */
            day: string;
            /** @description What that day's completed backups brought. */
            storedBytes: number;
            rawBytes: number;
            /** @description What lay in the stores at the end of the day. */
            keptBytes: number;
            completed: number;
            failed: number;
            canceled: number;
        };
        TrendsDto: {
            /** @description What these backups grew by a day, over these days. */
            growthBytesPerDay: number | null;
            /**
             * Format: date-time
             * @description As in the overview, from the growth over these days.
             */
            fullAt: string | null;
            /** @description Every day, from the oldest to the present one. */
            days: components["schemas"]["TrendDayDto"][];
            total: components["schemas"]["OutcomesDto"];
            durations: components["schemas"]["DurationsDto"];
        };
        UpdateBackupRequest: {
            /** @description What people call it. */
            name?: string;
            /** @description null: none any more. */
            description?: string | null;
            /** @description A pinned backup is deleted by nobody until it is unpinned. */
            pinned?: boolean;
            /** @description In place of those that it has. */
            tags?: string[];
        };
        UpdateNotificationChannelRequest: {
            /** @description What is told there. Default: whatever is a problem. */
            events?: ("failed" | "succeeded" | "late" | "corrupted" | "storage_low" | "drill_failed" | "drill_done" | "restore_failed" | "restore_done" | "retention_failed" | "approval" | "approval_done")[];
            /** @description `all` (the default, also those that come later), or ids. What is of no source (`storage_low`) is always told. */
            sourceIds?: "all" | string[];
            /** @description Unique in its tenant. */
            name?: string;
            /** @description Default true. */
            enabled?: boolean;
            /**
             * @description IANA name. Default UTC.
             * @example Europe/Berlin
             */
            timeZone?: string;
            /** @description Once a day, whatever happened, in the channel’s zone; at 08:00 unless it says otherwise. Default: none. */
            digest?: components["schemas"]["DigestRequest"];
            /** @description Of the kind `email`. */
            email?: components["schemas"]["EmailTargetRequest"];
            /** @description Of every other kind: where to post. Goes in; comes out shortened. `https`, unless the host is one of notificationHosts. */
            url?: string;
            /**
             * @description true: a generic webhook gets a new signing secret, which is in the answer. The old one signs nothing any more.
             * @enum {boolean}
             */
            newSecret?: true;
        };
        UpdateRestoreRequest: {
            /** @description When the kept database may be dropped. */
            rollbackUntil: string;
        };
        UpdateScheduleRequest: {
            /** @description null: at any time. */
            window?: components["schemas"]["RunWindowRequest"] | null;
            /** @description Of a drill; null or absent: on the source's own server. */
            target?: components["schemas"]["ScheduleTargetRequest"] | null;
            /** @description For people. */
            description?: string;
            /**
             * @description Only whole backups are made yet.
             * @enum {string}
             */
            type?: "full";
            /** @description What is captured; absent, all that the source has. */
            contents?: "database"[];
            /** @description The version of the application; default, the source's. */
            appVersion?: string;
            /** @description For people and filters. */
            tags?: string[];
            /**
             * @description Also takes a fingerprint of each table's rows in the snapshot of the dump: a restore, and a check to level
             *     `restored`, compare it. It reads all rows a second time. Default false.
             */
            fingerprints?: boolean;
            /** @description What people call it; it stands in `createdBy` of what it makes. Default: its timing. */
            name?: string;
            /**
             * @description Five fields: minute, hour, day of the month, month, day of the week. Either this or `every`.
             * @example 0 3 * * *
             */
            cron?: string;
            /**
             * @description Minutes, hours or days, counted from when the schedule is made, resumed or changed. Either this or `cron`.
             * @example 6h
             */
            every?: string;
            /** @description In which `cron` is meant; through changes of its clocks too. Default UTC. */
            timeZone?: string;
            /** @description Default true; false: paused. */
            enabled?: boolean;
            /** @description Also runs when it is made, and whenever it is resumed. Default false. */
            runAtStart?: boolean;
        };
        UpdateSettingsRequest: {
            /** @description Of new backups. */
            compression?: components["schemas"]["CompressionRequest"];
            /** @description Of new backups. */
            encryption?: components["schemas"]["EncryptionRequest"];
            /** @description The backup of each night. */
            autoBackup?: components["schemas"]["AutoBackupRequest"];
            /** @description How long what a restore replaced is kept. null: as the process was started (`ROLLBACK_WINDOW_HOURS`). */
            rollbackWindowHours?: number | null;
            /** @description Whether replacing a live database, by a restore or a rollback, takes a second person who approves it. A person's to change, no API key's. */
            approvalRequired?: boolean;
            /**
             * @description Whether people who sign in with a password need a second factor (TOTP): who has none may only set one up. A person's to
             *     change, no API key's. That of the tenant `default` holds for superadmins as well, and is theirs to change.
             */
            requireTotp?: boolean;
            /** @description The largest dump that may be uploaded, in bytes. Default 100 GiB. */
            importMaxBytes?: number;
            /**
             * @description How long a restore may be tried out (`verify` to level `restored`, drills), in hours, or fractions of one. null: three
             *     hours, and a quarter of an hour more for each GiB of the plain dump.
             */
            rehearsalMaxHours?: number | null;
            /** @description So many jobs of the tenant at the same time (backups, restores, rollbacks). 0: one of each source. */
            maxJobs?: number;
            /** @description Nothing in it can be set yet. */
            notifications?: {
                [key: string]: unknown;
            };
            /**
             * @description A superadmin's: the directory that new backups go to, of all tenants; absolute, under one of `storageRoots`. Those
             *     that are there stay where they are. null: BACKUP_DIR of the process again.
             */
            backupDirectory?: string | null;
            /**
             * Format: uuid
             * @description The source whose backups the clients of the Django original speak of: lets them in, at `/api/backup/…`. null: they
             *     are not let in.
             */
            compatibilitySourceId?: string | null;
            /**
             * Format: uuid
             * @description A superadmin's: whose settings. Default: those of the tenant `default`.
             */
            tenantId?: string;
            /** @description So many of the newest completed backups stay; those that restores made are counted apart. 0: no limit. */
            maxBackups?: number;
            /** @description Backups that are older go. 0: no limit. */
            retentionDays?: number;
            /** @description So many of the newest manual backups stay, counted apart from the others. 0: they are counted with the others. */
            maxManual?: number;
            /** @description Beside those that the limits keep: the newest backup of each of the last so many days, weeks, months, years. */
            keep?: components["schemas"]["KeepCountsRequest"];
            /** @description Stored bytes that one source's backups may take; the oldest go first. 0: no limit. */
            quotaBytes?: number;
        };
        UpdateSourceDatabaseRequest: {
            /** @description A host name, an address, or the directory of a Unix socket (where the server's configuration allows that one). */
            host?: string;
            /** @description Of PostgreSQL itself, and not of a pooler. */
            port?: number;
            /** @description Its name. */
            database?: string;
            /** @description The role that dumps and restores. */
            user?: string;
            /** @description Goes in, never comes out. */
            password?: string;
            /**
             * @description libpq's words. Default `prefer`.
             * @enum {string}
             */
            sslMode?: "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";
            /** @description Where databases are created, renamed and dropped from. Default `postgres`. */
            maintenanceDatabase?: string;
        };
        UpdateSourceRequest: {
            /** @description Unique in its tenant. */
            name?: string;
            /** @description How it is reached; what is absent stays. */
            database?: components["schemas"]["UpdateSourceDatabaseRequest"];
            /** @description null: none any more. */
            appVersion?: string | null;
            /** @description In place of what it has. */
            migrations?: components["schemas"]["SourceMigrationsRequest"];
            /** @description null: none of its own any more. */
            retention?: components["schemas"]["RetentionRulesRequest"] | null;
        };
        UpdateTenantRequest: {
            /** @description Which limits it has. */
            plan?: components["schemas"]["PlanName"];
            /** @description What people call it. */
            name?: string;
            /** @description true: no new backups from now on; restores and downloads go on. */
            suspended?: boolean;
            /** @description Shown to its people. null: none any more. */
            suspendedReason?: string | null;
            /** @description In place of those of its plan, one by one; null is no limit. */
            ownLimits?: components["schemas"]["OwnLimitsRequest"];
            /**
             * @description From then on no new backups; restores and downloads go on. null: never.
             * @example 2027-01-31T00:00:00Z
             */
            licenseExpiresAt?: string | null;
        };
        UpdateUserRequest: {
            /** @description What they may do from then on. */
            role?: components["schemas"]["Role"];
            /** @description What they sign in with from then on. */
            email?: string;
            /** @description null: none any more. */
            name?: string | null;
            /** @description false: keeps them out, at once and until it is true again. */
            active?: boolean;
            /** @description A new one, 12 to 256 characters; ends their sessions. One's own is changed by `POST /auth/password`. */
            password?: string;
            /** @description Until they have chosen a password of their own, they can do nothing else. */
            mustChangePassword?: boolean;
        };
        UserDto: {
            /** Format: uuid */
            id: string;
            role: components["schemas"]["Role"];
            /** Format: uuid */
            tenantId: string;
            /** @example admin@localhost */
            email: string;
            /** @description What they are called; null where nobody said. */
            name: string | null;
            /** @description The password was given to them: until they choose one of their own (`POST /auth/password`) they can do nothing else. */
            mustChangePassword: boolean;
            /** @description A second factor is required of them (`requireTotp`): until they set one up (`POST /auth/totp`) they can do nothing else. */
            mustSetUpSecondFactor: boolean;
        };
        UserResponse: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenantId: string;
            role: components["schemas"]["Role"];
            /** @example grace@example.com */
            email: string;
            /** @example Grace Hopper */
            name: string | null;
            /** @description false: they are kept out. */
            active: boolean;
            /** @description Until they have chosen a password of their own, they can do nothing else. */
            mustChangePassword: boolean;
            /** @description Whether signing in with a password takes a code of an app as well. */
            hasSecondFactor: boolean;
            /**
             * Format: date-time
             * @description null: never.
             */
            lastSignInAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        VerifyBackupRequest: {
            /**
             * @description `checksum` reads the stored bytes; `decoded` (the default) also decrypts, decompresses and reads the whole archive;
             *     `restored` restores it into a scratch database on the source's server, counts every table there, and drops it.
             * @enum {string}
             */
            level?: "checksum" | "decoded" | "restored";
        };
        VersionsResponse: {
            server: string;
            pgDump: string;
            backstitch: string;
            app: string | null;
        };
        WarningResponse: {
            code: string;
            message: string;
            hint?: string;
        };
        WorkerResponse: {
            /** Format: uuid */
            id: string;
            state: components["schemas"]["WorkerState"];
            /** @description Why it is parked. */
            parkedBecause: string | null;
            /** @description Jobs that it takes on at a time, of each queue. */
            concurrency: number | null;
            /** @description Those of your jobs that it works on. */
            jobIds: string[];
            /** @example backup-host-1 */
            host: string;
            pid: number;
            /** @example 0.1.0 */
            version: string;
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description Its last sign of life; one comes every 5 s.
             */
            lastSeenAt: string;
        };
        /** @enum {string} */
        WorkerState: "working" | "parked" | "lost" | "stopped";
        WorkersResponse: {
            items: components["schemas"]["WorkerResponse"][];
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
    DjangoBackups_list: {
        parameters: {
            query?: {
                /** @description Of 200 records, counted from 1; `X-Total-Count` says how many records there are. */
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoBackupResponse"][];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DjangoCreateBackupRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoBackupStartedResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_BUSY`: Another job of this source is running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoBackupResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoDeletedResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_IN_USE`: The backup is in use. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `ARCHIVE_UNREADABLE`: The archive cannot be read. `CHECKSUM_MISMATCH`: The stored bytes are not those that were written. `KEY_UNAVAILABLE`: A key is not available. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_logs: {
        parameters: {
            query?: {
                /** @description Only records with a higher id. */
                after?: number;
            };
            header?: never;
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoLogResponse"][];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoRestores_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DjangoRestoreRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoRestoreStartedResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_BUSY`: Another job of this source is running. `PLAN_STALE`: The plan is out of date. `BACKUP_NOT_READY`: The backup is not completed. `SCHEMA_AHEAD`: The backup has migrations that the code does not know. `SCHEMA_DIVERGED`: The migration histories differ in the middle. `RESTORE_BLOCKED`: The restore is blocked. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFIRMATION_REQUIRED`: A typed confirmation is needed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoBackups_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoVerifyStartedResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoInstance_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoConfigResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoInstance_configure: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DjangoConfigRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoConfigResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoRestores_list: {
        parameters: {
            query?: {
                /** @description Of 200 records, counted from 1; `X-Total-Count` says how many records there are. */
                page?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoRestoreResponse"][];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoRestores_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Its number. */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoRestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DjangoInstance_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the task. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DjangoTaskResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ApiKeys_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Only those in this one. */
                status?: "active" | "expired" | "revoked";
                /** @description Of this person alone. */
                userId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ApiKeyResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ApiKeys_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKeyRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedApiKeyResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ApiKeys_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ApiKeys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_apiKey: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the API key. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditEvents_list: {
        parameters: {
            query?: {
                /** @description The e-mail address of who did it, or the name of the part of Backstitch that did. */
                actor?: string;
                /** @description What was done. */
                action?: string;
                /** @description To what kind of thing. */
                subjectType?: string;
                /** @description To this one alone. */
                subjectId?: string;
                /** @description How it ended. */
                outcome?: "ok" | "refused" | "failed";
                /** @description At or after this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Looked for in who, what and on what, in any case. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AuditEventResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditEvents_csv: {
        parameters: {
            query?: {
                /** @description The e-mail address of who did it, or the name of the part of Backstitch that did. */
                actor?: string;
                /** @description What was done. */
                action?: string;
                /** @description To what kind of thing. */
                subjectType?: string;
                /** @description To this one alone. */
                subjectId?: string;
                /** @description How it ended. */
                outcome?: "ok" | "refused" | "failed";
                /** @description At or after this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Looked for in who, what and on what, in any case. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditEvents_ndjson: {
        parameters: {
            query?: {
                /** @description The e-mail address of who did it, or the name of the part of Backstitch that did. */
                actor?: string;
                /** @description What was done. */
                action?: string;
                /** @description To what kind of thing. */
                subjectType?: string;
                /** @description To this one alone. */
                subjectId?: string;
                /** @description How it ended. */
                outcome?: "ok" | "refused" | "failed";
                /** @description At or after this time. */
                from?: string;
                /** @description Before this time. */
                to?: string;
                /** @description Looked for in who, what and on what, in any case. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    AuditEvents_verify: {
        parameters: {
            query?: {
                /** @description Events at or after this time. */
                from?: string;
                /** @description Events before this time. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerificationResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginResultDto"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CSRF_FAILED`: Not shown to be meant. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Auth_logout: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogoutResultDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Auth_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SignInMethods_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInMethodsDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Oidc_begin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the provider; the answer’s cookie must come back with the browser. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Oidc_finish: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the admin page, with the cookie of a session. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Password_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessionsResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Totp_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpStateDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Totp_offer: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnrolTotpRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpOfferDto"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Totp_confirm: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmTotpRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesDto"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Totp_disable: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTotpRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpStateDto"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Totp_renew: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeTotpRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodesDto"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_list: {
        parameters: {
            query?: {
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "running" | "completed" | "failed" | "canceled" | "corrupted")[];
                /** @description Only those that were made in one of these ways. */
                origin?: ("manual" | "scheduled" | "safety" | "upload")[];
                /** @description Every backup is whole yet. */
                type?: "full"[];
                /** @description Those that hold any of it. Every backup holds the database yet. */
                contents?: "database"[];
                /** @description Only those that were proven to exactly one of these levels. */
                proof?: ("none" | "stored" | "checksum" | "decoded" | "restored" | "counted" | "migrated")[];
                /** @description Part of the name or of the description. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BackupResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateBackupRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedBackupResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_BUSY`: Another job of this source is running. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BulkBackups_carryOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBackupsRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkOutcomeResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupCounts_count: {
        parameters: {
            query?: {
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "running" | "completed" | "failed" | "canceled" | "corrupted")[];
                /** @description Only those that were made in one of these ways. */
                origin?: ("manual" | "scheduled" | "safety" | "upload")[];
                /** @description Every backup is whole yet. */
                type?: "full"[];
                /** @description Those that hold any of it. Every backup holds the database yet. */
                contents?: "database"[];
                /** @description Only those that were proven to exactly one of these levels. */
                proof?: ("none" | "stored" | "checksum" | "decoded" | "restored" | "counted" | "migrated")[];
                /** @description Part of the name or of the description. */
                q?: string;
                /** @description `day`: the day (UTC) on which it was asked for. */
                by?: "day" | "status" | "source";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupCountsDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupExport_export: {
        parameters: {
            query?: {
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "running" | "completed" | "failed" | "canceled" | "corrupted")[];
                /** @description Only those that were made in one of these ways. */
                origin?: ("manual" | "scheduled" | "safety" | "upload")[];
                /** @description Every backup is whole yet. */
                type?: "full"[];
                /** @description Those that hold any of it. Every backup holds the database yet. */
                contents?: "database"[];
                /** @description Only those that were proven to exactly one of these levels. */
                proof?: ("none" | "stored" | "checksum" | "decoded" | "restored" | "counted" | "migrated")[];
                /** @description Part of the name or of the description. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Imports_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportForm"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedBackupResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `DISK_FULL`: No room left. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedBackupResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_IN_USE`: The backup is in use. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateBackupRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupComparison_compare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
                /** @description The id of the other backup. */
                otherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupComparisonResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `ARCHIVE_UNREADABLE`: The archive cannot be read. `STORAGE_FAILED`: The store failed. `KEY_UNAVAILABLE`: A key is not available. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_contents: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupContentsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupStreams_download: {
        parameters: {
            query?: {
                /** @description The id of the artifact; needed when the backup has several. */
                artifact?: string;
                /** @description `true`: the plain archive, decrypted and decompressed, for admins. */
                decrypt?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The part that `Range` names. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What `If-None-Match` names is what lies there. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. `MISSING_PARAMETER`: A parameter is missing. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RANGE_NOT_SATISFIABLE`: There are no such bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `ARCHIVE_UNREADABLE`: The archive cannot be read. `CHECKSUM_MISMATCH`: The stored bytes are not those that were written. `KEY_UNAVAILABLE`: A key is not available. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DownloadLinks_make: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DownloadUrlRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DownloadUrlResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. `MISSING_PARAMETER`: A parameter is missing. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupStreams_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description It has ended, and everything was sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_backup: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupStreams_logs: {
        parameters: {
            query?: {
                /** @description Only records numbered above this. */
                after?: number;
                /** @description Only this level and those above it. */
                level?: "debug" | "info" | "warn" | "error";
                /** @description Records in one answer. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPageDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreRequests_restore: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRestoreRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedRestoreResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_BUSY`: Another job of this source is running. `PLAN_STALE`: The plan is out of date. `BACKUP_NOT_READY`: The backup is not completed. `SCHEMA_AHEAD`: The backup has migrations that the code does not know. `SCHEMA_DIVERGED`: The migration histories differ in the middle. `RESTORE_BLOCKED`: The restore is blocked. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFIRMATION_REQUIRED`: A typed confirmation is needed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreRequests_plan: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RestorePlanRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestorePlanResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Backups_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the backup. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBackupRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReference"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. `SOURCE_BUSY`: Another job of this source is running. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DownloadLinks_follow: {
        parameters: {
            query?: {
                /** @description As it stands in the link; without it, it opens nothing. */
                signature?: string;
            };
            header?: never;
            path: {
                /** @description The id of the download. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RANGE_NOT_SATISFIABLE`: There are no such bytes. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `ARCHIVE_UNREADABLE`: The archive cannot be read. `CHECKSUM_MISMATCH`: The stored bytes are not those that were written. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Drills_list: {
        parameters: {
            query?: {
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Of this backup alone. */
                backupId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "running" | "completed" | "failed" | "canceled")[];
                /** @description The number (`12`, `#12`), or part of who asked for it. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DrillResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Drills_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDrillRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedDrillResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `BACKUP_NOT_READY`: The backup is not completed. `SOURCE_BUSY`: Another job of this source is running. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Drills_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the drill. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Drills_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the drill. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrillResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DrillStreams_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the drill. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description It has ended, and everything was sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_drill: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the drill. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    DrillStreams_logs: {
        parameters: {
            query?: {
                /** @description Only records numbered above this. */
                after?: number;
                /** @description Only this level and those above it. */
                level?: "debug" | "info" | "warn" | "error";
                /** @description Records in one answer. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the drill. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPageDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Live_events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Health_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    BackupHealth_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackupHealthDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Health_details: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDetailsDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Jobs_list: {
        parameters: {
            query?: {
                /** @description One or several, separated by commas. */
                state?: ("waiting" | "active" | "completed" | "failed" | "canceled")[];
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
                /** @description One or several, separated by commas. */
                action?: ("backup" | "import" | "verify" | "drill" | "restore" | "rollback" | "close_window" | "retention")[];
                /** @description That it is about, whether or not it holds the lock of it. */
                sourceId?: string;
                /** @description What they work on. */
                subjectType?: "backup" | "restore" | "drill" | "retention_run";
                /** @description All jobs of a backup, a restore, a drill or a run of retention. */
                subjectId?: string;
                /** @description Part of who asked for it, or the number (`12`, `#12`) of the backup, restore or drill that it works on. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["JobResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Jobs_counts: {
        parameters: {
            query?: {
                /** @description One or several, separated by commas. */
                action?: ("backup" | "import" | "verify" | "drill" | "restore" | "rollback" | "close_window" | "retention")[];
                /** @description That it is about, whether or not it holds the lock of it. */
                sourceId?: string;
                /** @description What they work on. */
                subjectType?: "backup" | "restore" | "drill" | "retention_run";
                /** @description All jobs of a backup, a restore, a drill or a run of retention. */
                subjectId?: string;
                /** @description Part of who asked for it, or the number (`12`, `#12`) of the backup, restore or drill that it works on. */
                q?: string;
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobCountsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Jobs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Jobs_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the job. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedJobResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `BACKUP_NOT_READY`: The backup is not completed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Of this kind alone. */
                kind?: "email" | "slack" | "discord" | "teams" | "webhook";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["NotificationChannelResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateNotificationChannelRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedNotificationChannelResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannelResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationChannelResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateNotificationChannelRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedNotificationChannelResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_deliveries: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Only those in this one. */
                status?: "pending" | "sent" | "failed" | "canceled";
            };
            header?: never;
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["DeliveryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_notificationChannel: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    NotificationChannels_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the notification channel. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestResultResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `KEY_UNAVAILABLE`: A key is not available. `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Plans_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["PlanResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_list: {
        parameters: {
            query?: {
                /** @description Into this source alone. */
                sourceId?: string;
                /** @description Of this backup alone. */
                backupId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "awaiting_approval" | "running" | "completed" | "failed" | "canceled" | "rejected" | "expired" | "rolling_back" | "rolled_back")[];
                /** @description Only those that were made in one of these ways. */
                strategy?: ("swap" | "new_database" | "in_place")[];
                /** @description The number (`12`, `#12`), or part of who asked for it, of the reason, of the target database or of the name of its backup. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RestoreResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_count: {
        parameters: {
            query?: {
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Created at or after. */
                from?: string;
                /** @description Created before. */
                to?: string;
                /** @description Into this source alone. */
                sourceId?: string;
                /** @description Of this backup alone. */
                backupId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "awaiting_approval" | "running" | "completed" | "failed" | "canceled" | "rejected" | "expired" | "rolling_back" | "rolled_back")[];
                /** @description Only those that were made in one of these ways. */
                strategy?: ("swap" | "new_database" | "in_place")[];
                /** @description The number (`12`, `#12`), or part of who asked for it, of the reason, of the target database or of the name of its backup. */
                q?: string;
                /** @description `day`: the day (UTC) on which it was asked for. */
                by?: "day" | "status" | "source";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordCountsDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRestoreRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `ROLLBACK_EXPIRED`: The rollback window is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreApprovals_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `PLAN_STALE`: The plan is out of date. `BACKUP_NOT_READY`: The backup is not completed. `ROLLBACK_EXPIRED`: The rollback window is closed. `ROLLBACK_SUPERSEDED`: A newer restore of this source exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreStreams_events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description It has ended, and everything was sent. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_restore: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreStreams_logs: {
        parameters: {
            query?: {
                /** @description Only records numbered above this. */
                after?: number;
                /** @description Only this level and those above it. */
                level?: "debug" | "info" | "warn" | "error";
                /** @description Records in one answer. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogPageDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreApprovals_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RejectRestoreRequest"];
            };
        };
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    RestoreRelease_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `ROLLBACK_EXPIRED`: The rollback window is closed. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreReportResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Restores_rollBack: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the restore. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcceptedRestoreResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `ROLLBACK_EXPIRED`: The rollback window is closed. `ROLLBACK_SUPERSEDED`: A newer restore of this source exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Retention_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunRetentionRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionOutcomeResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Retention_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Only those in one of these. */
                status?: ("pending" | "running" | "completed" | "stopped" | "failed")[];
                /** @description Only those that began in one of these ways. */
                trigger?: ("backup" | "daily" | "manual")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RetentionRunResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Retention_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the run. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRunDetailResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Of this source alone. */
                sourceId?: string;
                /** @description Of this action alone. */
                action?: "backup" | "drill";
                /** @description true: those that run; false: those that are paused. */
                enabled?: boolean;
                /** @description Part of the name. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScheduleResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScheduleRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    ScheduleCalendar_read: {
        parameters: {
            query?: {
                /** @description Default: seven days ago. */
                from?: string;
                /** @description At most 92 days after `from`. Default: in seven days. */
                to?: string;
                /** @description Only the schedules of this source. */
                sourceId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SchedulePreview_read: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewScheduleRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreviewResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedScheduleResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScheduleRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_schedule: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_resume: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_run: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is accepted, and goes on by itself. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedRunResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_BUSY`: Another job of this source is running. `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Schedules_runs: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the schedule. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ScheduleRunResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sessions_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description For those who manage people: whose. Default: one's own. */
                userId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SessionResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sessions_endOthers: {
        parameters: {
            query?: {
                /** @description For those who manage people: whose. Default: one's own. */
                userId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessionsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sessions_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the session. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndedSessionsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Settings_get: {
        parameters: {
            query?: {
                /** @description A superadmin's: whose settings. Default: those of the tenant `default`. */
                tenantId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Settings_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSettingsRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettingsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Settings_history: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description A superadmin's: changes of this tenant alone. */
                tenantId?: string;
                /** @description The setting, such as `retentionDays` or `autoBackup.hour`; or a section of them: `autoBackup`. */
                field?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SettingChangeResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SettingsPreview_preview: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSettingsRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionOutcomeResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sources_list: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description Part of the name. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SourceResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sources_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSourceRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `PERMISSION_DENIED`: The database role may not do this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SourceProbes_testDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSourceRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceTestResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sources_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sources_delete: {
        parameters: {
            query?: {
                /** @description `true`: its backups go with it. */
                withBackups?: "true" | "false";
            };
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedSourceResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `BACKUP_IN_USE`: The backup is in use. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Sources_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSourceRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. `SOURCE_BUSY`: Another job of this source is running. `PERMISSION_DENIED`: The database role may not do this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `QUOTA_EXCEEDED`: More than is allowed. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SourceEstimates_estimate: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EstimateBackupRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceEstimateResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CSRF_FAILED`: it came with the cookie, and without X-CSRF-Token or from another origin. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PERMISSION_DENIED`: The database role may not do this. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_source: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SourceProbes_migrationState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MigrationStateResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `LOCK_TIMEOUT`: A lock was waited for too long. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SourceProbes_schema: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `LOCK_TIMEOUT`: A lock was waited for too long. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `SOURCE_UNREACHABLE`: The database server cannot be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SourceProbes_test: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The id of the source. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateSourceRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceTestResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: the Idempotency-Key was used for another request, or the first one is not answered. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Statistics_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverviewDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Statistics_trends: {
        parameters: {
            query?: {
                /** @description How many days, with the present one. */
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendsDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Tenants_list: {
        parameters: {
            query?: {
                /** @description Of this plan alone. */
                plan?: components["schemas"]["PlanName"];
                /** @description Only those in this one. */
                status?: components["schemas"]["TenantStatus"];
                /** @description Part of the slug or the name. */
                q?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TenantResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Tenants_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTenantRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDetailsResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Tenants_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDetailsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Tenants_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the tenant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateTenantRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantDetailsResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_tenant: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path: {
                /** @description The id of the tenant. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Users_list: {
        parameters: {
            query?: {
                /** @description With this role alone. */
                role?: components["schemas"]["Role"];
                /** @description Part of the e-mail address or the name. */
                q?: string;
                /** @description true: those who may sign in; false: those who are kept out. */
                active?: "true" | "false";
                /** @description A superadmin's: people of this tenant alone. */
                tenantId?: string;
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["UserResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Users_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours the same key with the same body has the same answer (status, body, Location; then with `Idempotency-Replayed: true`) and one effect. With another body: `CONFLICT`. A new UUID for each thing you want done. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUserRequest"];
            };
        };
        responses: {
            /** @description It is made; `Location` says where it is. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedUserResponse"];
                };
            };
            /** @description `MISSING_PARAMETER`: A parameter is missing. `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Users_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedUserResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Users_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUserRequest"];
            };
        };
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangedUserResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `CONFLICT`: In conflict with what exists. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The body is too large. JSON bodies may have 1 MB. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    History_person: {
        parameters: {
            query?: {
                /** @description Counted from 1. */
                page?: number;
                /** @description Records per page. */
                limit?: number;
                /** @description The name to sort by; each list says which ones it knows. */
                sort?: string;
                /** @description Ties are broken by id. */
                order?: "asc" | "desc";
                /** @description Only these records: ids, separated by commas or given several times. */
                ids?: string[];
                /** @description `done_to`: what was done to them; `done_by`: what they, and programs with their API keys, did. */
                part?: "all" | "done_to" | "done_by";
            };
            header?: never;
            path: {
                /** @description The id of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["HistoryEntryResponse"][];
                        /** @example 57 */
                        total: number;
                        /** @example 1 */
                        page: number;
                        /** @example 3 */
                        pages: number;
                    };
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    SecondFactorReset_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of the user. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpResetDto"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Workers_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkersResponse"];
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `FORBIDDEN`: Not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
    Metrics_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for, or what came of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `INVALID_PARAMETER`: A parameter is not valid. The address or the body cannot be read. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAUTHENTICATED`: Who is calling is not known. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            429: {
                headers: {
                    /** @description Seconds until it may be asked again. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `INTERNAL_ERROR`: An error of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
            /** @description `UNAVAILABLE`: Not available. The control database does not answer, so nobody can be recognised. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDto"];
                };
            };
        };
    };
}
