import { keepPreviousData } from "@tanstack/react-query";
import { Button, Checkbox, Input, Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../../api/client";
import type { BatchCandidate } from "../../api/types";
import { ActionButton } from "../../ui/ActionButton";
import { FormDrawer } from "../../ui/FormDrawer";
import { addDays } from "../../ui/format";
import { ProblemNote } from "../../ui/ProblemNote";
import { Tag } from "../../ui/Tag";
import { DateText, DueText, PersonText } from "../../ui/Text";
import { useMe } from "../../ui/useMe";
import "./batches.css";
import { hasTerm, type Kind, MOST, openEndedIsDue } from "./lines";

interface PeopleDrawerProps {
  kind: Kind;
  employer: string;
  /** Those who are in the list already. */
  chosen: Set<string>;
  onChoose: (people: BatchCandidate[]) => void;
  onClose: () => void;
}

const WITHIN = [30, 60, 90, 180, 365];
/** A renewal is prepared in good time: the person is asked before the contract ends. */
const USUALLY = 90;
/** People that are drawn before somebody asks for the rest. */
const FIRST = 100;

/** Whom the contracts are with: people with whom none of this kind is on the table. */
export default function PeopleDrawer({ kind, employer, chosen, onChoose, onClose }: PeopleDrawerProps) {
  const { t } = useTranslation("batches");
  const { today } = useMe();
  const [days, setDays] = useState(kind === "contract_renewal" ? USUALLY : 0);
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<Map<string, BatchCandidate>>(new Map());
  const [all, setAll] = useState(false);
  const sought = useDeferredValue(typed.trim());
  const ends_by = days > 0 ? addDays(today, days) : undefined;
  const asked = $api.useQuery(
    "get",
    "/api/v1/agreement-batch-candidates",
    { params: { query: { legal_entity_id: employer, kind, ends_by, q: sought || undefined } } },
    { placeholderData: keepPreviousData },
  );
  const people = asked.data?.items ?? [];
  const found = people.filter(({ employee }) => !chosen.has(employee.id));
  const allPicked = found.length > 0 && found.every(({ employee }) => picked.has(employee.id));
  const pick = (some: BatchCandidate[], on: boolean) => {
    const next = new Map(picked);
    for (const one of some) {
      if (on) next.set(one.employee.id, one);
      else next.delete(one.employee.id);
    }
    setPicked(next);
  };
  const done = () => {
    onChoose([...picked.values()]);
    onClose();
  };
  return (
    <FormDrawer title={t("people.title")} open onClose={onClose} wide>
      <div className="stack tight pick">
        <div className="filters">
          <Input.Search
            className="search"
            allowClear
            placeholder={t("people.search")}
            aria-label={t("people.search")}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Select
            aria-label={t("people.within")}
            style={{ minWidth: 220 }}
            value={days}
            onChange={setDays}
            options={[
              { value: 0, label: t("people.whenever") },
              ...WITHIN.map((value) => ({ value, label: t("people.within_days", { days: value }) })),
            ]}
          />
        </div>
        <ProblemNote problem={asked.error} />
        {people.length >= MOST && <p className="note warn">{t("people.most", { count: MOST })}</p>}
        <div className="pick-all">
          <Checkbox
            checked={allPicked}
            indeterminate={!allPicked && found.some(({ employee }) => picked.has(employee.id))}
            disabled={found.length === 0}
            onChange={(event) => pick(found, event.target.checked)}
          >
            {t("people.all", { count: found.length })}
          </Checkbox>
          {chosen.size > 0 && (
            <span className="quiet small">{t("people.chosen", { count: chosen.size })}</span>
          )}
        </div>
        {asked.isPending ? (
          <p className="quiet" aria-busy>
            {t("loading")}
          </p>
        ) : (
          found.length === 0 && (
            <p className="empty quiet">{t(sought || days > 0 ? "people.nobody_found" : "people.nobody")}</p>
          )
        )}
        <ul className="pick-list">
          {(all ? found : found.slice(0, FIRST)).map((one) => (
            <li key={one.employee.id}>
              <Checkbox
                checked={picked.has(one.employee.id)}
                onChange={(event) => pick([one], event.target.checked)}
              >
                <PersonText person={one.employee} />
                <Known one={one} kind={kind} />
              </Checkbox>
            </li>
          ))}
        </ul>
        {!all && found.length > FIRST && (
          <Button onClick={() => setAll(true)}>{t("people.rest", { count: found.length - FIRST })}</Button>
        )}
        <div className="pick-foot">
          <Button onClick={onClose}>{t("cancel")}</Button>
          <ActionButton type="primary" why={picked.size === 0 && t("people.why_nobody")} onClick={done}>
            {picked.size > 0 ? t("people.submit", { count: picked.size }) : t("people.submit_none")}
          </ActionButton>
        </div>
      </div>
    </FormDrawer>
  );
}

/** The contract they have, when it ends, and what is worth knowing before they are chosen. */
function Known({ one: { contract, ...one }, kind }: { one: BatchCandidate; kind: Kind }) {
  const { t } = useTranslation("batches");
  const term = hasTerm(kind);
  return (
    <span className="pick-known small">
      <span className="quiet">
        {contract ? t(`contract_kind.${contract.kind}`) : t("people.no_contract")}
      </span>
      {contract?.until && (
        <span>
          {t("people.ends")} {term ? <DueText on={contract.until} /> : <DateText date={contract.until} />}
        </span>
      )}
      {term && openEndedIsDue(one) && <Tag tone="warn">{t("people.due", { count: one.fixed_terms })}</Tag>}
      {!one.address_known && <Tag>{t("people.no_address")}</Tag>}
    </span>
  );
}
