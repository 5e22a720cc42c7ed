import { Button, Drawer, Input, message, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api } from "../api/client";
import type { Template, TemplateLibraryClause } from "../api/types";
import { Empty } from "../ui/Empty";
import { Alone } from "../ui/Panel";
import { Tag } from "../ui/Tag";
import { Unfold } from "../ui/Unfold";
import { useIsPhone } from "../ui/useIsPhone";

interface LibraryDrawerProps {
  kind: Template["kind"];
  open: boolean;
  onClose: () => void;
  /** Puts a clause into the text. */
  insert: (clause: TemplateLibraryClause) => void;
}

/** Clauses that come with Youju, with the rules that each rests on. */
export function LibraryDrawer({ kind, open, onClose, insert }: LibraryDrawerProps) {
  const { t } = useTranslation("templates");
  const phone = useIsPhone();
  return (
    <Drawer
      title={t("library.title")}
      open={open}
      onClose={onClose}
      placement={phone ? "bottom" : "right"}
      size={phone ? "92%" : 620}
      destroyOnHidden
    >
      <Alone>
        <Library kind={kind} insert={insert} />
      </Alone>
    </Drawer>
  );
}

function Library({ kind, insert }: Pick<LibraryDrawerProps, "kind" | "insert">) {
  const { t, i18n } = useTranslation("templates");
  const [wanted, setWanted] = useState("");
  const [city, setCity] = useState<string>();
  const all = $api.useSuspenseQuery("get", "/api/v1/template-clauses", { params: { query: { kind } } }).data
    .items;
  const cities = [...new Set(all.flatMap((one) => one.cities))];
  const found = all.filter(
    (one) =>
      `${one.heading} ${one.heading_en} ${one.text}`.toLowerCase().includes(wanted.trim().toLowerCase()) &&
      (!city || one.cities.length === 0 || one.cities.includes(city)),
  );
  const add = (one: TemplateLibraryClause) => {
    insert(one);
    void message.success(
      t("library.inserted", { clause: i18n.language === "en" ? one.heading_en : one.heading }),
    );
  };
  return (
    <div className="stack tight">
      <p className="quiet small">{t("library.about")}</p>
      <div className="filters">
        <Input
          allowClear
          aria-label={t("library.find")}
          placeholder={t("library.find")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        {cities.length > 0 && (
          <Select
            allowClear
            aria-label={t("library.city")}
            placeholder={t("library.all_cities")}
            value={city}
            onChange={setCity}
            options={cities.map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      {found.length === 0 && <Empty title={t("library.none")} />}
      <ul className="library">
        {found.map((one) => (
          <Offer key={one.key} one={one} add={() => add(one)} />
        ))}
      </ul>
    </div>
  );
}

function Offer({ one, add }: { one: TemplateLibraryClause; add: () => void }) {
  const { t, i18n } = useTranslation("templates");
  const english = i18n.language === "en";
  const heading = english ? one.heading_en : one.heading;
  return (
    <li>
      <div className="row between">
        <h3>
          {heading}{" "}
          {one.cities.map((city) => (
            <Tag key={city} tone="info">
              {city}
            </Tag>
          ))}
          {one.when && <Tag>{t("conditional")}</Tag>}
        </h3>
        <Button size="small" aria-label={t("library.insert_clause", { clause: heading })} onClick={add}>
          {t("library.insert")}
        </Button>
      </div>
      <p className="quiet small">
        {t("library.source")}：{one.source} <span className="nowrap">{one.rules.join(" · ")}</span>
      </p>
      <Unfold look="link" title={t("library.read")}>
        <p className="prose small">{one.text.trim()}</p>
        <p className="prose small quote" lang="en">
          {one.text_en.trim()}
        </p>
      </Unfold>
    </li>
  );
}
