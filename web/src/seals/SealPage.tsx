import { Button, Form, Input, message, Popconfirm } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Seal, SealRetirement } from "../api/types";
import { paths } from "../paths";
import { Facts } from "../ui/Facts";
import { FormDrawer } from "../ui/FormDrawer";
import { Page } from "../ui/Page";
import { Alone, Panel } from "../ui/Panel";
import { ProblemNote } from "../ui/ProblemNote";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { Tag } from "../ui/Tag";
import { InstantText } from "../ui/Text";
import { useCan } from "../ui/useMe";
import { useId, useSearch } from "../ui/usePlace";
import { ChargeDrawer } from "./ChargeDrawer";
import { SealMark } from "./SealMark";
import { UseList } from "./UseList";
import { CertificateText, DeputyText, KeeperText, Purposes, useSealName } from "./words";

/** One seal: who keeps it, what it is for, and the register of its uses. */
export default function SealPage() {
  const { t } = useTranslation("seals");
  const can = useCan();
  const id = useId();
  const [search] = useSearch();
  const name = useSealName();
  const seal = $api.useSuspenseQuery("get", "/api/v1/seals/{id}", { params: { path: { id } } }).data;
  const renew = $api.useMutation("post", "/api/v1/seals/{id}/certificate", {
    onSuccess: () => void message.success(t("renewed")),
  });
  return (
    <Page
      title={name(seal)}
      back={{ to: paths.seals(), label: t("back") }}
      about={seal.company}
      tags={seal.retired_at && <Tag>{t("retired")}</Tag>}
      actions={
        can("seals.manage") &&
        !seal.retired_at && (
          <Actions
            seal={seal}
            renewing={renew.isPending}
            onRenew={() => renew.mutate({ params: { path: { id } }, headers: ifMatch(seal) })}
          />
        )
      }
    >
      <ProblemNote problem={renew.error} />
      <Panel>
        <div className="seal-facts">
          <SealMark seal={seal} size={148} />
          <div className="grow stack">
            {!seal.retired_at && <Facts of={[[t("purposes"), <Purposes seal={seal} />]]} />}
            <Facts
              of={[
                [t("keeper"), (seal.keeper || !seal.retired_at) && <KeeperText seal={seal} />],
                [t("deputy"), seal.keeper && !seal.retired_at && <DeputyText seal={seal} />],
                [t("certified_until"), <CertificateText seal={seal} />],
                [t("created_at"), <InstantText at={seal.created_at} />],
                [t("retired_at"), seal.retired_at && <InstantText at={seal.retired_at} />],
                [t("reason"), seal.retired_reason],
              ]}
            />
          </div>
        </div>
      </Panel>
      <Panel flush title={t("register")} about={t("register_about")}>
        <Alone padded key={search.cursor}>
          <UseList id={id} cursor={search.cursor} />
        </Alone>
      </Panel>
    </Page>
  );
}

function Actions({ seal, renewing, onRenew }: { seal: Seal; renewing: boolean; onRenew: () => void }) {
  const { t } = useTranslation("seals");
  const [open, setOpen] = useState<"charge" | "retirement" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen("charge")}>{t("change")}</Button>
      <Popconfirm
        title={t("renew_sure")}
        description={t("renew_about")}
        okText={t("renew")}
        cancelText={t("cancel")}
        onConfirm={onRenew}
      >
        <Button loading={renewing}>{t("renew")}</Button>
      </Popconfirm>
      <Button danger onClick={() => setOpen("retirement")}>
        {t("retire")}
      </Button>
      <ChargeDrawer seal={open === "charge" ? seal : null} onClose={close} />
      <RetirementDrawer seal={seal} open={open === "retirement"} onClose={close} />
    </>
  );
}

function RetirementDrawer({ seal, open, onClose }: { seal: Seal; open: boolean; onClose: () => void }) {
  const { t } = useTranslation("seals");
  const required = useRequired();
  const name = useSealName();
  const retire = $api.useMutation("post", "/api/v1/seals/{id}/retirement");
  return (
    <FormDrawer title={t("retire_of", { seal: name(seal) })} open={open} onClose={onClose}>
      <div className="note warn stack tight" style={{ marginBottom: 16 }}>
        <p>{t("retire_about")}</p>
        {seal.purposes.length > 0 && (
          <>
            <p>{t("retire_purposes")}</p>
            <Purposes seal={seal} />
          </>
        )}
      </div>
      <ServerForm<SealRetirement>
        send={(body) =>
          retire.mutateAsync({ params: { path: { id: seal.id } }, headers: ifMatch(seal), body })
        }
        onSent={() => {
          onClose();
          void message.success(t("retired_done"));
        }}
        submit={t("retire_sure")}
        cancel={{ act: onClose }}
      >
        <Form.Item name="reason" label={t("reason")} rules={[{ ...required, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={1000} placeholder={t("reason_hint")} />
        </Form.Item>
      </ServerForm>
    </FormDrawer>
  );
}
