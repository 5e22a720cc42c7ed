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
        email -> Nullable<Text>,
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
    agreement_batch_items (batch_id, position) {
        batch_id -> Uuid,
        position -> Int4,
        employee_id -> Uuid,
        asked_sealed -> Bytea,
        agreement_id -> Nullable<Uuid>,
        task -> Nullable<Text>,
        attempts -> Int4,
        problem -> Nullable<Jsonb>,
        refused_task -> Nullable<Text>,
    }
}

diesel::table! {
    agreement_batches (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        template_id -> Uuid,
        kind -> Text,
        name -> Text,
        stage -> Text,
        expires_on -> Nullable<Date>,
        created_by -> Uuid,
        created_at -> Timestamptz,
        reviewed_by -> Nullable<Uuid>,
        reviewed_at -> Nullable<Timestamptz>,
        review_text -> Nullable<Text>,
        sent_by -> Nullable<Uuid>,
        sent_at -> Nullable<Timestamptz>,
        seal_allowed_by -> Nullable<Uuid>,
        seal_allowed_at -> Nullable<Timestamptz>,
        seal_address -> Nullable<Text>,
        seal_method -> Nullable<Text>,
        seal_statement -> Nullable<Text>,
        code_for -> Nullable<Uuid>,
        code_sent_at -> Nullable<Timestamptz>,
        codes_sent -> Int4,
        wrong_tries -> Int4,
        cancelled_by -> Nullable<Uuid>,
        cancelled_at -> Nullable<Timestamptz>,
        cancelled_reason -> Nullable<Text>,
        signing_order -> Text,
        seal_credential_sha256 -> Nullable<Bytea>,
    }
}

diesel::table! {
    agreement_comments (id) {
        id -> Uuid,
        agreement_id -> Uuid,
        answers_id -> Nullable<Uuid>,
        clause -> Nullable<Text>,
        side -> Text,
        made_by -> Nullable<Uuid>,
        made_by_name -> Text,
        words_sealed -> Bytea,
        created_at -> Timestamptz,
        outcome -> Nullable<Text>,
        settled_by -> Nullable<Uuid>,
        settled_by_name -> Nullable<Text>,
        settled_at -> Nullable<Timestamptz>,
        settled_sealed -> Nullable<Bytea>,
    }
}

diesel::table! {
    agreement_copies (agreement_id, employee_id) {
        agreement_id -> Uuid,
        employee_id -> Uuid,
        reason -> Text,
        added_by -> Uuid,
        added_at -> Timestamptz,
    }
}

diesel::table! {
    agreement_numbers (year) {
        year -> Int2,
        last -> Int4,
    }
}

