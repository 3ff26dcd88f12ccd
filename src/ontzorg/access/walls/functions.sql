-- The functions behind the walls. Applied again after every migration; owned by ontzorg_owner.
-- Each names pg_temp last in its search_path: left out, PostgreSQL looks there first, and a caller
-- could put his own access_context_key in the way.

-- While the master key is renewed there are two keys: who still runs with the older one goes on.
CREATE OR REPLACE FUNCTION access_is_sealed(payload text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM access_context_key
    WHERE current_setting('ontzorg.seal', true) = encode(
      sha256(outer_pad || sha256(inner_pad || convert_to(pg_backend_pid() || '|' || payload, 'UTF8'))),
      'hex'))
$$;

-- The parts of the signed context: organisation, werknemer, account, expiry, role. NULL when unset.
CREATE OR REPLACE FUNCTION access_parts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  payload text := nullif(current_setting('ontzorg.context', true), '');
  parts text[] := string_to_array(payload, '|');
BEGIN
  IF payload IS NULL THEN
    RETURN NULL;
  END IF;
  IF NOT access_is_sealed(payload) THEN
    RAISE EXCEPTION 'ontzorg: the context is not sealed by us' USING ERRCODE = '28000';
  END IF;
  IF parts[4]::bigint < extract(epoch FROM clock_timestamp()) THEN
    RAISE EXCEPTION 'ontzorg: the context has expired' USING ERRCODE = '28000';
  END IF;
  IF parts[5] IS DISTINCT FROM current_setting('role') THEN
    RAISE EXCEPTION 'ontzorg: the context is of another role' USING ERRCODE = '28000';
  END IF;
  RETURN parts;
END
$$;

