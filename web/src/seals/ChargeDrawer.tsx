import { Form, message } from "antd";
import { useTranslation } from "react-i18next";
import { $api, ifMatch } from "../api/client";
import type { Seal, SealCharge } from "../api/types";
import { FormDrawer } from "../ui/FormDrawer";
import { DatePick } from "../ui/Pickers";
import { ServerForm, useRequired } from "../ui/ServerForm";
import { KeeperPicker, PurposesField } from "./SealFields";
import { useSealName } from "./words";

type Values = Omit<SealCharge, "deputy"> & {
  deputy?: { account_id?: string; from?: string; until?: string };
};

/** Who keeps a seal, who stands in, and what it is for. */
export function ChargeDrawer({ seal, onClose }: { seal: Seal | null; onClose: () => void }) {
  const { t } = useTranslation("seals");
  const name = useSealName();
  return (
    <FormDrawer
      title={seal ? t("change_of", { seal: name(seal) }) : t("change")}
      open={seal !== null}
      onClose={onClose}
    >
      {seal && <ChargeForm seal={seal} onClose={onClose} />}
    </FormDrawer>
  );
}

function ChargeForm({ seal, onClose }: { seal: Seal; onClose: () => void }) {
  const { t } = useTranslation("seals");
  const change = $api.useMutation("put", "/api/v1/seals/{id}");
  const { deputy } = seal;
  const send = ({ purposes, keeper_id, deputy }: Values) =>
    change.mutateAsync({
      params: { path: { id: seal.id } },
      headers: ifMatch(seal),
      body: { purposes: purposes ?? [], keeper_id: keeper_id ?? null, deputy: whole(deputy) },
    });
  return (
    <ServerForm<Values>
      send={send}
      onSent={() => {
        onClose();
        void message.success(t("saved"));
      }}
      submit={t("save")}
      cancel={{ act: onClose }}
      initialValues={{
        purposes: seal.purposes,
        keeper_id: seal.keeper?.id,
        deputy: deputy
          ? { account_id: deputy.account.id, from: deputy.from, until: deputy.until }
          : undefined,
      }}
    >
      {(form) => (
        <>
          <PurposesField employer={seal.legal_entity_id} seal={seal} />
          <Form.Item name="keeper_id" label={t("keeper")} extra={t("keeper_hint")}>
            <KeeperPicker placeholder={t("keeper_any")} />
          </Form.Item>
          <DeputyFields form={form} />
        </>
      )}
    </ServerForm>
  );
}

/** The deputy as the service takes it: somebody for some days, or nobody. */
function whole(deputy: Values["deputy"]): SealCharge["deputy"] {
  const { account_id, from, until } = deputy ?? {};
  return account_id && from && until ? { account_id, from, until } : null;
}

function DeputyFields({ form }: { form: ReturnType<typeof Form.useForm<Values>>[0] }) {
  const { t } = useTranslation("seals");
  const required = useRequired();
  const keeper = Form.useWatch("keeper_id", form);
  const deputy = Form.useWatch(["deputy", "account_id"], form);
  if (!keeper) return null;
  return (
    <>
      <Form.Item name={["deputy", "account_id"]} label={t("deputy")} extra={t("deputy_hint")}>
        <KeeperPicker except={keeper} placeholder={t("no_deputy")} />
      </Form.Item>
      {deputy && (
        <div className="form-row">
          <Form.Item name={["deputy", "from"]} label={t("deputy_from")} rules={[required]}>
            <DatePick />
          </Form.Item>
          <Form.Item name={["deputy", "until"]} label={t("deputy_until")} rules={[required]}>
            <DatePick />
          </Form.Item>
        </div>
      )}
    </>
  );
}
