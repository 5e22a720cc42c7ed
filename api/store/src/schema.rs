// @generated automatically by Diesel CLI.

diesel::table! {
    accounts (id) {
        id -> Uuid,
        version -> Int4,
        login -> Text,
        display_name -> Text,
        employee_id -> Nullable<Uuid>,
        password_hash -> Nullable<Text>,
        totp_sealed -> Nullable<Bytea>,
        totp_confirmed_at -> Nullable<Timestamptz>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    activation_codes (account_id) {
        account_id -> Uuid,
        code_hash -> Bytea,
        attempts -> Int4,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    annual_leaves (employee_id, year) {
        employee_id -> Uuid,
        year -> Int2,
        entitlement_days -> Int2,
        used_days -> Int2,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    assignments (id) {
        id -> Uuid,
        employment_id -> Uuid,
        employee_id -> Uuid,
        org_unit_id -> Uuid,
        position_id -> Uuid,
        manager_id -> Nullable<Uuid>,
        from_on -> Date,
        until_on -> Nullable<Date>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    circumstances (employee_id) {
        employee_id -> Uuid,
        version -> Int4,
        sealed -> Bytea,
        declared_at -> Timestamptz,
    }
}

diesel::table! {
    clients (id) {
        id -> Uuid,
        name -> Text,
        secret_hash -> Bytea,
        scopes -> Array<Nullable<Text>>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    contracts (id) {
        id -> Uuid,
        version -> Int4,
        employment_id -> Uuid,
        employee_id -> Uuid,
        kind -> Text,
        from_on -> Date,
        until_on -> Nullable<Date>,
        probation_until -> Nullable<Date>,
        monthly_wage_sealed -> Bytea,
        signed_on -> Nullable<Date>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    data_keys (id) {
        id -> Uuid,
        purpose -> Text,
        wrapped -> Bytea,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    documents (id) {
        id -> Uuid,
        employee_id -> Nullable<Uuid>,
        legal_entity_id -> Uuid,
        kind -> Text,
        title -> Text,
        media -> Text,
        sha256 -> Bytea,
        size -> Int8,
        resource_type -> Text,
        resource_id -> Uuid,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    employees (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        number -> Text,
        name -> Text,
        pinyin -> Text,
        initials -> Text,
        gender -> Text,
        birth_on -> Date,
        national_id_sealed -> Bytea,
        national_id_index -> Bytea,
        phone_sealed -> Nullable<Bytea>,
        email -> Nullable<Text>,
        bank_account_sealed -> Nullable<Bytea>,
        work_city -> Text,
        search -> Nullable<Text>,
        created_at -> Timestamptz,
        employment_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    employments (id) {
        id -> Uuid,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        hired_on -> Date,
        left_on -> Nullable<Date>,
        leaving_ground -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    grants (id) {
        id -> Uuid,
        account_id -> Uuid,
        role -> Text,
        scope_kind -> Text,
        scope_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    idempotency_keys (actor_id, key) {
        actor_id -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        status -> Nullable<Int2>,
        headers -> Nullable<Jsonb>,
        body -> Nullable<Bytea>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    journal_checkpoints (log_id, size) {
        log_id -> Uuid,
        size -> Int8,
        root -> Bytea,
        note -> Bytea,
        made_at -> Timestamptz,
    }
}

diesel::table! {
    journal_entries (log_id, idx) {
        log_id -> Uuid,
        idx -> Int8,
        entry_id -> Uuid,
        kind -> Text,
        subject_id -> Uuid,
        subject_ref -> Bytea,
        subject_seq -> Int8,
        resource_type -> Text,
        resource_id -> Uuid,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        request_id -> Nullable<Uuid>,
        occurred_at -> Timestamptz,
        recorded_at -> Timestamptz,
        sequenced_at -> Timestamptz,
        leaf -> Bytea,
        leaf_hash -> Bytea,
    }
}

diesel::table! {
    journal_heads (log_id, subject_ref) {
        log_id -> Uuid,
        subject_ref -> Bytea,
        seq -> Int8,
        head -> Bytea,
    }
}

diesel::table! {
    journal_logs (id) {
        id -> Uuid,
        origin -> Text,
        size -> Int8,
        root -> Bytea,
        frozen_reason -> Nullable<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    journal_outbox (id) {
        id -> Int8,
        entry_id -> Uuid,
        log_id -> Uuid,
        kind -> Text,
        subject_id -> Uuid,
        subject_ref -> Bytea,
        resource_type -> Text,
        resource_id -> Uuid,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        request_id -> Nullable<Uuid>,
        occurred_at -> Timestamptz,
        recorded_at -> Timestamptz,
        intent -> Bytea,
        app_sig -> Bytea,
    }
}

diesel::table! {
    journal_parts (entry_id, name) {
        entry_id -> Uuid,
        name -> Text,
        media -> Text,
        key_id -> Uuid,
        salt_sealed -> Bytea,
        body_sealed -> Bytea,
        size -> Int4,
    }
}

diesel::table! {
    journal_subjects (subject_ref) {
        subject_ref -> Bytea,
        log_id -> Uuid,
        subject_id -> Uuid,
        salt_sealed -> Nullable<Bytea>,
        key_id -> Uuid,
    }
}

diesel::table! {
    journal_tiles (log_id, level, n) {
        log_id -> Uuid,
        level -> Int2,
        n -> Int8,
        data -> Bytea,
    }
}

diesel::table! {
    journal_timestamps (log_id, size, authority) {
        log_id -> Uuid,
        size -> Int8,
        authority -> Text,
        token -> Bytea,
        gen_time -> Timestamptz,
    }
}

diesel::table! {
    legal_entities (id) {
        id -> Uuid,
        version -> Int4,
        name -> Text,
        uscc -> Text,
        city -> Text,
        address -> Text,
        legal_representative -> Text,
        has_union -> Bool,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    login_attempts (login) {
        login -> Text,
        failures -> Int4,
        last_failed_at -> Timestamptz,
    }
}

diesel::table! {
    org_units (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        parent_id -> Nullable<Uuid>,
        name -> Text,
        head_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    positions (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        name -> Text,
        duties -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        refresh_hash -> Bytea,
        previous_hash -> Nullable<Bytea>,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    wage_months (employee_id, month) {
        employee_id -> Uuid,
        month -> Date,
        sealed -> Bytea,
        updated_at -> Timestamptz,
    }
}

diesel::joinable!(accounts -> employees (employee_id));
diesel::joinable!(activation_codes -> accounts (account_id));
diesel::joinable!(annual_leaves -> employees (employee_id));
diesel::joinable!(assignments -> employments (employment_id));
diesel::joinable!(assignments -> org_units (org_unit_id));
diesel::joinable!(assignments -> positions (position_id));
diesel::joinable!(circumstances -> employees (employee_id));
diesel::joinable!(contracts -> employees (employee_id));
diesel::joinable!(contracts -> employments (employment_id));
diesel::joinable!(documents -> employees (employee_id));
diesel::joinable!(documents -> legal_entities (legal_entity_id));
diesel::joinable!(employees -> legal_entities (legal_entity_id));
diesel::joinable!(employments -> legal_entities (legal_entity_id));
diesel::joinable!(grants -> accounts (account_id));
diesel::joinable!(journal_checkpoints -> journal_logs (log_id));
diesel::joinable!(journal_entries -> journal_logs (log_id));
diesel::joinable!(journal_heads -> journal_logs (log_id));
diesel::joinable!(journal_outbox -> journal_logs (log_id));
diesel::joinable!(journal_parts -> data_keys (key_id));
diesel::joinable!(journal_subjects -> data_keys (key_id));
diesel::joinable!(journal_subjects -> journal_logs (log_id));
diesel::joinable!(journal_tiles -> journal_logs (log_id));
diesel::joinable!(legal_entities -> journal_logs (id));
diesel::joinable!(org_units -> employees (head_id));
diesel::joinable!(org_units -> legal_entities (legal_entity_id));
diesel::joinable!(positions -> legal_entities (legal_entity_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(wage_months -> employees (employee_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    activation_codes,
    annual_leaves,
    assignments,
    circumstances,
    clients,
    contracts,
    data_keys,
    documents,
    employees,
    employments,
    grants,
    idempotency_keys,
    journal_checkpoints,
    journal_entries,
    journal_heads,
    journal_logs,
    journal_outbox,
    journal_parts,
    journal_subjects,
    journal_tiles,
    journal_timestamps,
    legal_entities,
    login_attempts,
    org_units,
    positions,
    sessions,
    wage_months,
);