CREATE OR REPLACE FUNCTION access_context(wanted text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parts text[] := access_parts();
BEGIN
  RETURN nullif(
    CASE wanted
      WHEN 'organisation' THEN parts[1]
      WHEN 'werknemer' THEN parts[2]
      WHEN 'account' THEN parts[3]
    END, '')::bigint;
END
$$;

CREATE OR REPLACE FUNCTION access_acting() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT access_parts() IS NOT NULL
$$;

-- The numbers of the actor as a medewerker: the one of now, and those that were put together with it.
CREATE OR REPLACE FUNCTION access_own_numbers() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mine bigint := access_context('werknemer');
BEGIN
  IF mine IS NULL THEN
    RETURN '{}';
  END IF;
  RETURN mine || ARRAY(SELECT former_id FROM access_formernumber WHERE werknemer_id = mine);
END
$$;

-- The names of the people at the actor's own organisation; an employee gets none.
CREATE OR REPLACE FUNCTION access_colleague_names()
RETURNS TABLE (membership_id bigint, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT membership.id, account.name
  FROM access_membership membership
  JOIN access_account account ON account.id = membership.account_id
  WHERE membership.organisation_id = (SELECT access_context('organisation'))
    AND current_setting('role') <> 'party_werknemer'
$$;

-- The names behind the accounts in the log, for the auditor only.
CREATE OR REPLACE FUNCTION access_account_names(wanted bigint[])
RETURNS TABLE (account_id bigint, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT account.id, account.name
  FROM access_account account
  WHERE account.id = ANY (wanted)
    AND current_setting('role') = 'party_audit'
    AND (SELECT access_acting())
$$;

CREATE OR REPLACE FUNCTION access_refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  -- A fact stays as it is when it is sealed anew; this role may write sealed values only.
  IF TG_OP = 'UPDATE' AND current_user = 'ontzorg_keys' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION 'ontzorg: % of % is not allowed, facts stay as they are', TG_OP, TG_TABLE_NAME
    USING ERRCODE = '23001';
END
$$;

-- The message and the job that delivers it come with the transaction, or not at all.
CREATE OR REPLACE FUNCTION access_publish(topic text, payload jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  message uuid := gen_random_uuid();
BEGIN
  INSERT INTO access_outboxmessage (message_id, topic, payload, created_at, attempts, last_error)
  VALUES (message, topic, payload, clock_timestamp(), 0, '');
  INSERT INTO procrastinate_jobs (queue_name, task_name, args)
  VALUES ('outbox', 'outbox.deliver', jsonb_build_object('message_id', message));
END
$$;

-- A message that nobody is waiting for: it is kept as sent, and costs the worker nothing.
CREATE OR REPLACE FUNCTION access_note(topic text, payload jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  INSERT INTO access_outboxmessage
    (message_id, topic, payload, created_at, delivered_at, attempts, last_error)
  VALUES (gen_random_uuid(), topic, payload, clock_timestamp(), clock_timestamp(), 0, '')
$$;

-- An account on the employer's side may not be on the medical side for the same employer.
CREATE OR REPLACE FUNCTION access_double_role(account bigint, organisation bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1
    FROM access_membership employer
    JOIN access_mandate mandate ON mandate.werkgever_id = employer.organisation_id
    JOIN access_membership medical ON medical.organisation_id = mandate.organisation_id
      AND medical.account_id = employer.account_id
    WHERE employer.role IN ('werkgever_beheerder', 'leidinggevende')
      AND medical.role IN ('bedrijfsarts', 'verzuimbegeleider', 'planner')
      AND employer.period && medical.period
      AND employer.period && mandate.period
      AND medical.period && mandate.period
      AND (account IS NULL OR employer.account_id = account)
      AND (organisation IS NULL OR mandate.organisation_id = organisation)
  )
$$;

CREATE OR REPLACE FUNCTION access_refuse_double_role() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  is_double boolean;
BEGIN
  IF TG_TABLE_NAME = 'access_membership' THEN
    is_double := access_double_role(NEW.account_id, NULL);
  ELSE
    is_double := access_double_role(NULL, NEW.organisation_id);
  END IF;
  IF is_double THEN
    RAISE EXCEPTION 'ontzorg: double role' USING ERRCODE = '23514', CONSTRAINT = 'access_no_double_role';
  END IF;
  RETURN NULL;
END
$$;

-- A row belongs to the employer of its person, and is shared with no one but those who work for
-- that employer: nobody hands a row to another party by writing other numbers in it. The caller's own
-- policies hold in here, so an employer that he may not see does not exist.
CREATE OR REPLACE FUNCTION access_keep_together() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  is_trusted boolean := current_user IN ('party_system', 'ontzorg_owner');
  row_new jsonb;
  row_old jsonb;
BEGIN
  IF is_trusted OR (TG_TABLE_NAME = 'parties_werkgever' AND current_user = 'party_beheer') THEN
    RETURN NEW;
  END IF;
  row_new := to_jsonb(NEW);
  row_old := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE row_new END;
  IF TG_TABLE_NAME = 'parties_werkgever'
    OR row_new -> 'werkgever_id' IS DISTINCT FROM row_old -> 'werkgever_id'
    OR row_new -> 'werknemer_id' IS DISTINCT FROM row_old -> 'werknemer_id'
    OR row_new -> 'dienstverband_id' IS DISTINCT FROM row_old -> 'dienstverband_id'
    OR NOT access_is_of_werkgever(row_new)
  THEN
    RAISE EXCEPTION 'ontzorg: this row of % is not yours to share', TG_TABLE_NAME
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION access_is_of_werkgever(one jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT one ->> 'werkgever_id' IS NULL OR EXISTS (
    SELECT 1 FROM parties_werkgever w
    WHERE w.organisation_id = (one ->> 'werkgever_id')::bigint
      AND coalesce((one ->> 'arbodienst_id')::bigint = w.arbodienst_id, one ->> 'arbodienst_id' IS NULL)
      AND coalesce((one ->> 'reintegratiebedrijf_id')::bigint = w.reintegratiebedrijf_id, one ->> 'reintegratiebedrijf_id' IS NULL)
      AND coalesce((one ->> 'verzekeraar_id')::bigint = w.verzekeraar_id, one ->> 'verzekeraar_id' IS NULL)
      AND coalesce((one ->> 'adviseur_id')::bigint = w.adviseur_id, one ->> 'adviseur_id' IS NULL)
  ) AND (one ->> 'werknemer_id' IS NULL OR EXISTS (
    SELECT 1 FROM parties_werknemer p
    WHERE p.id = (one ->> 'werknemer_id')::bigint
      AND p.werkgever_id = (one ->> 'werkgever_id')::bigint
  ))
$$;

-- A mandate holds from the moment it is written: every row of the employer that is shared by
-- mandate takes the numbers of who works for him on this day. Returns how many rows changed. Only
-- who gives mandates, and the system, may call it. The medical room does not follow.
CREATE OR REPLACE FUNCTION access_follow_mandates(werkgever bigint, today date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  followers CONSTANT text := 'UPDATE %s SET (arbodienst_id, reintegratiebedrijf_id, verzekeraar_id,'
    ' adviseur_id) = ROW($1, $2, $3, $4) WHERE %I = $5 AND (arbodienst_id, reintegratiebedrijf_id,'
    ' verzekeraar_id, adviseur_id) IS DISTINCT FROM ROW($1, $2, $3, $4)';
  shared record;
  serving record;
  changed bigint;
  total bigint := 0;
BEGIN
  IF access_parts() IS NULL OR current_setting('role') NOT IN ('party_beheer', 'party_system') THEN
    RAISE EXCEPTION 'ontzorg: mandates are not yours to follow' USING ERRCODE = '42501';
  END IF;
  SELECT max(organisation_id) FILTER (WHERE kind = 'arbodienst') AS arbodienst,
         max(organisation_id) FILTER (WHERE kind = 'reintegratie') AS reintegratie,
         max(organisation_id) FILTER (WHERE kind = 'verzekeraar') AS verzekeraar,
         max(organisation_id) FILTER (WHERE kind = 'adviseur') AS adviseur
    INTO serving
    FROM access_mandate m
    WHERE m.werkgever_id = werkgever AND m.period @> today;
  FOR shared IN
    SELECT c.oid::regclass::text AS name,
           CASE WHEN bool_or(a.attname = 'werkgever_id') THEN 'werkgever_id'
                ELSE 'organisation_id' END AS owner
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
    GROUP BY c.oid
    HAVING count(*) FILTER (WHERE a.attname IN
      ('arbodienst_id', 'reintegratiebedrijf_id', 'verzekeraar_id', 'adviseur_id')) = 4
    ORDER BY c.relname
  LOOP
    EXECUTE format(followers, shared.name, shared.owner)
      USING serving.arbodienst, serving.reintegratie, serving.verzekeraar, serving.adviseur, werkgever;
    GET DIAGNOSTICS changed = ROW_COUNT;
    total := total + changed;
  END LOOP;
  RETURN total;
END
$$;

-- Every word in the name of an employer can be searched for: there is a row for the name from each
-- word on, in capitals. Written when an employer comes, and again when he is renamed.
CREATE OR REPLACE FUNCTION parties_write_name_parts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own_key CONSTANT text := CASE TG_TABLE_NAME WHEN 'parties_werkgever' THEN 'organisation_id' ELSE 'id' END;
  werkgever CONSTANT bigint := (to_jsonb(NEW) ->> own_key)::bigint;
BEGIN
  DELETE FROM parties_namepart p WHERE p.werkgever_id = werkgever;
  INSERT INTO parties_namepart (werkgever_id, search_name, arbodienst_id, reintegratiebedrijf_id,
    verzekeraar_id, adviseur_id)
  SELECT w.organisation_id, array_to_string(words[n:], ' '), w.arbodienst_id,
         w.reintegratiebedrijf_id, w.verzekeraar_id, w.adviseur_id
  FROM parties_werkgever w
  JOIN access_organisation o ON o.id = w.organisation_id
  CROSS JOIN LATERAL regexp_split_to_array(upper(trim(o.name)), '\s+') words
  CROSS JOIN LATERAL generate_subscripts(words, 1) n
  WHERE w.organisation_id = werkgever;
  RETURN NULL;
END
$$;

-- Clears away the tasks of closed dossiers that never came due and that nobody touched (decision
-- 0014). Open to all: it does what closing asks and nothing else, whoever calls it.
CREATE OR REPLACE FUNCTION verzuim_clear_closed(dossiers bigint[]) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH cleared AS (
    DELETE FROM verzuim_task t USING verzuim_verzuimdossier d
    WHERE d.id = ANY(dossiers) AND t.dossier_id = d.id
      AND d.closed_on IS NOT NULL AND t.withdrawn_on IS NOT NULL AND t.completed_on IS NULL
      AND t.due_on > d.closed_on
      AND (t.assigned_to IS NULL OR t.assigned_to = d.ontzorgmanager_id)
    RETURNING 1
  )
  SELECT count(*) FROM cleared
$$;

-- The medical room's own: notes follow the person whose dossier they are in, after two rows about
-- one person became one, or were taken apart again. Only the system may ask, and it learns nothing.
CREATE OR REPLACE FUNCTION medical_follow_person(person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF access_parts() IS NULL OR current_setting('role') <> 'party_system' THEN
    RAISE EXCEPTION 'ontzorg: medical notes are not yours to move' USING ERRCODE = '42501';
  END IF;
  UPDATE medical.consultnote n SET werknemer_id = d.werknemer_id
  FROM verzuim_verzuimdossier d
  WHERE d.id = n.dossier_id AND d.werknemer_id = person AND d.werkgever_id = n.werkgever_id
    AND n.werknemer_id <> person;
END
$$;

CREATE OR REPLACE FUNCTION audit.digest(e audit.event) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    e.id, e.chain, e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    e.action, e.result, e.account_id, e.role, e.organisation_id, e.actor_label, e.werkgever_id,
    to_jsonb(e.werknemer_ids), e.object_type, e.object_id, to_jsonb(e.fields), e.purpose, e.reason,
    e.channel, e.ip, e.request_id, e.login, encode(e.prev_hash, 'hex')
  )::text, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION audit.append(
  chain text, action text, result text, account_id bigint, role text, organisation_id bigint,
  actor_label text, werkgever_id bigint, werknemer_ids bigint[], object_type text, object_id bigint,
  fields text[], purpose text, reason text, channel text, ip text, request_id text
) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head audit.head;
  line audit.event;
BEGIN
  INSERT INTO audit.head AS h (chain, seq, hash) VALUES (append.chain, 0, '\x')
    ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit.head h WHERE h.chain = append.chain FOR UPDATE;
  line := ROW(
    nextval('audit.event_id_seq'), append.chain, head.seq + 1, clock_timestamp(), append.action,
    append.result, append.account_id, append.role, append.organisation_id, append.actor_label,
    append.werkgever_id, append.werknemer_ids, append.object_type, append.object_id, append.fields,
    append.purpose, append.reason, append.channel, append.ip, append.request_id, session_user,
    head.hash, '\x'
  );
  line.hash := audit.digest(line);
  INSERT INTO audit.event SELECT line.*;
  UPDATE audit.head h SET seq = line.seq, hash = line.hash WHERE h.chain = append.chain;
  RETURN line.seq;
END
$$;