diesel::table! {
    agreement_paper_copies (id) {
        id -> Uuid,
        agreement_id -> Uuid,
        asked_by -> Nullable<Uuid>,
        asked_at -> Timestamptz,
        handed_over_on -> Nullable<Date>,
        handed_over_by -> Nullable<Uuid>,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    agreement_paper_signatures (id) {
        id -> Uuid,
        agreement_id -> Uuid,
        state -> Text,
        signed_on -> Date,
        scan_sha256 -> Bytea,
        scan_media -> Text,
        scan_size -> Int8,
        kept_at -> Text,
        brought_by -> Uuid,
        brought_at -> Timestamptz,
        decided_by -> Nullable<Uuid>,
        decided_at -> Nullable<Timestamptz>,
        decision_text -> Nullable<Text>,
        objection_sealed -> Nullable<Bytea>,
        objected_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    agreement_signers (agreement_id, role) {
        agreement_id -> Uuid,
        role -> Text,
        name -> Text,
        state -> Text,
        account_id -> Nullable<Uuid>,
        signed_at -> Nullable<Timestamptz>,
        method -> Nullable<Text>,
        statement -> Nullable<Text>,
        seen_sha256 -> Nullable<Bytea>,
        signed_sha256 -> Nullable<Bytea>,
        code_for -> Nullable<Uuid>,
        code_sent_at -> Nullable<Timestamptz>,
        codes_sent -> Int4,
        wrong_tries -> Int4,
        employee_id -> Nullable<Uuid>,
        waits_for -> Nullable<Text>,
    }
}

diesel::table! {
    agreements (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        separation_id -> Nullable<Uuid>,
        title -> Text,
        stage -> Text,
        terms_sealed -> Bytea,
        original_sha256 -> Bytea,
        document_sha256 -> Bytea,
        pages -> Int4,
        fields -> Jsonb,
        created_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        reviewed_by -> Nullable<Uuid>,
        reviewed_at -> Nullable<Timestamptz>,
        review_text -> Nullable<Text>,
        sent_by -> Nullable<Uuid>,
        sent_at -> Nullable<Timestamptz>,
        opened_at -> Nullable<Timestamptz>,
        ended_by -> Nullable<Uuid>,
        ended_at -> Nullable<Timestamptz>,
        ended_reason -> Nullable<Text>,
        kind -> Text,
        template_version_id -> Nullable<Uuid>,
        expires_on -> Nullable<Date>,
        reminded_on -> Nullable<Date>,
        certificate_sha256 -> Nullable<Bytea>,
        kept_until -> Nullable<Timestamptz>,
        replaces_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    alerts (id) {
        id -> Uuid,
        version -> Int4,
        kind -> Text,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        addressee_id -> Uuid,
        state -> Text,
        due_on -> Date,
        title -> Jsonb,
        risk -> Jsonb,
        what_you_can_do -> Jsonb,
        resource_type -> Text,
        resource_id -> Uuid,
        created_at -> Timestamptz,
        acknowledged_at -> Nullable<Timestamptz>,
        acknowledgement -> Nullable<Text>,
        resolved_at -> Nullable<Timestamptz>,
        resolution -> Nullable<Text>,
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
    bundles (id) {
        id -> Uuid,
        separation_id -> Uuid,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        state -> Text,
        sha256 -> Nullable<Bytea>,
        size -> Nullable<Int8>,
        entries -> Nullable<Int4>,
        requested_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    check_ins (id) {
        id -> Uuid,
        version -> Int4,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        manager_id -> Uuid,
        kind -> Text,
        plan_id -> Nullable<Uuid>,
        held_on -> Date,
        topic -> Text,
        text -> Text,
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
        version -> Int4,
        frame_origins -> Jsonb,
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
    deadline_feeds (account_id) {
        account_id -> Uuid,
        token_hash -> Bytea,
        issued_at -> Timestamptz,
    }
}

diesel::table! {
    deadline_looks (day) {
        day -> Date,
        looked_at -> Timestamptz,
    }
}

diesel::table! {
    deadline_reminders (id) {
        id -> Uuid,
        version -> Int4,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        deadline_sealed -> Bytea,
        deadline_index -> Bytea,
        about_records -> Bool,
        due_on -> Date,
        noticed_on -> Date,
        acknowledged_by -> Nullable<Uuid>,
        acknowledged_at -> Nullable<Timestamptz>,
        acknowledgement -> Nullable<Text>,
        escalated_at -> Nullable<Timestamptz>,
        settled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    deliveries (id) {
        id -> Uuid,
        employee_id -> Uuid,
        resource_type -> Text,
        resource_id -> Uuid,
        kind -> Text,
        sha256 -> Bytea,
        channel -> Text,
        sent_at -> Timestamptz,
        opened_at -> Nullable<Timestamptz>,
        due_on -> Nullable<Date>,
        answer -> Nullable<Text>,
        answer_text -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    dispute_numbers (year) {
        year -> Int2,
        last -> Int4,
    }
}

diesel::table! {
    dispute_steps (id) {
        id -> Uuid,
        dispute_id -> Uuid,
        kind -> Text,
        dated_on -> Date,
        text -> Text,
        note -> Text,
        is_final -> Bool,
        reinstates -> Bool,
        file_name -> Nullable<Text>,
        media -> Nullable<Text>,
        sha256 -> Nullable<Bytea>,
        size -> Nullable<Int8>,
        recorded_by -> Jsonb,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    disputes (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        separation_id -> Nullable<Uuid>,
        claimant -> Text,
        stage -> Text,
        summary -> Text,
        tribunal -> Text,
        case_number -> Text,
        filed_on -> Nullable<Date>,
        claims_sealed -> Nullable<Bytea>,
        exhibits -> Jsonb,
        opened_by -> Jsonb,
        opened_at -> Timestamptz,
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
    employee_cards (assignment_id) {
        assignment_id -> Uuid,
        employee_id -> Uuid,
        employment_id -> Uuid,
        version -> Int4,
        number -> Text,
        name -> Text,
        gender -> Text,
        legal_entity_id -> Uuid,
        email -> Nullable<Text>,
        work_city -> Text,
        org_unit_id -> Uuid,
        org_unit_name -> Text,
        position_id -> Uuid,
        position_name -> Text,
        manager_id -> Nullable<Uuid>,
        manager_number -> Nullable<Text>,
        manager_name -> Nullable<Text>,
        hired_on -> Date,
        left_on -> Nullable<Date>,
        contract_ends_on -> Nullable<Date>,
        from_on -> Date,
        until_on -> Nullable<Date>,
        phone_sealed -> Nullable<Bytea>,
        account_id -> Nullable<Uuid>,
        account_login -> Nullable<Text>,
        account_active -> Nullable<Bool>,
        search -> Text,
        line -> Text,
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
        address_sealed -> Nullable<Bytea>,
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
    import_issues (import_id, place) {
        import_id -> Uuid,
        place -> Int4,
        sheet -> Text,
        sheet_row -> Int4,
        column_title -> Text,
        code -> Text,
        level -> Text,
        words_sealed -> Bytea,
    }
}

diesel::table! {
    import_jobs (import_id) {
        import_id -> Uuid,
        act -> Text,
        skip_error_rows -> Bool,
        account_id -> Nullable<Uuid>,
        actor_name -> Text,
        request_id -> Nullable<Uuid>,
        attempts -> Int4,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    imports (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        kind -> Text,
        state -> Text,
        file_name -> Text,
        sha256 -> Bytea,
        object -> Bytea,
        sheet -> Nullable<Text>,
        header_row -> Nullable<Int4>,
        data_rows -> Int4,
        good_rows -> Int4,
        error_rows -> Int4,
        warning_rows -> Int4,
        done -> Int4,
        total -> Int4,
        result -> Nullable<Jsonb>,
        failure -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    improvement_plans (id) {
        id -> Uuid,
        version -> Int4,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        manager_id -> Uuid,
        mentor_id -> Nullable<Uuid>,
        review_id -> Nullable<Uuid>,
        alert_id -> Nullable<Uuid>,
        stage -> Text,
        from_on -> Date,
        until_on -> Date,
        reason -> Text,
        change_of_post -> Nullable<Text>,
        goals -> Jsonb,
        training -> Jsonb,
        created_at -> Timestamptz,
        published_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        outcome_text -> Nullable<Text>,
        closed_at -> Nullable<Timestamptz>,
        planned_check_ins -> Jsonb,
        document_id -> Nullable<Uuid>,
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
        key_id -> Nullable<Uuid>,
        part_names -> Array<Nullable<Text>>,
        part_media -> Array<Nullable<Text>>,
        part_salts -> Array<Nullable<Bytea>>,
        part_bodies -> Array<Nullable<Bytea>>,
        part_sizes -> Array<Nullable<Int4>>,
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
    journal_quarantine (id) {
        id -> Int8,
        log_id -> Uuid,
        reason -> Text,
        entry -> Jsonb,
        quarantined_at -> Timestamptz,
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
    kpis (id) {
        id -> Uuid,
        version -> Int4,
        code -> Text,
        name -> Text,
        unit -> Text,
        direction -> Text,
        source -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    layoff_numbers (year) {
        year -> Int2,
        last -> Int4,
    }
}

diesel::table! {
    layoffs (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        legal_entity_id -> Uuid,
        item -> Int2,
        reason -> Text,
        headcount -> Int4,
        last_day -> Date,
        opened_by -> Jsonb,
        opened_at -> Timestamptz,
        explanation -> Nullable<Jsonb>,
        report -> Nullable<Jsonb>,
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
    legal_holds (id) {
        id -> Uuid,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        dispute_id -> Nullable<Uuid>,
        reason -> Text,
        placed_by -> Uuid,
        placed_by_name -> Text,
        placed_at -> Timestamptz,
        lifted_by -> Nullable<Uuid>,
        lifted_by_name -> Nullable<Text>,
        lifted_at -> Nullable<Timestamptz>,
        lift_reason -> Nullable<Text>,
    }
}

diesel::table! {
    letterheads (legal_entity_id) {
        legal_entity_id -> Uuid,
        version -> Int4,
        first_line -> Nullable<Text>,
        second_line -> Nullable<Text>,
        logo_sha256 -> Nullable<Bytea>,
        logo_media -> Nullable<Text>,
        changed_at -> Timestamptz,
    }
}

diesel::table! {
    messages (id) {
        id -> Uuid,
        log_id -> Uuid,
        employee_id -> Nullable<Uuid>,
        kind -> Text,
        body_sealed -> Bytea,
        expires_at -> Nullable<Timestamptz>,
        attempts -> Int4,
        due_at -> Timestamptz,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    local_figures (id) {
        id -> Uuid,
        city -> Text,
        kind -> Text,
        series -> Text,
        statistics_year -> Nullable<Int2>,
        value -> Int8,
        effective_on -> Date,
        status -> Text,
        source -> Text,
        source_url -> Nullable<Text>,
        reason -> Nullable<Text>,
        recorded_by -> Uuid,
        recorded_at -> Timestamptz,
        superseded_by -> Nullable<Uuid>,
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
    non_compete_payments (id) {
        id -> Uuid,
        non_compete_id -> Uuid,
        instalment -> Nullable<Int2>,
        amount_sealed -> Bytea,
        settles -> Bool,
        paid_on -> Date,
        recorded_by -> Jsonb,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    non_compete_statements (id) {
        id -> Uuid,
        non_compete_id -> Uuid,
        instalments -> Jsonb,
        text -> Text,
        stated_at -> Timestamptz,
    }
}

diesel::table! {
    non_competes (id) {
        id -> Uuid,
        version -> Int4,
        separation_id -> Uuid,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        decision -> Text,
        reason -> Text,
        bound_as -> Nullable<Text>,
        scope -> Nullable<Text>,
        region -> Nullable<Text>,
        months -> Nullable<Int2>,
        pay_day -> Nullable<Int2>,
        pay_sealed -> Nullable<Bytea>,
        document_id -> Uuid,
        decided_by -> Jsonb,
        decided_at -> Timestamptz,
        ended_on -> Nullable<Date>,
        ended_by -> Nullable<Text>,
        ending_sealed -> Nullable<Bytea>,
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
    passkey_challenges (id) {
        id -> Uuid,
        account_id -> Nullable<Uuid>,
        act -> Text,
        nonce -> Bytea,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    passkeys (id) {
        id -> Uuid,
        account_id -> Uuid,
        name -> Text,
        credential_sha256 -> Bytea,
        credential_sealed -> Bytea,
        created_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    position_goals (cycle_id, position_id) {
        cycle_id -> Uuid,
        position_id -> Uuid,
        goals -> Jsonb,
        updated_at -> Timestamptz,
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
    proposals (id) {
        id -> Uuid,
        separation_id -> Uuid,
        round -> Int4,
        side -> Text,
        made_by -> Jsonb,
        offer_sealed -> Bytea,
        last_day -> Date,
        pay_on -> Date,
        state -> Text,
        answer -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    review_cycles (id) {
        id -> Uuid,
        version -> Int4,
        code -> Text,
        name -> Text,
        from_on -> Date,
        until_on -> Date,
        baseline -> Int8,
        kpi_weight -> Int8,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    reviews (id) {
        id -> Uuid,
        version -> Int4,
        cycle_id -> Uuid,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        position_id -> Uuid,
        manager_id -> Nullable<Uuid>,
        stage -> Text,
        goals -> Jsonb,
        actuals -> Jsonb,
        goals_delivered_at -> Timestamptz,
        late_reason -> Nullable<Text>,
        self_assessment -> Nullable<Text>,
        self_assessed_at -> Nullable<Timestamptz>,
        manager_assessment -> Nullable<Text>,
        rating -> Nullable<Int8>,
        assessed_by -> Nullable<Uuid>,
        assessed_at -> Nullable<Timestamptz>,
        score -> Nullable<Int8>,
        result -> Nullable<Jsonb>,
        result_delivered_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    seal_purposes (legal_entity_id, purpose) {
        legal_entity_id -> Uuid,
        purpose -> Text,
        seal_id -> Uuid,
    }
}

diesel::table! {
    seal_uses (id) {
        id -> Uuid,
        seal_id -> Uuid,
        purpose -> Text,
        title -> Text,
        number -> Text,
        resource_type -> Text,
        resource_id -> Uuid,
        employee_id -> Uuid,
        file_sha256 -> Bytea,
        asked_by -> Text,
        approved_by -> Nullable<Text>,
        used_at -> Timestamptz,
    }
}

diesel::table! {
    seals (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Uuid,
        inscription -> Text,
        keeper_id -> Nullable<Uuid>,
        deputy_id -> Nullable<Uuid>,
        deputy_from -> Nullable<Date>,
        deputy_until -> Nullable<Date>,
        key_handle -> Bytea,
        public_key -> Bytea,
        certificates -> Array<Nullable<Bytea>>,
        made_out_to -> Text,
        certified_until -> Timestamptz,
        created_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        retired_by -> Nullable<Uuid>,
        retired_at -> Nullable<Timestamptz>,
        retired_reason -> Nullable<Text>,
    }
}

diesel::table! {
    separation_evidence (id) {
        id -> Uuid,
        separation_id -> Uuid,
        code -> Text,
        title -> Text,
        dated_on -> Date,
        text -> Text,
        file_name -> Text,
        media -> Text,
        sha256 -> Bytea,
        size -> Int8,
        state -> Text,
        added_by -> Jsonb,
        added_at -> Timestamptz,
        review -> Nullable<Jsonb>,
    }
}

diesel::table! {
    separation_interviews (id) {
        id -> Uuid,
        version -> Int4,
        separation_id -> Uuid,
        subject -> Text,
        held_on -> Date,
        medium -> Text,
        place -> Text,
        held_by -> Text,
        present -> Jsonb,
        proposed_by -> Nullable<Text>,
        sections -> Jsonb,
        employee_words -> Text,
        corrects -> Nullable<Uuid>,
        recorded_by -> Jsonb,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    separation_numbers (year) {
        year -> Int2,
        last -> Int4,
    }
}

diesel::table! {
    separation_tasks (id) {
        id -> Uuid,
        separation_id -> Uuid,
        kind -> Text,
        title -> Jsonb,
        owner -> Text,
        due_on -> Date,
        rule -> Nullable<Text>,
        state -> Text,
        outcome -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    separations (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        legal_entity_id -> Uuid,
        employee_id -> Uuid,
        employment_id -> Uuid,
        ground -> Text,
        initiator -> Text,
        proposer -> Text,
        reason -> Text,
        stage -> Text,
        open_to_employee -> Bool,
        last_day -> Nullable<Date>,
        pay_on -> Nullable<Date>,
        opened_by -> Jsonb,
        opened_at -> Timestamptz,
        trade_union -> Nullable<Jsonb>,
        approval -> Nullable<Jsonb>,
        notice -> Nullable<Jsonb>,
        agreement_id -> Nullable<Uuid>,
        agreement_signed_at -> Nullable<Timestamptz>,
        agreement_sha256 -> Nullable<Bytea>,
        notice_document_id -> Nullable<Uuid>,
        certificate_document_id -> Nullable<Uuid>,
        settlement_sealed -> Nullable<Bytea>,
        completed_at -> Nullable<Timestamptz>,
        withdrawal -> Nullable<Jsonb>,
        case_facts -> Nullable<Jsonb>,
        wished_last_day -> Nullable<Date>,
        receipt -> Nullable<Jsonb>,
        overrides -> Nullable<Jsonb>,
        layoff_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    service_attempts (id) {
        id -> Uuid,
        version -> Int4,
        separation_id -> Uuid,
        channel -> Text,
        sent_on -> Date,
        address -> Text,
        designated -> Bool,
        tracking_number -> Nullable<Text>,
        outcome -> Nullable<Text>,
        outcome_on -> Nullable<Date>,
        outcome_text -> Nullable<Text>,
        proof_name -> Nullable<Text>,
        proof_media -> Nullable<Text>,
        proof_sha256 -> Nullable<Bytea>,
        recorded_by -> Jsonb,
        recorded_at -> Timestamptz,
        concluded_by -> Nullable<Jsonb>,
        concluded_at -> Nullable<Timestamptz>,
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
        agreement_id -> Nullable<Uuid>,
        client_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    settlement_items (id) {
        id -> Uuid,
        separation_id -> Uuid,
        item_sealed -> Bytea,
        stated_by -> Jsonb,
        stated_at -> Timestamptz,
    }
}

diesel::table! {
    template_forms (id) {
        id -> Uuid,
        legal_entity_id -> Uuid,
        sha256 -> Bytea,
        file_name -> Text,
        pages -> Jsonb,
        uploaded_by -> Nullable<Uuid>,
        uploaded_at -> Timestamptz,
    }
}

diesel::table! {
    template_versions (id) {
        id -> Uuid,
        template_id -> Uuid,
        number -> Int4,
        version -> Int4,
        stage -> Text,
        text -> Jsonb,
        editors -> Array<Nullable<Uuid>>,
        edited_at -> Timestamptz,
        reviewed_by -> Nullable<Uuid>,
        reviewed_at -> Nullable<Timestamptz>,
        review_text -> Nullable<Text>,
        form_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    templates (id) {
        id -> Uuid,
        legal_entity_id -> Uuid,
        kind -> Text,
        name -> Text,
        created_by -> Nullable<Uuid>,
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

diesel::table! {
    warning_numbers (year) {
        year -> Int2,
        last -> Int4,
    }
}

diesel::table! {
    warnings (id) {
        id -> Uuid,
        version -> Int4,
        number -> Text,
        employee_id -> Uuid,
        legal_entity_id -> Uuid,
        level -> Text,
        stage -> Text,
        words_sealed -> Bytea,
        prepared_by -> Jsonb,
        open_to_employee -> Bool,
        hearing_id -> Nullable<Uuid>,
        statement_due_on -> Nullable<Date>,
        document_id -> Nullable<Uuid>,
        letter_sha256 -> Nullable<Bytea>,
        issued_at -> Nullable<Timestamptz>,
        counts_until -> Nullable<Date>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    webhook_attempts (delivery_id, number) {
        delivery_id -> Uuid,
        number -> Int4,
        begun_at -> Timestamptz,
        duration_ms -> Int4,
        status -> Nullable<Int2>,
        failure -> Nullable<Text>,
        response -> Nullable<Text>,
    }
}

diesel::table! {
    webhook_cursors (webhook_id, log_id) {
        webhook_id -> Uuid,
        log_id -> Uuid,
        next_index -> Int8,
    }
}

diesel::table! {
    webhook_deliveries (id) {
        id -> Uuid,
        seq -> Int8,
        webhook_id -> Uuid,
        log_id -> Nullable<Uuid>,
        leaf_index -> Nullable<Int8>,
        kind -> Text,
        body -> Text,
        state -> Text,
        failed_tries -> Int4,
        attempts -> Int4,
        next_try_at -> Nullable<Timestamptz>,
        asked_at -> Nullable<Timestamptz>,
        delivered_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    webhooks (id) {
        id -> Uuid,
        version -> Int4,
        legal_entity_id -> Nullable<Uuid>,
        url -> Text,
        description -> Text,
        events -> Jsonb,
        state -> Text,
        disabled_reason -> Nullable<Text>,
        disabled_at -> Nullable<Timestamptz>,
        failing_since -> Nullable<Timestamptz>,
        secret_sealed -> Bytea,
        previous_secret_sealed -> Nullable<Bytea>,
        previous_secret_until -> Nullable<Timestamptz>,
        created_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
    }
}

diesel::joinable!(accounts -> employees (employee_id));
diesel::joinable!(activation_codes -> accounts (account_id));
diesel::joinable!(agreement_batch_items -> agreement_batches (batch_id));
diesel::joinable!(agreement_batch_items -> agreements (agreement_id));
diesel::joinable!(agreement_batch_items -> employees (employee_id));
diesel::joinable!(agreement_batches -> legal_entities (legal_entity_id));
diesel::joinable!(agreement_batches -> templates (template_id));
diesel::joinable!(agreement_comments -> agreements (agreement_id));
diesel::joinable!(agreement_copies -> accounts (added_by));
diesel::joinable!(agreement_copies -> agreements (agreement_id));
diesel::joinable!(agreement_copies -> employees (employee_id));
diesel::joinable!(agreement_paper_copies -> agreements (agreement_id));
diesel::joinable!(agreement_paper_signatures -> agreements (agreement_id));
diesel::joinable!(agreement_signers -> agreements (agreement_id));
diesel::joinable!(agreement_signers -> employees (employee_id));
diesel::joinable!(agreements -> employees (employee_id));
diesel::joinable!(agreements -> legal_entities (legal_entity_id));
diesel::joinable!(agreements -> separations (separation_id));
diesel::joinable!(agreements -> template_versions (template_version_id));
diesel::joinable!(alerts -> legal_entities (legal_entity_id));
diesel::joinable!(annual_leaves -> employees (employee_id));
diesel::joinable!(assignments -> employments (employment_id));
diesel::joinable!(assignments -> org_units (org_unit_id));
diesel::joinable!(assignments -> positions (position_id));
diesel::joinable!(bundles -> accounts (requested_by));
diesel::joinable!(bundles -> employees (employee_id));
diesel::joinable!(bundles -> legal_entities (legal_entity_id));
diesel::joinable!(bundles -> separations (separation_id));
diesel::joinable!(check_ins -> improvement_plans (plan_id));
diesel::joinable!(check_ins -> legal_entities (legal_entity_id));
diesel::joinable!(circumstances -> employees (employee_id));
diesel::joinable!(contracts -> employees (employee_id));
diesel::joinable!(contracts -> employments (employment_id));
diesel::joinable!(deadline_feeds -> accounts (account_id));
diesel::joinable!(deadline_reminders -> accounts (acknowledged_by));
diesel::joinable!(deadline_reminders -> employees (employee_id));
diesel::joinable!(deadline_reminders -> legal_entities (legal_entity_id));
diesel::joinable!(deliveries -> employees (employee_id));
diesel::joinable!(dispute_steps -> disputes (dispute_id));
diesel::joinable!(disputes -> employees (employee_id));
diesel::joinable!(disputes -> legal_entities (legal_entity_id));
diesel::joinable!(disputes -> separations (separation_id));
diesel::joinable!(documents -> employees (employee_id));
diesel::joinable!(documents -> legal_entities (legal_entity_id));
diesel::joinable!(employee_cards -> assignments (assignment_id));
diesel::joinable!(employees -> legal_entities (legal_entity_id));
diesel::joinable!(employments -> legal_entities (legal_entity_id));
diesel::joinable!(grants -> accounts (account_id));
diesel::joinable!(import_issues -> imports (import_id));
diesel::joinable!(import_jobs -> accounts (account_id));
diesel::joinable!(import_jobs -> imports (import_id));
diesel::joinable!(imports -> legal_entities (legal_entity_id));
diesel::joinable!(improvement_plans -> alerts (alert_id));
diesel::joinable!(improvement_plans -> documents (document_id));
diesel::joinable!(improvement_plans -> legal_entities (legal_entity_id));
diesel::joinable!(improvement_plans -> reviews (review_id));
diesel::joinable!(journal_checkpoints -> journal_logs (log_id));
diesel::joinable!(journal_entries -> journal_logs (log_id));
diesel::joinable!(journal_heads -> journal_logs (log_id));
diesel::joinable!(journal_outbox -> journal_logs (log_id));
diesel::joinable!(journal_parts -> data_keys (key_id));
diesel::joinable!(journal_subjects -> data_keys (key_id));
diesel::joinable!(journal_subjects -> journal_logs (log_id));
diesel::joinable!(journal_tiles -> journal_logs (log_id));
diesel::joinable!(layoffs -> legal_entities (legal_entity_id));
diesel::joinable!(legal_entities -> journal_logs (id));
diesel::joinable!(legal_holds -> disputes (dispute_id));
diesel::joinable!(legal_holds -> employees (employee_id));
diesel::joinable!(legal_holds -> legal_entities (legal_entity_id));
diesel::joinable!(letterheads -> legal_entities (legal_entity_id));
diesel::joinable!(local_figures -> accounts (recorded_by));
diesel::joinable!(non_compete_payments -> non_competes (non_compete_id));
diesel::joinable!(non_compete_statements -> non_competes (non_compete_id));
diesel::joinable!(non_competes -> documents (document_id));
diesel::joinable!(non_competes -> employees (employee_id));
diesel::joinable!(non_competes -> legal_entities (legal_entity_id));
diesel::joinable!(non_competes -> separations (separation_id));
diesel::joinable!(org_units -> employees (head_id));
diesel::joinable!(org_units -> legal_entities (legal_entity_id));
diesel::joinable!(passkey_challenges -> accounts (account_id));
diesel::joinable!(passkeys -> accounts (account_id));
diesel::joinable!(position_goals -> positions (position_id));
diesel::joinable!(position_goals -> review_cycles (cycle_id));
diesel::joinable!(positions -> legal_entities (legal_entity_id));
diesel::joinable!(proposals -> separations (separation_id));
diesel::joinable!(reviews -> legal_entities (legal_entity_id));
diesel::joinable!(reviews -> positions (position_id));
diesel::joinable!(reviews -> review_cycles (cycle_id));
diesel::joinable!(seal_purposes -> legal_entities (legal_entity_id));
diesel::joinable!(seal_purposes -> seals (seal_id));
diesel::joinable!(seal_uses -> employees (employee_id));
diesel::joinable!(seal_uses -> seals (seal_id));
diesel::joinable!(seals -> legal_entities (legal_entity_id));
diesel::joinable!(separation_evidence -> separations (separation_id));
diesel::joinable!(separation_interviews -> separations (separation_id));
diesel::joinable!(separation_tasks -> separations (separation_id));
diesel::joinable!(separations -> employees (employee_id));
diesel::joinable!(separations -> employments (employment_id));
diesel::joinable!(separations -> layoffs (layoff_id));
diesel::joinable!(separations -> legal_entities (legal_entity_id));
diesel::joinable!(service_attempts -> separations (separation_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(sessions -> agreements (agreement_id));
diesel::joinable!(sessions -> clients (client_id));
diesel::joinable!(settlement_items -> separations (separation_id));
diesel::joinable!(template_forms -> accounts (uploaded_by));
diesel::joinable!(template_forms -> legal_entities (legal_entity_id));
diesel::joinable!(template_versions -> accounts (reviewed_by));
diesel::joinable!(template_versions -> template_forms (form_id));
diesel::joinable!(template_versions -> templates (template_id));
diesel::joinable!(templates -> accounts (created_by));
diesel::joinable!(templates -> legal_entities (legal_entity_id));
diesel::joinable!(wage_months -> employees (employee_id));
diesel::joinable!(warnings -> documents (document_id));
diesel::joinable!(warnings -> employees (employee_id));
diesel::joinable!(warnings -> legal_entities (legal_entity_id));
diesel::joinable!(webhook_attempts -> webhook_deliveries (delivery_id));
diesel::joinable!(webhook_cursors -> journal_logs (log_id));
diesel::joinable!(webhook_cursors -> webhooks (webhook_id));
diesel::joinable!(webhook_deliveries -> journal_logs (log_id));
diesel::joinable!(webhook_deliveries -> webhooks (webhook_id));
diesel::joinable!(webhooks -> accounts (created_by));
diesel::joinable!(webhooks -> legal_entities (legal_entity_id));

diesel::allow_tables_to_appear_in_same_query!(
    accounts,
    activation_codes,
    agreement_batch_items,
    agreement_batches,
    agreement_comments,
    agreement_copies,
    agreement_numbers,
    agreement_paper_copies,
    agreement_paper_signatures,
    agreement_signers,
    agreements,
    alerts,
    annual_leaves,
    assignments,
    bundles,
    check_ins,
    circumstances,
    clients,
    contracts,
    data_keys,
    deadline_feeds,
    deadline_looks,
    deadline_reminders,
    deliveries,
    dispute_numbers,
    dispute_steps,
    disputes,
    documents,
    employee_cards,
    employees,
    employments,
    grants,
    idempotency_keys,
    import_issues,
    import_jobs,
    imports,
    improvement_plans,
    journal_checkpoints,
    journal_entries,
    journal_heads,
    journal_logs,
    journal_outbox,
    journal_parts,
    journal_quarantine,
    journal_subjects,
    journal_tiles,
    journal_timestamps,
    kpis,
    layoff_numbers,
    layoffs,
    legal_entities,
    legal_holds,
    letterheads,
    messages,
    local_figures,
    login_attempts,
    non_compete_payments,
    non_compete_statements,
    non_competes,
    org_units,
    passkey_challenges,
    passkeys,
    position_goals,
    positions,
    proposals,
    review_cycles,
    reviews,
    seal_purposes,
    seal_uses,
    seals,
    separation_evidence,
    separation_interviews,
    separation_numbers,
    separation_tasks,
    separations,
    service_attempts,
    sessions,
    settlement_items,
    template_forms,
    template_versions,
    templates,
    wage_months,
    warning_numbers,
    warnings,
    webhook_attempts,
    webhook_cursors,
    webhook_deliveries,
    webhooks,
);
